package io.github.wandbjdbc.sql.differential;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of the driver, as a user would write it; collects its parameters. */
final class DriverSql implements Dialect {
  private final List<Expression.Parameter> parameters = new ArrayList<>();

  /** The parameters met so far, in order. */
  List<Expression.Parameter> parameters() {
    return parameters;
  }

  @Override
  public String literal(Type type, @Nullable Object value) {
    if (value == null) {
      return "CAST(NULL AS " + type.driverWord() + ")";
    }
    return switch (type) {
      case TEXT -> "'" + ((String) value).replace("'", "''") + "'";
      case TIME -> time(text((LocalDateTime) value));
      case DATE -> oneOf("DATE '" + value + "'", "'" + value + "'::date");
      case TRUTH, WHOLE -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case NUMBER -> number((Double) value);
    };
  }

  private String time(String text) {
    return oneOf("TIMESTAMP '" + text + "'", "'" + text + "'::timestamp");
  }

  private String number(double value) {
    if (!Double.isFinite(value)) {
      return oneOf("CAST('" + value + "' AS DOUBLE)", "float8 '" + value + "'");
    }
    String text = Double.toString(value);
    return oneOf(text.contains("E") ? text : text + "E0", "float8 '" + text + "'");
  }

  /** Numbers are compared with as people write them: without an exponent. */
  private String operand(Expression expression) {
    if (expression instanceof Expression.Literal literal
        && literal.value() instanceof Double number
        && Double.isFinite(number)) {
      return number == Math.rint(number) && Math.abs(number) < 1e6
          ? Long.toString(number.longValue())
          : number.toString();
    }
    return expression.in(this);
  }

  /** As JDBC writes a timestamp. */
  static String text(LocalDateTime value) {
    return Timestamp.valueOf(value).toString();
  }

  @Override
  public String parameter(Type type, Binding binding, @Nullable Object value) {
    parameters.add(new Expression.Parameter(type, binding, value));
    return "?";
  }

  @Override
  public String comparison(String operator, Expression left, Expression right) {
    String l = operand(left);
    String r = operand(right);
    String standard = "(%s %s %s)".formatted(l, operator, r);
    return operator.equals("=") ? oneOf(standard, "(%s == %s)".formatted(l, r)) : standard;
  }

  @Override
  public String between(Expression value, Expression low, Expression high, boolean negated) {
    String word = negated ? " NOT BETWEEN " : " BETWEEN ";
    return "(" + value.in(this) + word + operand(low) + " AND " + operand(high) + ")";
  }

  @Override
  public String in(Expression value, List<Expression> list, boolean negated) {
    return "(" + value.in(this) + (negated ? " NOT IN (" : " IN (") + operands(list) + "))";
  }

  private String operands(List<Expression> list) {
    return list.stream().map(this::operand).collect(Collectors.joining(", "));
  }

  @Override
  public String inQuery(Expression value, Query query, boolean negated) {
    return "(" + value.in(this) + (negated ? " NOT IN (" : " IN (") + query.in(this) + "))";
  }

  @Override
  public String like(Expression value, String pattern, boolean negated) {
    return "(%s%s LIKE %s)"
        .formatted(value.in(this), negated ? " NOT" : "", literal(Type.TEXT, pattern));
  }

  @Override
  public String hasTag(Expression tags, String tag) {
    return "HAS_TAG(" + tags.in(this) + ", " + literal(Type.TEXT, tag) + ")";
  }

  @Override
  public String isNan(Expression value) {
    String operand = value.in(this);
    return oneOf("IS_NAN(" + operand + ")", "(" + operand + " IS NAN)");
  }

  @Override
  public String aggregate(String function, String call) {
    return call;
  }

  /** The same one for the same text. */
  @Override
  public String oneOf(String standard, String... others) {
    int way = Math.floorMod((standard.hashCode() * 31) >> 3, 3 + others.length);
    return way < others.length ? others[way] : standard;
  }

  @Override
  public String either(String driver, String reference) {
    return driver;
  }

  @Override
  public String sortKey(String key, boolean descending, Nulls nulls) {
    return key + (descending ? " DESC" : "") + (nulls == Nulls.UNSAID ? "" : " NULLS " + nulls);
  }
}
