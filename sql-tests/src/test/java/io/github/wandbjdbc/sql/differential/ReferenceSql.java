package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of PostgreSQL that means what we promise. Only what the contract lists as different is
 * spelt in other words: NaN meets no comparison, NULL is last, averages and deviations are doubles.
 */
final class ReferenceSql implements Dialect {
  /**
   * Comparisons of doubles in which NaN is not equal to itself, and nothing is greater; {@code
   * ours.lt(x, y)} is {@code x < y}.
   */
  static final String FUNCTIONS =
      List.of("eq:=", "ne:<>", "lt:<", "le:<=", "gt:>", "ge:>=").stream()
          .map(
              one ->
                  """
                  CREATE OR REPLACE FUNCTION ours.%1$s(a float8, b float8) RETURNS boolean
                  LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN a IS NULL OR b IS NULL THEN NULL
                  WHEN a = 'NaN' OR b = 'NaN' THEN %3$s ELSE a %2$s b END $$;
                  """
                      .formatted(one.substring(0, 2), one.substring(3), one.equals("ne:<>")))
          .collect(Collectors.joining("", "CREATE SCHEMA IF NOT EXISTS ours;\n", ""));

  private static final String NAN = "CAST('NaN' AS DOUBLE PRECISION)";

  @Override
  public String literal(Type type, @Nullable Object value) {
    if (value == null) {
      return "CAST(NULL AS " + type.word() + ")";
    }
    return switch (type) {
      case TEXT -> "CAST('" + ((String) value).replace("'", "''") + "' AS TEXT)";
      case TIME -> "TIMESTAMP '" + DriverSql.text((LocalDateTime) value) + "'";
      case DATE -> "DATE '" + value + "'";
      case TRUTH, WHOLE -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
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
    if (operator.contains("DISTINCT")
        || (left.type() != Type.NUMBER && right.type() != Type.NUMBER)) {
      return "(" + l + " " + operator + " " + r + ")";
    }
    String name =
        switch (operator) {
          case "=" -> "eq";
          case "<>" -> "ne";
          case "<" -> "lt";
          case "<=" -> "le";
          case ">" -> "gt";
          case ">=" -> "ge";
          default -> throw new IllegalArgumentException(operator);
        };
    return "ours." + name + "(" + l + ", " + r + ")";
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
    return "(%s%s LIKE %s)"
        .formatted(value.in(this), negated ? " NOT" : "", literal(Type.TEXT, pattern));
  }

  @Override
  public String hasTag(Expression tags, String tag) {
    return "(POSITION(" + literal(Type.TEXT, '"' + tag + '"') + " IN " + tags.in(this) + ") > 0)";
  }

  @Override
  public String isNan(Expression value) {
    return "(" + value.in(this) + " = " + NAN + ")";
  }

  /** Averages and deviations of whole numbers are decimals to PostgreSQL. */
  @Override
  public String aggregate(String function, String call) {
    return function.startsWith("AVG") || function.startsWith("STDDEV") || function.startsWith("VAR")
        ? "CAST(" + call + " AS DOUBLE PRECISION)"
        : call;
  }

  @Override
  public String either(String driver, String reference) {
    return reference;
  }

  /** Unsaid, nulls come last. */
  @Override
  public String sortKey(String key, boolean descending, Nulls nulls) {
    boolean first = nulls == Nulls.FIRST;
    return key + (descending ? " DESC" : "") + " NULLS " + (first ? "FIRST" : "LAST");
  }

  /**
   * PostgreSQL has full joins by equal columns alone. Others are told in two worlds: the first is
   * the left join, and the second has what the left join lacks of the right side.
   */
  @Override
  public String fullJoin(Source left, Source right, Expression on) {
    if (on instanceof Comparison same
        && same.operator().equals("=")
        && same.left() instanceof Column one
        && same.right() instanceof Column other
        && one.type() != Type.NUMBER
        && one.type() == other.type()
        && !one.table().equals(other.table())) {
      return Dialect.super.fullJoin(left, right, on);
    }
    String l = left.columns().get(0).table();
    String r = right.columns().get(0).table();
    return """
        (VALUES (0), (1)) AS "%1$s%2$s"(w)
        LEFT JOIN %3$s ON "%1$s%2$s".w = 0
        LEFT JOIN %4$s ON "%1$s%2$s".w = 1 OR %5$s
        JOIN (VALUES (1)) AS "one%1$s%2$s" ON "%1$s%2$s".w = 0 AND "%1$s".m
        OR "%1$s%2$s".w = 1 AND "%2$s".m AND NOT EXISTS (SELECT 1 FROM %6$s WHERE %5$s)"""
        .replace('\n', ' ')
        .formatted(l, r, marked(left, l), marked(right, r), on.in(this), left.in(this));
  }

  private String marked(Source source, String alias) {
    return "(SELECT TRUE AS m, %1$s.* FROM %2$s) AS %1$s"
        .formatted(Dialect.quoted(alias), source.in(this));
  }
}
