package io.github.wandbjdbc.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunAttribute.SummaryPath;
import io.github.wandbjdbc.client.RunFilter.Operator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes filters in the API's Mongo-style language, so that the server never returns fewer runs
 * than the condition accepts.
 *
 * <p>Three things need room. An infinity is stored as a string, which no comparison of numbers
 * meets. A path of several names may stand for one name with dots in it, which the server can't
 * filter by: a run that seems to lack the path may have it so. Times are compared by the server to
 * a precision, and perhaps as text, that we don't know: bounds are whole seconds without a zone,
 * which are a prefix of any text of the same second.
 */
final class FilterJson {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:58Z");

  private FilterJson() {}

  static void in(JsonGenerator json, RunAttribute attribute, List<Object> values)
      throws IOException {
    String key = attribute.filterKey();
    List<Instant> instants =
        values.stream().filter(Instant.class::isInstance).map(Instant.class::cast).toList();
    if (!instants.isEmpty()) {
      if (instants.size() != values.size()) {
        throw new IllegalArgumentException("times and other values of " + attribute);
      }
      either(json, instants.stream().map(instant -> during(key, instant)).toList());
      return;
    }
    orMissing(json, attribute, List.of(part -> equality(part, key, values)));
  }

  static void comparison(
      JsonGenerator json, RunAttribute attribute, Operator operator, Object value)
      throws IOException {
    String key = attribute.filterKey();
    if (value instanceof Instant instant) {
      bound(key, operator, instant).writeTo(json);
      return;
    }
    String infinity = operator.isGreater() ? "Infinity" : "-Infinity";
    orMissing(
        json,
        attribute,
        List.of(
            part -> condition(part, key, name(operator), value),
            part -> in(part, key, List.of(infinity))));
  }

  static void all(JsonGenerator json, List<RunFilter> parts) throws IOException {
    switch (parts.size()) {
      case 0 -> {
        json.writeStartObject();
        json.writeEndObject();
      }
      case 1 -> parts.get(0).writeTo(json);
      default -> list(json, "$and", parts.stream().<Part>map(part -> part::writeTo).toList());
    }
  }

  static void any(JsonGenerator json, List<RunFilter> parts) throws IOException {
    either(
        json,
        parts.stream()
            .filter(part -> !part.acceptsNothing())
            .<Part>map(part -> part::writeTo)
            .toList());
  }

  private static void either(JsonGenerator json, List<Part> parts) throws IOException {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a filter that accepts nothing has no form");
    }
    if (parts.size() == 1) {
      parts.get(0).writeTo(json);
    } else {
      list(json, "$or", parts);
    }
  }

  private static void orMissing(JsonGenerator json, RunAttribute attribute, List<Part> conditions)
      throws IOException {
    List<Part> parts = new ArrayList<>(conditions);
    if (hasSeveralNames(attribute)) {
      parts.add(
          part -> {
            part.writeStartObject();
            part.writeNullField(attribute.filterKey());
            part.writeEndObject();
          });
    }
    either(json, parts);
  }

  private static boolean hasSeveralNames(RunAttribute attribute) {
    return (attribute instanceof ConfigPath config && config.path().indexOf('.') >= 0)
        || (attribute instanceof SummaryPath summary && summary.path().indexOf('.') >= 0);
  }

  private static void equality(JsonGenerator json, String key, List<Object> values)
      throws IOException {
    if (values.size() == 1) {
      json.writeStartObject();
      json.writeFieldName(key);
      value(json, values.get(0));
      json.writeEndObject();
    } else {
      in(json, key, values);
    }
  }

  private static void in(JsonGenerator json, String key, List<Object> values) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(key);
    json.writeArrayFieldStart("$in");
    for (Object value : values) {
      value(json, value);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void condition(JsonGenerator json, String key, String operator, Object value)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(key);
    json.writeFieldName(operator);
    value(json, value);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The second in which {@code instant} lies. */
  private static Part during(String key, Instant instant) {
    return json ->
        list(
            json,
            "$and",
            List.of(
                bound(key, Operator.GREATER_OR_EQUAL, instant),
                bound(key, Operator.LESS_OR_EQUAL, instant)));
  }

  private static Part bound(String key, Operator operator, Instant instant) {
    Instant within = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    Instant second = within.truncatedTo(ChronoUnit.SECONDS);
    return operator.isGreater()
        ? json -> condition(json, key, "$gte", text(second))
        : json -> condition(json, key, "$lt", text(second.plusSeconds(1)));
  }

  private static String text(Instant second) {
    return SECONDS.format(LocalDateTime.ofInstant(second, ZoneOffset.UTC));
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      number(json, number);
    } else {
      throw new IllegalArgumentException("the API can't compare with " + value);
    }
  }

  /** A whole number as one, since some servers tell 1 and 1.0 apart. */
  private static void number(JsonGenerator json, double number) throws IOException {
    if (number == Math.rint(number) && Math.abs(number) < 0x1p53) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }

  private static void list(JsonGenerator json, String operator, List<Part> parts)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(operator);
    for (Part part : parts) {
      part.writeTo(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String name(Operator operator) {
    return switch (operator) {
      case LESS -> "$lt";
      case LESS_OR_EQUAL -> "$lte";
      case GREATER -> "$gt";
      case GREATER_OR_EQUAL -> "$gte";
    };
  }

  /** One condition of several. */
  @FunctionalInterface
  private interface Part {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
