package io.github.wandbjdbc.engine;

import java.util.List;
import java.util.Random;

/**
 * Makes up queries over {@link LossTable}, of the shapes that planner rules look for. The same seed
 * makes the same ones. Where only some rows are wanted they are those of a complete order.
 */
final class RandomQueries {
  /** The columns of each query and subquery: a whole number, a double and a text. */
  private static final String COLUMNS = "step, loss, note";

  private static final List<String> DOUBLES =
      List.of(
          "loss",
          "loss",
          "-loss",
          "loss * 2e0",
          "1e0 / loss",
          "loss - loss",
          "CAST(step AS DOUBLE)",
          "COALESCE(loss, -0e0)",
          "CASE WHEN loss > 0 THEN loss END",
          "CAST('NaN' AS DOUBLE)",
          "CAST('-Infinity' AS DOUBLE)",
          "0e0",
          "-0e0",
          "1.5e0",
          "CAST(NULL AS DOUBLE)");
  private static final List<String> WHOLES =
      List.of("step", "step", "step", "step + 1", "-step", "1", "2", "CAST(NULL AS BIGINT)");
  private static final List<String> TEXTS =
      List.of("note", "note", "note", "UPPER(note)", "'a'", "'b'", "CAST(NULL AS VARCHAR)");
  private static final List<String> COMPARISONS =
      List.of(
          "=", "=", "=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");
  private static final List<String> TESTS =
      List.of("IS NULL", "IS NOT NULL", "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE");
  private static final List<String> AGGREGATES =
      List.of("SUM(%s)", "MAX(%s)", "MIN(%s)", "AVG(%s)", "SUM(DISTINCT %s)");
  private static final List<String> JOINS =
      List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");

  private final Random random;

