package io.github.wandbjdbc.sql.differential;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of H2 that means what we promise. To H2, NaN equals itself; to us it meets no comparison,
 * so comparisons of doubles are spelt out.
 */
final class ReferenceSql implements Dialect {
  private static final String NAN = "CAST('NaN' AS DOUBLE PRECISION)";

  @Override
  public String literal(Type type, @Nullable Object value) {
    if (value == null) {
      return "CAST(NULL AS " + type.word() + ")";
    }
    return switch (type) {
      case TEXT -> "'" + ((String) value).replace("'", "''") + "'";
      case TIME -> "TIMESTAMP '" + DriverSql.text((LocalDateTime) value) + "'";
      case TRUTH -> value.toString();
      case WHOLE -> "CAST(" + value + " AS BIGINT)";
      case NUMBER -> "CAST('" + value + "' AS DOUBLE PRECISION)";
    };
  }

  @Override
  public String parameter(Type type, Binding binding, @Nullable Object value) {
    return literal(type, value);
  }

  @Override
  public String comparison(String operator, Expression left, Expression right) {
    String l = left.in(this);
    String r = right.in(this);
    if (left.type() != Type.NUMBER && right.type() != Type.NUMBER) {
      return "(" + l + " " + operator + " " + r + ")";
    }
    return switch (operator) {
      case "IS DISTINCT FROM", "IS NOT DISTINCT FROM" ->
          // Two nulls aren't distinct, a null and a number are; else as <> says.
          (operator.contains("NOT") ? "NOT " : "")
              + "(CASE WHEN %1$s IS NULL OR %2$s IS NULL THEN NOT (%1$s IS NULL AND %2$s IS NULL) ELSE (%1$s = %3$s OR %2$s = %3$s OR %1$s <> %2$s) END)"
                  .formatted(l, r, NAN);
      default -> numbers(operator, l, r);
    };
  }

  private static String numbers(String operator, String l, String r) {
    return "(CASE WHEN %1$s IS NULL OR %2$s IS NULL THEN NULL WHEN %1$s = %3$s OR %2$s = %3$s THEN %4$s ELSE %1$s %5$s %2$s END)"
        .formatted(l, r, NAN, operator.equals("<>") ? "TRUE" : "FALSE", operator);
  }

  @Override
  public String between(Expression value, Expression low, Expression high, boolean negated) {
    return (negated ? "(NOT (" : "((")
        + comparison(">=", value, low)
        + " AND "
        + comparison("<=", value, high)
        + "))";
  }

  @Override
  public String in(Expression value, List<Expression> list, boolean negated) {
    return list.stream()
        .map(one -> comparison("=", value, one))
        .collect(Collectors.joining(" OR ", negated ? "(NOT (" : "((", "))"));
  }

  @Override
  public String inQuery(Expression value, Query query, boolean negated) {
    String word = negated ? " NOT IN (" : " IN (";
    String v = value.in(this);
    String q = query.in(this);
    if (value.type() != Type.NUMBER) {
      return "(" + v + word + q + "))";
    }
    String none = negated ? "TRUE" : "FALSE";
    return "(CASE WHEN %1$s = %2$s THEN (CASE WHEN EXISTS (SELECT 1 FROM (%3$s) AS q(v) WHERE q.v IS NULL) THEN NULL ELSE %4$s END) ELSE %1$s%5$s%3$s) END)"
        .formatted(v, NAN, q, none, word);
  }

  @Override
  public String like(Expression value, String pattern, boolean negated) {
    return "("
        + value.in(this)
        + (negated ? " NOT LIKE " : " LIKE ")
        + literal(Type.TEXT, pattern)
        + " ESCAPE '')";
  }

  @Override
  public String hasTag(Expression tags, String tag) {
    return "(POSITION(" + literal(Type.TEXT, '"' + tag + '"') + " IN " + tags.in(this) + ") > 0)";
  }

  @Override
  public String isNan(Expression value) {
    return "(" + value.in(this) + " = " + NAN + ")";
  }

  @Override
  public String aggregate(Type type, String call) {
    return "CAST(" + call + " AS " + type.word() + ")";
  }

  /** H2 averages doubles as decimals, which infinities are not. */
  @Override
  public String average(String call) {
    return "(CAST(SUM%1$s AS DOUBLE PRECISION) / NULLIF(COUNT%1$s, 0))".formatted(call);
  }

  /** Unsaid, nulls come last. */
  @Override
  public String sortKey(String key, boolean descending, Nulls nulls) {
    boolean first = nulls == Nulls.FIRST;
    return key + (descending ? " DESC" : "") + " NULLS " + (first ? "FIRST" : "LAST");
  }

  /** H2 has no {@code ALL} here: equal rows are told apart by numbers. */
  @Override
  public String combined(String word, Query left, Query right) {
    if (!word.endsWith(" ALL") || word.startsWith("UNION")) {
      return "(" + left.in(this) + ") " + word + " (" + right.in(this) + ")";
    }
    String columns =
        left.columns("n").stream()
            .map(column -> Dialect.quoted(column.name()))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM ((%s) %s (%s)) AS n"
        .formatted(
            columns,
            numbered(left, columns),
            word.substring(0, word.indexOf(' ')),
            numbered(right, columns));
  }

  private String numbered(Query query, String columns) {
    return "SELECT %1$s, ROW_NUMBER() OVER (PARTITION BY %1$s) AS n FROM (%2$s) AS q"
        .formatted(columns, query.in(this));
  }

  /**
   * H2 has no full join: of two worlds, the first is the left join, and the second has what the
   * left join lacks of the right side.
   */
  @Override
  public String fullJoin(Source left, Source right, Expression on) {
    String l = left.columns().get(0).table();
    String r = right.columns().get(0).table();
    return """
        (VALUES 0, 1) AS "%1$s%2$s"(w)
        LEFT JOIN %3$s ON "%1$s%2$s".w = 0
        LEFT JOIN %4$s ON "%1$s%2$s".w = 1 OR %5$s
        JOIN (VALUES 1) AS "one%1$s%2$s" ON "%1$s%2$s".w = 0 AND "%1$s".m
        OR "%1$s%2$s".w = 1 AND "%2$s".m AND NOT EXISTS (SELECT 1 FROM %6$s WHERE %5$s)"""
        .replace('\n', ' ')
        .formatted(l, r, marked(left, l), marked(right, r), on.in(this), left.in(this));
  }

  private String marked(Source source, String alias) {
    return "(SELECT TRUE AS m, %1$s.* FROM %2$s) AS %1$s"
        .formatted(Dialect.quoted(alias), source.in(this));
  }

  @Override
  public String values(List<List<Expression>> rows, String alias, List<String> columns) {
    return rows.stream()
        .map(row -> "(" + list(row) + ")")
        .collect(
            Collectors.joining(
                ", ",
                "(VALUES ",
                ") AS %s (%s)"
                    .formatted(
                        Dialect.quoted(alias),
                        columns.stream().map(Dialect::quoted).collect(Collectors.joining(", ")))));
  }
}
