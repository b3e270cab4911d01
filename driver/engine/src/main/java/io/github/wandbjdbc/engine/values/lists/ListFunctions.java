package io.github.wandbjdbc.engine.values.lists;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.json.JsonItems;
import io.github.wandbjdbc.engine.values.lists.ListFunction.Way;
import io.github.wandbjdbc.engine.values.numbers.NumberSeries;
import io.github.wandbjdbc.engine.values.texts.SplitTexts;
import io.github.wandbjdbc.engine.values.times.TimeSeries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The table functions of no table: each gives a row for every item of a list. */
public final class ListFunctions {
  /** Of UNNEST, which is a word of the grammar, the list of a JSON text. */
  public static final String UNNEST = "UNNEST";

  private static final List<String> NAMES =
      List.of(
          "GENERATE_SERIES",
          UNNEST,
          "JSON_ARRAY_ELEMENTS_TEXT",
          "JSON_ARRAY_ELEMENTS",
          "JSON_OBJECT_KEYS",
          "STRING_TO_TABLE",
          "REGEXP_SPLIT_TO_TABLE");

  private static final Map<String, ListFunction> FUNCTIONS = new ConcurrentHashMap<>();

  private ListFunctions() {}

  /** The names of all, in upper case, in the manual's order. */
  public static List<String> names() {
    return NAMES;
  }

  /** The function of {@code name}, in whatever case; null if there is none. */
  public static @Nullable ListFunction of(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return NAMES.contains(key) ? FUNCTIONS.computeIfAbsent(key, ListFunctions::make) : null;
  }

  private static ListFunction make(String name) {
    return switch (name) {
      case "GENERATE_SERIES" ->
          new ListFunction(
              name,
              "the numbers from the first to the second, in steps of 1 or of the third"
                  + " argument; timestamps in steps of an interval",
              List.of(
                  Way.of(INTEGER, NumberSeries.ofLongs(), INTEGER, INTEGER),
                  Way.of(INTEGER, NumberSeries.ofLongs(), INTEGER, INTEGER, INTEGER),
                  Way.of(BIGINT, NumberSeries.ofLongs(), BIGINT, BIGINT),
                  Way.of(BIGINT, NumberSeries.ofLongs(), BIGINT, BIGINT, BIGINT),
                  Way.of(NUMERIC, NumberSeries.ofDecimals(), NUMERIC, NUMERIC),
                  Way.of(NUMERIC, NumberSeries.ofDecimals(), NUMERIC, NUMERIC, NUMERIC),
                  Way.of(TIMESTAMP, TimeSeries.ofDurations(), TIMESTAMP, TIMESTAMP, DURATION),
                  Way.of(TIMESTAMP, TimeSeries.ofMonths(), TIMESTAMP, TIMESTAMP, MONTHS)));
      case UNNEST, "JSON_ARRAY_ELEMENTS_TEXT" ->
          new ListFunction(
              name,
              "the elements of a JSON array, as strings",
              List.of(Way.of(TEXT, JsonItems.texts(name), TEXT)));
      case "JSON_ARRAY_ELEMENTS" ->
          new ListFunction(
              name,
              "the elements of a JSON array, as JSON",
              List.of(Way.of(TEXT, JsonItems.documents(name), TEXT)));
      case "JSON_OBJECT_KEYS" ->
          new ListFunction(
              name, "the keys of a JSON object", List.of(Way.of(TEXT, JsonItems.keys(), TEXT)));
      case "STRING_TO_TABLE" ->
          new ListFunction(
              name,
              "the parts between separators; for NULL, the characters; parts equal to the"
                  + " third argument are NULL",
              List.of(
                  Way.nullable(TEXT, SplitTexts.bySeparator(), TEXT, TEXT),
                  Way.nullable(TEXT, SplitTexts.bySeparator(), TEXT, TEXT, TEXT)));
      case "REGEXP_SPLIT_TO_TABLE" ->
          new ListFunction(
              name,
              "the parts between matches of a regular expression; with flags",
              List.of(
                  Way.of(TEXT, SplitTexts.byRegex(-1), TEXT, TEXT),
                  Way.of(TEXT, SplitTexts.byRegex(2), TEXT, TEXT, TEXT)));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
