package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Json;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions in GraphQL and reads the answers as they stream in.
 *
 * <p>An answer that holds errors is a failure, whatever data comes with it.
 */
final class GraphQl {
  private static final System.Logger LOGGER = System.getLogger("io.github.wandbjdbc.client");

  private final Transport transport;
  private final Endpoint endpoint;
  private final ApiOptions options;

  GraphQl(Transport transport, Endpoint endpoint, ApiOptions options) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.options = options;
  }

  /** Makes something of {@code data}, at whose value the parser stands; it may be null. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser data) throws IOException;
  }

  /** An answer, and the size of its JSON in bytes. */
  record Sized<T>(T answer, long bytes) {}

  <T> T ask(Question question, CallScope scope, Reader<T> reader) {
    return askSized(question, scope, reader).answer();
  }

  <T> Sized<T> askSized(Question question, CallScope scope, Reader<T> reader) {
    return askIfKnown(question, "", scope, reader).orElseThrow();
  }

  /**
   * As {@link #ask}, but empty if the server doesn't know {@code vital}, a member of the document
   * without which nothing is left to ask. What a server was seen not to know isn't asked for again.
   */
  <T> Optional<Sized<T>> askIfKnown(
      Question question, String vital, CallScope scope, Reader<T> reader) {
    while (true) {
      Set<RunField> refused = endpoint.refusedFields();
      Set<String> unknown = endpoint.unknownTo(question.document());
      if (unknown.contains(vital)) {
        return Optional.empty();
      }
      Buffer body = post(question.without(unknown), refused, AttemptBounds.ofStatement(options), scope);
      long bytes = body.size();
      ServerMessages messages = new ServerMessages();
      T answer = null;
      IOException flaw = null;
      try {
        answer = read(body.copy(), messages, reader);
      } catch (IOException e) {
        flaw = e;
        messages = ServerMessages.in(body);
      }
      if (!messages.isEmpty()) {
        if (!isLeftOut(question, vital, messages, unknown)) {
          goOnWithout(question, messages, refused);
        }
      } else if (answer == null || flaw != null) {
        throw malformed(question, flaw, body);
      } else {
        warnOfRefused(question, refused, scope);
        warnOfUnknown(question, unknown, scope);
        return Optional.of(new Sized<>(answer, bytes));
      }
    }
  }

  /** Whether the server complains of a member that the document can do without from now on. */
  private boolean isLeftOut(
      Question question, String vital, ServerMessages messages, Set<String> unknown) {
    Optional<String> name =
        messages
            .unknownName()
            .filter(it -> it.equals(vital) || question.document().canDoWithout(it))
            .filter(it -> !unknown.contains(it));
    name.ifPresent(it -> endpoint.notKnown(question.document(), it));
    return name.isPresent();
  }

  private static void warnOfUnknown(Question question, Set<String> unknown, CallScope scope) {
    if (!unknown.isEmpty() && question.variables().get("after") == null) {
      scope.warn(
          "%s: this server doesn't know %s; it was asked without, and what depends on it is null"
              .formatted(question.what(), String.join(", ", new TreeSet<>(unknown))));
    }
  }

  /**
   * As {@link #ask}, but content with data that errors come with, and tried for as long as {@code
   * bounds} says.
   */
  <T> T askDespiteErrors(Question question, AttemptBounds bounds, CallScope scope, Reader<T> reader) {
    Buffer body = post(question, Set.of(), bounds, scope);
    ServerMessages messages = new ServerMessages();
    try {
      T answer = read(body.copy(), messages, reader);
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      throw malformed(question, e, body);
    }
    throw messages.isEmpty() ? malformed(question, null, body) : refused(question, messages);
  }

  private Buffer post(
      Question question, Set<RunField> refused, AttemptBounds bounds, CallScope scope) {
    long start = System.nanoTime();
    Buffer body = transport.post(question, refused, bounds, scope);
    LOGGER.log(
        Level.DEBUG,
        () ->
            "%s: cursor %s, %d bytes in %d ms"
                .formatted(
                    question.what(),
                    question.variables().get("after"),
                    body.size(),
                    (System.nanoTime() - start) / 1_000_000));
    return body;
  }

  private static <T> @Nullable T read(Buffer body, ServerMessages messages, Reader<T> reader)
      throws IOException {
    Data<T> data = new Data<>(reader);
    try (JsonParser parser = Json.factory().createParser(body.inputStream())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      JsonFields.each(
          parser,
          (name, value) -> {
            if (name.equals("data")) {
              data.read(value);
            } else {
              messages.readMember(name, value);
            }
          });
    }
    return data.answer;
  }

  /** An old server doesn't know each field: those that aren't vital are left out from now on. */
  private void goOnWithout(Question question, ServerMessages messages, Set<RunField> refused) {
    Optional<RunField> unknown =
        messages
            .unknownRunField()
            .flatMap(RunSelection::optional)
            .filter(field -> question.fields().contains(field) && !refused.contains(field));
    endpoint.refuse(unknown.orElseThrow(() -> refused(question, messages)));
  }

  private static void warnOfRefused(Question question, Set<RunField> refused, CallScope scope) {
    if (refused.isEmpty() || question.fields().isEmpty()) {
      return;
    }
    EnumSet<RunField> missing = EnumSet.copyOf(refused);
    missing.retainAll(question.fields());
    if (!missing.isEmpty()) {
      scope.warn(
          "%s: this server doesn't know %s of a run, which is null in all rows"
              .formatted(question.what(), missing));
    }
  }

  private WandbException refused(Question question, ServerMessages messages) {
    return new WandbException(
        messages.kind(),
        "%s: the API answered with an error: %s"
            .formatted(question.what(), redact(messages.toString())),
        FailedAttempt.of(messages));
  }

  private WandbException malformed(Question question, @Nullable IOException flaw, Buffer body) {
    Optional<ForeignBody> page = ForeignBody.in(body).filter(ForeignBody::isPage);
    if (page.isPresent()) {
      return new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: %s answered with %s; is it a proxy's or a login page? Check the base URL, and the proxy"
              .formatted(question.what(), options.baseUrl(), redact(page.get().toString())));
    }
    String reason = flaw == null ? "it holds no data" : String.valueOf(flaw.getMessage());
    String safe = redact(reason);
    return new WandbException(
        Kind.MALFORMED_RESPONSE,
        "%s: the answer can't be understood (%s); is the base URL that of the API?"
            .formatted(question.what(), firstLine(safe)),
        // A parser repeats what it stumbled over.
        safe.equals(reason) ? flaw : null);
  }

  private String redact(String said) {
    Credential credential = options.credential();
    return credential == null ? said : credential.redact(said);
  }

  /** A parser says where it stood on a second line. */
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** What was made of the member {@code data}. */
  private static final class Data<T> {
    private final Reader<T> reader;
    private @Nullable T answer;

    Data(Reader<T> reader) {
      this.reader = reader;
    }

    void read(JsonParser value) throws IOException {
      if (!JsonFields.isNull(value)) {
        answer = reader.read(value);
      }
    }
  }
}