  RandomQueries(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  /** A query of at most so many levels. */
  String query(int depth) {
    if (depth == 0) {
      String where =
          switch (random.nextInt(8)) {
            case 0 -> " WHERE FALSE";
            case 1 -> " WHERE EXTRACT(YEAR FROM seen_at) " + of(COMPARISONS) + " 2024";
            default -> "";
          };
      return "SELECT %s FROM losses%s".formatted(COLUMNS, where);
    }
    String from = "(%s) t".formatted(query(depth - 1));
    return switch (random.nextInt(19)) {
      case 0, 1, 2 -> "SELECT %s FROM %s WHERE %s".formatted(COLUMNS, from, condition(2));
      case 3, 4 -> "SELECT %s FROM %s".formatted(values(), from);
      case 5 -> "SELECT DISTINCT %s FROM %s".formatted(values(), from);
      case 6, 7 -> grouped(from);
      case 8, 9, 10 -> joined(depth);
      case 11 -> windowed(from);
      case 12 -> limited(from);
      case 13 -> subquery(from, depth);
      case 14 -> unique(from, depth);
      case 15 -> constant(depth);
      case 16 -> nearest(depth);
      default -> setOperation(depth);
    };
  }

  private String values() {
    return "%s AS step, %s AS loss, %s AS note".formatted(of(WHOLES), of(DOUBLES), of(TEXTS));
  }

  private String grouped(String from) {
    String having = random.nextInt(3) == 0 ? " HAVING COUNT(*) > 1" : "";
    String aggregate = of(AGGREGATES).formatted(random.nextBoolean() ? "loss" : of(DOUBLES));
    return switch (random.nextInt(5)) {
      case 0 ->
          "SELECT COUNT(*) AS step, %s AS loss, MAX(note) AS note FROM %s%s"
              .formatted(aggregate, from, having);
      case 1 ->
          "SELECT step, %s AS loss, note FROM %s GROUP BY ROLLUP(step, note)%s"
              .formatted(aggregate, from, having);
      case 2 ->
          "SELECT COUNT(*) AS step, loss, MIN(note) AS note FROM %s GROUP BY loss%s"
              .formatted(from, having);
      case 3 -> "SELECT step, loss, note FROM %s GROUP BY step, loss, note".formatted(from);
      default ->
          "SELECT step, %s AS loss, note FROM %s GROUP BY step, note%s"
              .formatted(aggregate, from, having);
    };
  }

  /** Of the right side each step stands once, so that there is one nearest row. */
  private String nearest(int depth) {
    String where = of(List.of("t.step > 1", "u.note <> 'b' AND t.loss > 0", "u.loss > 0"));
    return ("SELECT t.step, u.loss, t.note FROM (%s) t %s"
            + " (SELECT note, step, MAX(loss) AS loss FROM (%s) r GROUP BY note, step) u"
            + " MATCH_CONDITION t.step >= u.step ON t.note = u.note WHERE %s")
        .formatted(
            query(depth - 1), of(List.of("ASOF JOIN", "LEFT ASOF JOIN")), query(depth - 1), where);
  }

  private String joined(int depth) {
    String on =
        switch (random.nextInt(5)) {
          case 0 -> "t.loss = u.loss";
          case 1 -> "t.step = u.step AND t.loss < u.loss";
          case 2 -> "t.note = u.note AND t.loss = 1e0";
          case 3 -> "t.step + 1 = u.step AND u.loss IS NOT NULL";
          default -> "t.step = u.step";
        };
    String what =
        of(List.of("t.step, t.loss, t.note", "t.step, u.loss, t.note", "u.step, t.loss, u.note"));
    String distinct =
        random.nextInt(4) == 0 ? "SELECT DISTINCT step, loss, note FROM (%s) d" : "%s";
    String where = random.nextInt(3) == 0 ? " WHERE t.loss > 0 AND u.step > 1" : "";
    return "SELECT %s FROM (%s) t %s (%s) u ON %s%s"
        .formatted(
            what,
            query(depth - 1),
            of(JOINS),
            distinct.formatted(query(random.nextInt(depth))),
            on,
            where);
  }

  /** A join that adds no rows, and of which one side is looked at, sorted or not. */
  private String unique(String from, int depth) {
    String key = of(List.of("step", "loss", "note"));
    String keys = "(SELECT %s FROM (%s) k GROUP BY %s) u".formatted(key, query(depth - 1), key);
    String order = random.nextBoolean() ? "" : " ORDER BY t.step, t.loss, t.note LIMIT 3";
    return "SELECT t.step, t.loss, t.note FROM %s %s %s ON t.%s = u.%s%s"
        .formatted(from, of(JOINS), keys, key, key, order);
  }

  /** Branches in which a column is the same value in each row. */
  private String constant(int depth) {
    String where = of(List.of("step = 1", "loss = 0e0", "note = 'a'", "loss IS NULL"));
    String branch = "(SELECT %s FROM (%s) t WHERE %s)";
    return "%s %s %s"
        .formatted(
            branch.formatted(COLUMNS, query(depth - 1), where),
            of(List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT")),
            branch.formatted(COLUMNS, query(depth - 1), where));
  }

  private String windowed(String from) {
    String rows = of(List.of("", " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW"));
    String query =
        "SELECT step, SUM(loss) OVER (PARTITION BY note ORDER BY step, loss%s) AS loss, note FROM %s"
            .formatted(rows, from);
    return random.nextBoolean()
        ? query
        : "SELECT %s FROM (%s) w WHERE note = 'a'".formatted(COLUMNS, query);
  }

  private String limited(String from) {
    String direction = of(List.of("", " DESC"));
    String constant = random.nextInt(3) == 0 ? " WHERE step = 1" : "";
    return "SELECT %s FROM %s%s ORDER BY step%s, loss, note%s"
        .formatted(
            COLUMNS,
            from,
            constant,
            direction,
            of(List.of("", " LIMIT 3", " LIMIT 0", " LIMIT 2 OFFSET 1")));
  }

  private String subquery(String from, int depth) {
    String other = query(random.nextInt(depth));
    String test =
        switch (random.nextInt(4)) {
          case 0 -> "EXISTS (SELECT 1 FROM (%s) u WHERE u.step = t.step)".formatted(other);
          case 1 -> "loss IN (SELECT loss FROM (%s) u)".formatted(other);
          case 2 -> "note NOT IN (SELECT note FROM (%s) u WHERE note IS NOT NULL)".formatted(other);
          default -> "step IN (SELECT step FROM (%s) u WHERE u.note = t.note)".formatted(other);
        };
    return "SELECT %s FROM %s WHERE %s".formatted(COLUMNS, from, test);
  }

  private String setOperation(int depth) {
    String operation =
        of(List.of("UNION ALL", "UNION ALL", "UNION", "INTERSECT", "INTERSECT ALL", "EXCEPT"));
    String both = "(%s) %s (%s)".formatted(branch(depth), operation, branch(depth));
    return switch (random.nextInt(3)) {
      case 0 -> both;
      case 1 -> limited("(%s) t".formatted(both));
      default -> "SELECT %s FROM (%s) t WHERE %s".formatted(COLUMNS, both, condition(1));
    };
  }

  private String branch(int depth) {
    return random.nextInt(4) == 0
        ? "SELECT * FROM (VALUES (1, 0e0, 'a'), (2, 1.5e0, 'b')) v (step, loss, note)"
        : query(depth - 1);
  }

  private String condition(int depth) {
    if (depth > 0) {
      int shape = random.nextInt(5);
      if (shape < 2) {
        return "(%s %s %s)"
            .formatted(condition(depth - 1), shape == 0 ? "AND" : "OR", condition(depth - 1));
      }
      if (shape == 2) {
        return "(%s) %s".formatted(condition(depth - 1), of(TESTS));
      }
    }
    return switch (random.nextInt(7)) {
      case 0 -> "loss %s %s".formatted(of(COMPARISONS), of(DOUBLES));
      case 1 -> "%s %s %s".formatted(of(DOUBLES), of(COMPARISONS), of(DOUBLES));
      case 2 -> "step %s %s".formatted(of(COMPARISONS), of(WHOLES));
      case 3 -> "note %s %s".formatted(of(COMPARISONS), of(TEXTS));
      case 4 -> "loss IN (0e0, 1.5e0, CAST('NaN' AS DOUBLE))";
      case 5 -> of(List.of("FALSE", "TRUE", "1 = 0", "loss IS NULL", "note IS NOT NULL"));
      default -> "step BETWEEN 1 AND 2";
    };
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
