package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The API's filter language: a JSON object in the manner of MongoDB. A missing value equals null
 * and meets no comparison, not even {@code $ne}. What the API doesn't know as a column is an HTTP
 * 400.
 */
final class RunFilter {
  private static final Object MISSING = new Object();

  /** A stored null; most servers take it for missing. */
  private static final Object NULL = new Object();

  /** Whether a history has a key; one that holds a dot is never found. */
  private static final String KEYS = "keys_info.keys.";

  private RunFilter() {}

  /** Whether {@code run} meets {@code filter}. */
  static boolean accepts(JsonNode filter, Experiment run, Predicate<Setting> is) {
    for (Map.Entry<String, JsonNode> member : filter.properties()) {
      if (!accepts(member.getKey(), member.getValue(), run, is)) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(
      String key, JsonNode operand, Experiment run, Predicate<Setting> is) {
    return switch (key) {
      case "$and" -> parts(operand).allMatch(part -> accepts(part, run, is));
      case "$or" ->
          !(is.test(Setting.OR_WITH_NULL_MATCHES_NOTHING)
                  && parts(operand).anyMatch(RunFilter::hasNull))
              && parts(operand).anyMatch(part -> accepts(part, run, is));
      case "$nor" -> parts(operand).noneMatch(part -> accepts(part, run, is));
      case "tags" -> matchesTags(run.tags == null ? List.of() : run.tags, operand, is);
      default -> matches(valueOf(key, run), operand, is);
    };
  }

  private static boolean hasNull(JsonNode part) {
    return part.properties().stream().anyMatch(field -> field.getValue().isNull());
  }

  private static Stream<JsonNode> parts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static boolean matchesTags(
      Collection<String> tags, JsonNode operand, Predicate<Setting> is) {
    if (operand.isNull()) {
      return tags.isEmpty();
    }
    boolean isNegative = operand.has("$ne") || operand.has("$nin");
    return isNegative
        ? !tags.isEmpty() && tags.stream().allMatch(tag -> matches(tag, operand, is))
        : tags.stream().anyMatch(tag -> matches(tag, operand, is));
  }

  private static boolean matches(Object value, JsonNode operand, Predicate<Setting> is) {
    if (!operand.isObject()) {
      return equal(value, operand, is);
    }
    for (Map.Entry<String, JsonNode> operator : operand.properties()) {
      if (!matches(value, operator.getKey(), operator.getValue(), is)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(
      Object value, String operator, JsonNode operand, Predicate<Setting> is) {
    return switch (operator) {
      case "$eq" -> equal(value, operand, is);
      case "$ne" -> mayDiffer(value, is) && !equal(value, operand, is);
      case "$in" -> parts(operand).anyMatch(one -> equal(value, one, is));
      case "$nin" -> mayDiffer(value, is) && parts(operand).noneMatch(one -> equal(value, one, is));
      case "$exists" -> exists(value, operand.asBoolean(), is);
      case "$regex" -> finds(operand.asText(), value, is);
      case "$gt" -> compares(value, operand, is, sign -> sign > 0);
      case "$gte" -> compares(value, operand, is, sign -> sign >= 0);
      case "$lt" -> compares(value, operand, is, sign -> sign < 0);
      case "$lte" -> compares(value, operand, is, sign -> sign <= 0);
      default -> throw new StandInException(500, "unknown operator " + operator, "INTERNAL");
    };
  }

  private static boolean exists(Object value, boolean wanted, Predicate<Setting> is) {
    if (is.test(Setting.NO_EXISTS)) {
      throw unknown("$exists");
    }
    return !is.test(Setting.EXISTS_MATCHES_NOTHING) && isMissing(value) != wanted;
  }

  private static boolean finds(String regex, Object value, Predicate<Setting> is) {
    if (is.test(Setting.NO_REGEX)) {
      throw unknown("$regex");
    }
    return value instanceof String text
        && (is.test(Setting.REGEX_IS_LITERAL)
            ? text.contains(regex)
            : Pattern.compile(regex).matcher(text).find());
  }

  private static StandInException unknown(String operator) {
    return new StandInException(500, "unknown operator " + operator, "INTERNAL");
  }

  private static boolean mayDiffer(Object value, Predicate<Setting> is) {
    return !is.test(Setting.NE_MATCHES_NOTHING)
        && (!isMissing(value) || is.test(Setting.NE_MATCHES_MISSING));
  }

  private static boolean equalsNull(Object value, Predicate<Setting> is) {
    return !is.test(Setting.NULL_MATCHES_NOTHING)
        && (value == NULL || (value == MISSING && !is.test(Setting.NULL_IS_NOT_MISSING)));
  }

  /** Fails where a server does that is strict about types. */
  private static void check(Object value, JsonNode operand, Predicate<Setting> is) {
    boolean fits =
        isMissing(value)
            || (value instanceof Number && operand.isNumber())
            || (value instanceof Boolean && operand.isBoolean())
            || operand.isTextual();
    if (!fits && is.test(Setting.FILTERS_ARE_TYPED)) {
      throw new StandInException(500, "operand of another type: " + operand, "INTERNAL");
    }
  }

  private static boolean comparesTimes(String operand, Predicate<Setting> is) {
    return !is.test(Setting.TIME_FILTERS_MATCH_NOTHING)
        && (operand.endsWith("Z") || !is.test(Setting.TIME_FILTERS_NEED_Z));
  }

  private static boolean equal(Object value, JsonNode operand, Predicate<Setting> is) {
    if (operand.isNull()) {
      return equalsNull(value, is);
    }
    check(value, operand, is);
    if (value instanceof Number number && operand.isNumber()) {
      return number.doubleValue() == operand.doubleValue();
    } else if (is.test(Setting.FILTERS_CONVERT)
        && (value instanceof Number || value instanceof Boolean)
        && operand.isTextual()) {
      return value.toString().equals(operand.asText());
    } else if (value instanceof Boolean truth && operand.isBoolean()) {
      return truth == operand.booleanValue();
    } else if (value instanceof Instant time && operand.isTextual()) {
      if (!comparesTimes(operand.asText(), is)) {
        return false;
      }
      return operand.asText().length() > 10
          ? cut(time, is).equals(cut(Timestamps.parse(operand.asText()), is))
          : Timestamps.text(time).startsWith(operand.asText());
    }
    return value instanceof String text
        && operand.isTextual()
        && (is.test(Setting.FILTERS_IGNORE_CASE)
            ? text.equalsIgnoreCase(operand.asText())
            : text.equals(operand.asText()));
  }

  private static boolean compares(
      Object value, JsonNode operand, Predicate<Setting> is, IntPredicate meets) {
    check(value, operand, is);
    if (value instanceof Number number && operand.isNumber()) {
      double left = number.doubleValue() + 0.0; // turns -0.0 into 0.0
      return !Double.isNaN(left)
          && !Double.isInfinite(left)
          && meets.test(Double.compare(left, operand.doubleValue()));
    } else if (value instanceof Instant time && operand.isTextual()) {
      return comparesTimes(operand.asText(), is)
          && meets.test(cut(time, is).compareTo(cut(Timestamps.parse(operand.asText()), is)));
    }
    return value instanceof String text
        && operand.isTextual()
        && meets.test(text.compareTo(operand.asText()));
  }

  private static Instant cut(Instant time, Predicate<Setting> is) {
    return is.test(Setting.FILTERS_CUT_TIMES) ? time.truncatedTo(ChronoUnit.SECONDS) : time;
  }

  /** The value that a key of a filter or of an order names, or {@link #MISSING}. */
  static Object valueOf(String key, Experiment run) {
    if (key.startsWith("config.")) {
      return at(run.config, withoutEnvelope(key.substring("config.".length())));
    } else if (key.startsWith("summary_metrics.")) {
      return at(run.summary, key.substring("summary_metrics.".length()));
    } else if (key.startsWith(KEYS)) {
      String metric = key.substring(KEYS.length());
      return metric.indexOf('.') < 0 && KeyCounts.hasKey(run, metric) ? metric : MISSING;
    }
    return orNull(
        switch (key) {
          case "name" -> run.id;
          case "displayName", "display_name" -> run.displayName;
          case "state" -> run.state;
          case "createdAt", "created_at" -> run.createdAt;
          case "heartbeatAt", "heartbeat_at" -> run.heartbeatAt;
          case "group" -> run.group;
          case "jobType" -> run.jobType;
          case "host" -> run.host;
          case "username" -> run.username;
          case "sweep" -> run.sweep;
          case "commit" -> run.commit;
          case "duration" ->
              run.createdAt == null || run.heartbeatAt == null
                  ? null
                  : (Object) (run.heartbeatAt.getEpochSecond() - run.createdAt.getEpochSecond());
          case "tags" -> run.tags == null || run.tags.isEmpty() ? null : run.tags;
          case "id" -> MISSING; // is accepted, and matches nothing
          default -> throw new StandInException(400, "invalid column: " + key, "BAD_USER_INPUT");
        });
  }

  static boolean isMissing(Object value) {
    return value == MISSING || value == NULL;
  }

  private static Object orNull(@Nullable Object value) {
    return value == null ? NULL : value;
  }

  /** {@code lr.value} and {@code a.value.b} mean what {@code lr} and {@code a.b} do. */
  private static String withoutEnvelope(String path) {
    String[] segments = path.split("\\.", -1);
    if (segments.length > 1 && segments[1].equals("value")) {
      StringBuilder plain = new StringBuilder(segments[0]);
      for (int i = 2; i < segments.length; i++) {
        plain.append('.').append(segments[i]);
      }
      return plain.toString();
    }
    return path;
  }

  /** A key that holds a literal dot is never found: every dot is taken for nesting. */
  private static Object at(Map<String, Object> values, String path) {
    Object value = values;
    for (String segment : path.split("\\.", -1)) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(segment)) {
        return MISSING;
      }
      value = map.get(segment);
    }
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      return Double.toString(number); // stored as a string
    }
    return orNull(value);
  }
}
