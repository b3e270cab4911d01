package io.github.wandbjdbc.client.api.bundles;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A request that failed in the end, as its asker was told.
 *
 * @param kind of the exception
 * @param message of the exception
 * @param cause of it, if what comes next depends on that
 * @param causeKind the kind of the cause; that of the exception if it has none
 * @param causeMessage what the cause says
 * @param facts what else is known of the failure, by names
 * @param named the fields at which the server's errors point
 */
public record ExchangeFailure(
    Kind kind,
    String message,
    Cause cause,
    Kind causeKind,
    String causeMessage,
    Set<String> facts,
    List<String> named) {

  /** The causes that make a difference. */
  public enum Cause {
    NONE,
    ATTEMPT,
    TOO_LARGE,
    REFUSED_ADDRESS
  }

  /** A failure of which nothing but the exception matters. */
  public static ExchangeFailure of(WandbException e, Cause cause, String causeMessage) {
    return new ExchangeFailure(
        e.kind(),
        String.valueOf(e.getMessage()),
        cause,
        e.kind(),
        causeMessage,
        Set.of(),
        List.of());
  }

  /** The same, of which one more fact is known. */
  public ExchangeFailure with(String fact) {
    Set<String> more = new TreeSet<>(facts);
    more.add(fact);
    return new ExchangeFailure(kind, message, cause, causeKind, causeMessage, more, named);
  }

  /** The same, whose texts are what {@code redact} leaves of them. */
  ExchangeFailure redacted(UnaryOperator<String> redact) {
    return new ExchangeFailure(
        kind,
        redact.apply(message),
        cause,
        causeKind,
        redact.apply(causeMessage),
        facts,
        named.stream().map(redact).toList());
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind.name());
    json.writeStringField("message", message);
    json.writeStringField("cause", cause.name());
    json.writeStringField("causeKind", causeKind.name());
    json.writeStringField("causeMessage", causeMessage);
    json.writeArrayFieldStart("facts");
    for (String fact : facts) {
      json.writeString(fact);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("named");
    for (String name : named) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static ExchangeFailure read(JsonMap json) throws IOException {
    try {
      return new ExchangeFailure(
          Kind.valueOf(json.required("kind")),
          json.required("message"),
          Cause.valueOf(json.required("cause")),
          Kind.valueOf(json.required("causeKind")),
          json.required("causeMessage"),
          Set.copyOf(json.texts("facts")),
          json.texts("named"));
    } catch (IllegalArgumentException e) {
      throw new IOException("it tells of a failure that this driver doesn't know", e);
    }
  }
}
