package io.github.wandbjdbc.client.api.graphql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.http.AttemptBounds;
import io.github.wandbjdbc.client.api.http.Body;
import io.github.wandbjdbc.client.api.http.Endpoint;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.http.ServerMessages;
import io.github.wandbjdbc.client.api.http.Transport;
import io.github.wandbjdbc.client.api.http.UnexpectedBody;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.diagnostics.CallRehearsal;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions in GraphQL and reads the answers as they stream in.
 *
 * <p>An answer that holds errors is a failure, whatever data comes with it.
 */
public final class GraphQl {
  private static final System.Logger LOGGER = System.getLogger("wandb.requests");

  /** A column in what is told of a field that is missing. */
  private static final Pattern COLUMN = Pattern.compile("\\b(\\w+)\\.(\\w+)\\b");

  private final Transport transport;
  private final Endpoint endpoint;
  private final ApiOptions options;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  public GraphQl(Transport transport, Endpoint endpoint, ApiOptions options) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.options = options;
  }

  /** Makes something of {@code data}, at whose value the parser stands; it may be null. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonParser data) throws IOException;
  }

  /** Whether the server was seen not to know a field of that name. */
  public boolean isLacking(String field) {
    return endpoint.server().lacking().stream().anyMatch(member -> member.field().equals(field));
  }

  /** An answer, and the size of its JSON in bytes. */
  public record Sized<T>(T answer, long bytes) {}

  public <T> T ask(Question question, CallScope scope, Reader<T> reader) {
    return askSized(question, scope, reader).answer();
  }

  public <T> Sized<T> askSized(Question question, CallScope scope, Reader<T> reader) {
    return askIfKnown(question, "", scope, reader).orElseThrow();
  }

  /**
   * As {@link #ask}, but empty if the server doesn't know {@code vital}, a field of the document
   * without which nothing is left to ask. What a server was seen not to know isn't asked for again.
   *
   * @throws WandbException {@code BAD_REQUEST} if it doesn't know something else that is vital
   */
  public <T> Optional<Sized<T>> askIfKnown(
      Question question, String vital, CallScope scope, Reader<T> reader) {
    while (true) {
      AskedDocument asked = question.asked(endpoint.server().lacking(), scope);
      if (isKnownToLack(question, asked, vital)) {
        return Optional.empty();
      }
      try (Body whole = post(question, asked, AttemptBounds.ofStatement(options), scope)) {
        Buffer body = whole.buffer();
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
          learn(question, asked, vital, messages, scope);
        } else if (answer == null || flaw != null) {
          throw malformed(question, flaw, body);
        } else {
          tell(question, asked, scope);
          return Optional.of(new Sized<>(answer, bytes));
        }
      }
    }
  }

  /**
   * As {@link #askIfKnown}; where the server doesn't know {@code vital}, a warning says that there
   * are no rows.
   */
  public <T> Optional<T> askForRows(
      Question question, String vital, CallScope scope, Reader<T> reader) {
    Optional<Sized<T>> sized = askIfKnown(question, vital, scope, reader);
    if (sized.isEmpty()) {
      scope.warn(
          "%s: this server doesn't know %s, so there are no rows"
              .formatted(question.what(), vital));
    }
    return sized.map(Sized::answer);
  }

  /**
   * As {@link #ask}, but content with data that errors come with, and tried for as long as {@code
   * bounds} says.
   */
  public <T> T askDespiteErrors(
      Question question, AttemptBounds bounds, CallScope scope, Reader<T> reader) {
    while (true) {
      AskedDocument asked = question.asked(endpoint.server().lacking(), scope);
      isKnownToLack(question, asked, "");
      try (Body whole = post(question, asked, bounds, scope)) {
        Buffer body = whole.buffer();
        ServerMessages messages = new ServerMessages();
        T answer;
        try {
          answer = read(body.copy(), messages, reader);
        } catch (IOException e) {
          throw malformed(question, e, body);
        }
        if (answer != null && messages.complaints().isEmpty()) {
          tell(question, asked, scope);
          return answer;
        } else if (messages.isEmpty()) {
          throw malformed(question, null, body);
        }
        learn(question, asked, "", messages, scope);
      }
    }
  }

  /** Whether the server is known to lack {@code vital}; fails if it lacks something else. */
  private static boolean isKnownToLack(Question question, AskedDocument asked, String vital) {
    Member missing = asked.missing();
    if (missing != null && !missing.field().equals(vital)) {
      throw useless(question, missing, "as was seen before");
    }
    return missing != null;
  }

  /**
   * Takes note of what the server complains of, if the document can do without that; fails
   * otherwise.
   */
  private void learn(
      Question question,
      AskedDocument asked,
      String vital,
      ServerMessages messages,
      CallScope scope) {
    Set<Member> fresh = new LinkedHashSet<>();
    messages
        .complaints()
        .forEach(complaint -> fresh.addAll(likelier(asked.blamedBy(complaint), question, scope)));
    if (fresh.isEmpty()) {
      throw refused(question, messages);
    }
    Set<Member> lacking = new LinkedHashSet<>(endpoint.server().lacking());
    lacking.addAll(fresh);
    Member missing = question.asked(lacking, scope).missing();
    String said = redact(messages.toString());
    if (missing != null && !missing.field().equals(vital)) {
      throw useless(question, missing, said);
    }
    endpoint.server().lacks(fresh, "query %s: %s".formatted(question.document().operation(), said));
  }

  /**
   * Of several members that may be meant, those that the document can do without, if any, and of
   * them those that no reader misses: where it was another the server complains again.
   */
  private Set<Member> likelier(Set<Member> blamed, Question question, CallScope scope) {
    Set<Member> spared = new LinkedHashSet<>();
    Set<Member> unseen = new LinkedHashSet<>();
    for (Member member : blamed) {
      Set<Member> lacking = new LinkedHashSet<>(endpoint.server().lacking());
      lacking.add(member);
      AskedDocument asked = question.asked(lacking, scope);
      if (asked.missing() == null) {
        spared.add(member);
        boolean isSeen =
            asked.lost().stream()
                .anyMatch(lost -> lost.member().equals(member) && !lost.effect().isEmpty());
        if (!isSeen) {
          unseen.add(member);
        }
      }
    }
    return spared.isEmpty() ? blamed : unseen.isEmpty() ? spared : unseen;
  }

  private static WandbException useless(Question question, Member missing, String said) {
    return new WandbException(
        Kind.BAD_REQUEST,
        "%s: this server doesn't know %s, without which there is nothing to ask (%s)"
            .formatted(question.what(), missing, said));
  }

  /** Tells what a reader of the table sees of what was left out, once to each client's user. */
  private void tell(Question question, AskedDocument asked, CallScope scope) {
    for (DocumentPruner.Lost lost : asked.lost()) {
      if (scope.isHeard() && concerns(scope, lost.effect()) && told.add(lost.effect())) {
        scope.warn(
            "%s: this server doesn't know %s, so %s"
                .formatted(question.what(), lost.member(), lost.effect()));
      }
    }
  }

  /** Whether the reader of {@code scope} sees an effect, which may be one on columns. */
  private static boolean concerns(CallScope scope, String effect) {
    List<MatchResult> columns = COLUMN.matcher(effect).results().toList();
    return columns.isEmpty()
        ? !effect.isEmpty()
        : columns.stream().anyMatch(column -> scope.reads(column.group(1), column.group(2)));
  }

  private Body post(Question question, AskedDocument asked, AttemptBounds bounds, CallScope scope) {
    if (scope.log().isRehearsal()) {
      throw new CallRehearsal(asked.text(), question.variables(asked));
    }
    long start = System.nanoTime();
    Body body = transport.post(question.request(asked), bounds, scope);
    LOGGER.log(
        Level.DEBUG,
        () ->
            "%s: cursor %s, %d bytes in %d ms"
                .formatted(
                    question.what(),
                    question.variables().get("after"),
                    body.buffer().size(),
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

  private WandbException refused(Question question, ServerMessages messages) {
    return new WandbException(
        messages.kind(),
        "%s: the API answered with an error: %s"
            .formatted(question.what(), redact(messages.toString())),
        FailedAttempt.of(messages));
  }

  private WandbException malformed(Question question, @Nullable IOException flaw, Buffer body) {
    Optional<UnexpectedBody> page = UnexpectedBody.in(body).filter(UnexpectedBody::isPage);
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

  /** The result of reading the member {@code data}. */
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
