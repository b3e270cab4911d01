package io.github.wandbjdbc.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.values.StoredNumber;
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
 * than the condition accepts, as long as its {@link RunFilter#assumptions} hold.
 *
 * <p>Three things need room. What is no finite number is stored as a string, which no comparison of
 * numbers meets. A path of several names may stand for one name with dots in it, which the server
 * can't filter by: a run that seems to lack the path may have it so. Times are stored and compared
 * to a precision that we don't know, cut or rounded: bounds are whole seconds, a second further out
 * than they need be.
 */
final class FilterJson {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

  /** No run is older, and of this bound it is measured that it loses none. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final List<Object> NOT_FINITE = List.copyOf(StoredNumber.NOT_FINITE);

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
    String infinity =
        StoredNumber.name(
            operator.isGreater() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    orMissing(
        json,
        attribute,
        List.of(
            part -> condition(part, key, name(operator), value),
            part -> in(part, key, List.of(infinity))));
  }

  static void notIn(JsonGenerator json, RunAttribute attribute, List<Object> values)
      throws IOException {
    String key = attribute.filterKey();
    Part others =
        values.size() == 1
            ? part -> condition(part, key, "$ne", values.get(0))
            : part -> condition(part, key, "$nin", values);
    boolean ofNumbers = values.stream().anyMatch(Double.class::isInstance);
    orMissing(
        json,
        attribute,
        ofNumbers ? List.of(others, part -> in(part, key, NOT_FINITE)) : List.of(others));
  }

  static void exists(JsonGenerator json, RunAttribute attribute) throws IOException {
    orMissing(
        json, attribute, List.of(part -> condition(part, attribute.filterKey(), "$exists", true)));
  }

  /**
   * Letters, digits and the few signs that mean themselves in each language of regular expressions
   * stay; any other character of {@code prefix}, which is ASCII, may be any.
   */
  static void startsWith(JsonGenerator json, RunAttribute attribute, String prefix)
      throws IOException {
    String regex = "^" + prefix.replaceAll("[^A-Za-z0-9 _/-]", ".");
    orMissing(
        json, attribute, List.of(part -> condition(part, attribute.filterKey(), "$regex", regex)));
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
    if (attribute.hasSeveralNames()) {
      parts.add(
          part -> {
            part.writeStartObject();
            part.writeNullField(attribute.filterKey());
            part.writeEndObject();
          });
    }
    either(json, parts);
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
    return operator.isGreater()
        ? json -> condition(json, key, "$gte", text(second(instant).minusSeconds(1)))
        : json -> condition(json, key, "$lte", text(second(instant).plusSeconds(2)));
  }

  /** The second in which {@code instant} lies, or about so if that is out of reach. */
  private static Instant second(Instant instant) {
    Instant within = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return within.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String text(Instant bound) {
    Instant second = bound.isBefore(FIRST) ? FIRST : bound.isAfter(LAST) ? LAST : bound;
    return SECONDS.format(LocalDateTime.ofInstant(second, ZoneOffset.UTC));
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
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
