package io.github.wandbjdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A statement with one mistake.
 *
 * @param right what stands in a message that leads on
 */
record OneMistake(String kind, String sql, String right) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");
  private static final int SHORTEST = 4;

  private static final List<String> FUNCTIONS =
      List.of("ROUND", "LOWER", "COALESCE", "MEDIAN", "STDDEV", "SUBSTRING", "CEIL", "CHAR_LENGTH");

  private static final List<String> MISSING =
      List.of("ROUND()", "POWER(2)", "LOWER()", "REPLACE(run_id, 'a')", "MOD(2)", "ATAN2(1)");

  private static final List<List<String>> FOREIGN =
      List.of(
          List.of("EXP_MOVING_AVG(1, 0.9)", "OVER"),
          List.of("COLLECT_LIST(run_id)", "JSON_ARRAYAGG"),
          List.of("GROUP_ARRAY(run_id)", "JSON_ARRAYAGG"),
          List.of("IFF(run_id = 'a', 1, 2)", "CASE"),
          List.of("GETDATE()", "NOW()"),
          List.of("DATE_SUB(NOW(), 7)", "interval"),
          List.of("GET_JSON_OBJECT('{}', '$.a')", "JSON_VALUE"),
          List.of("NUNIQUE(run_id)", "COUNT(DISTINCT"),
          List.of("ROLLING_MEAN(1, 10)", "OVER"),
          List.of("TOSTRING(run_id)", "CAST("));

  private static final List<List<String>> VALUES =
      List.of(
          List.of("state", "finished"),
          List.of("state", "crashed"),
          List.of("name", "heavy"),
          List.of("run_id", "adam1"),
          List.of("\"config.optimizer\"", "momentum"),
          List.of("host", "node7"));

  /** One of those over tables with {@code columns}, by table. */
  static OneMistake any(Random random, Map<String, List<String>> columns) {
    List<String> tables = new ArrayList<>(columns.keySet());
    String table = tables.get(random.nextInt(tables.size()));
    return switch (random.nextInt(9)) {
      case 0, 1 -> misspeltColumn(random, table, one(random, of(table, columns)), columns);
      case 2 -> misspeltTable(random, table, columns);
      case 3 -> misspeltFunction(random, table);
      case 4 -> value(random, "\"", "a value in double quotes");
      case 5 -> value(random, "", "a value without quotes");
      case 6 -> unquoted(random, columns);
      case 7 -> {
        String call = one(random, MISSING);
        yield new OneMistake(
            "a missing argument",
            "SELECT %s FROM %s".formatted(call, table),
            call.substring(0, call.indexOf('(') + 1));
      }
      default -> {
        List<String> foreign = one(random, FOREIGN);
        yield new OneMistake(
            "a foreign function", "SELECT %s FROM runs".formatted(foreign.get(0)), foreign.get(1));
      }
    };
  }

  private static List<String> of(String table, Map<String, List<String>> columns) {
    return columns.getOrDefault(table, List.of());
  }

  private static OneMistake misspeltColumn(
      Random random, String table, String column, Map<String, List<String>> columns) {
    String wrong = misspelt(random, column);
    boolean isAnother = of(table, columns).stream().anyMatch(wrong::equalsIgnoreCase);
    if (column.length() < SHORTEST || isAnother) {
      return any(random, columns);
    }
    String written = PLAIN.matcher(wrong).matches() ? wrong : quoted(wrong);
    String form =
        one(
            random,
            List.of(
                "SELECT %s FROM %s",
                "SELECT COUNT(*), MAX(%s) FROM %s",
                "SELECT t.%s FROM %s t",
                "WITH q AS (SELECT * FROM %2$s) SELECT run_id, %1$s FROM q",
                "SELECT run_id FROM %2$s WHERE %1$s IS NOT NULL",
                "SELECT run_id FROM %2$s ORDER BY %1$s DESC LIMIT 3",
                "SELECT %1$s, COUNT(*) FROM %2$s GROUP BY %1$s"));
    return new OneMistake("a misspelt column", form.formatted(written, table), quoted(column));
  }

  private static OneMistake misspeltTable(
      Random random, String table, Map<String, List<String>> columns) {
    String wrong = misspelt(random, table);
    return columns.containsKey(wrong)
        ? any(random, columns)
        : new OneMistake(
            "a misspelt table", "SELECT COUNT(*) FROM %s".formatted(wrong), quoted(table));
  }

  private static OneMistake misspeltFunction(Random random, String table) {
    String function = one(random, FUNCTIONS);
    String wrong = misspelt(random, function);
    return new OneMistake(
        "a misspelt function", "SELECT %s(run_id) FROM %s".formatted(wrong, table), function);
  }

  private static OneMistake value(Random random, String quote, String kind) {
    List<String> value = one(random, VALUES);
    String form =
        one(
            random,
            List.of(
                "SELECT name FROM runs WHERE %s = %s",
                "SELECT name FROM runs WHERE %s <> %s",
                "SELECT name FROM runs WHERE %s IN ('x', %s)",
                "SELECT COUNT(*) FILTER (WHERE %s = %s) FROM runs"));
    return new OneMistake(
        kind, form.formatted(value.get(0), quote + value.get(1) + quote), "'" + value.get(1) + "'");
  }

  private static OneMistake unquoted(Random random, Map<String, List<String>> columns) {
    String table = random.nextBoolean() ? "runs" : "history";
    List<String> metrics =
        of(table, columns).stream()
            .filter(column -> column.matches("[a-z_]+[./][a-z_./]+"))
            .toList();
    String metric = one(random, metrics);
    String form =
        one(
            random,
            List.of(
                "SELECT %s FROM %s",
                "SELECT MAX(%s) FROM %s",
                "SELECT run_id FROM %2$s WHERE %1$s > 0.5",
                "SELECT run_id FROM %2$s ORDER BY %1$s"));
    return new OneMistake(
        "a name without its quotes", form.formatted(metric, table), quoted(metric));
  }

  /** {@code name} with one letter doubled, left out or changed, or two exchanged. */
  private static String misspelt(Random random, String name) {
    StringBuilder letters = new StringBuilder(name);
    int place = 1 + random.nextInt(name.length() - 1);
    switch (random.nextInt(4)) {
      case 0 -> letters.insert(place, name.charAt(place));
      case 1 -> letters.deleteCharAt(place);
      case 2 -> letters.setCharAt(place, name.charAt(place) == 'k' ? 'm' : 'k');
      default -> {
        letters.setCharAt(place, name.charAt(place - 1));
        letters.setCharAt(place - 1, name.charAt(place));
      }
    }
    String wrong = letters.toString();
    return wrong.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
        ? misspelt(random, name)
        : wrong;
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
