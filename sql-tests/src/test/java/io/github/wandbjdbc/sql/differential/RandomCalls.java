package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Call;
import io.github.wandbjdbc.sql.differential.Expression.Case;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Predicate.Between;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up calls of functions and operators, casts, and arithmetic of dates. */
final class RandomCalls {
  private final Chance chance;
  private final RandomExpressions values;

  RandomCalls(Chance chance, RandomExpressions values) {
    this.chance = chance;
    this.values = values;
  }

  /** A call of {@code type}, of operands of at most {@code depth - 1} levels. */
  Expression call(Type type, int depth) {
    return switch (type) {
      case NUMBER -> number(depth);
      case WHOLE -> whole(depth);
      case DECIMAL -> decimal(depth);
      case TEXT -> text();
      case TRUTH -> values.withoutParameters().predicate();
      case TIME -> time();
      case DATE -> date();
    };
  }

  private static Call call(Type type, String pattern, Expression... operands) {
    return new Call(type, pattern, List.of(operands));
  }

  private Expression text() {
    Expression cast = cast();
    if (cast != null && chance.in100(15)) {
      return cast;
    } else if (chance.in100(20)) {
      return ofOperands();
    } else if (chance.in100(12)) {
      return ofJson();
    }
    return call(
        Type.TEXT,
        chance.of(
            "UPPER(%s)",
            "LOWER(%s)",
            "(%s || 'x')",
            "('😀' || %s)",
            "COALESCE(%s, 'none')",
            "CASE %s WHEN 'alpha' THEN 'a' WHEN 'b' THEN 'letter' ELSE 'other' END",
            "NULLIF(%s, 'alpha')",
            "TRIM(%s)",
            "SUBSTRING(%s FROM 2)",
            "SUBSTRING(%s, 1, 3)",
            "LEFT(%s, 2)",
            "LEFT(%s, -1)",
            "RIGHT(%s, 2)",
            "LPAD(%s, 6, '日')",
            "REPLACE(%s, 'a', '日本')"),
        values.value(Type.TEXT, 0));
  }

  private Expression ofOperands() {
    Expression text = values.value(Type.TEXT, 0);
    Expression other = values.operand(Type.TEXT, chance.of("a", "日本", "", "x y"));
    return switch (chance.below(5)) {
      case 0 -> call(Type.TEXT, "REPLACE(%s, 'a', %s)", text, other);
      case 1 -> call(Type.TEXT, "(%s || %s)", text, other);
      case 2 -> call(Type.TEXT, "NULLIF(%s, %s)", text, other);
      case 3 -> call(Type.TEXT, "CONCAT(%s, %s, 'x')", text, other);
      default ->
          call(
              Type.TEXT,
              "LEFT(%s, CAST(%s AS INTEGER))",
              text,
              values.operand(Type.WHOLE, (long) chance.between(-2, 3)));
    };
  }

  /** A member of an object that holds a text, or nothing. */
  private Expression ofJson() {
    Expression text = values.value(Type.TEXT, 0);
    return call(
        Type.TEXT,
        chance.of(
            "JSON_VALUE(JSON_OBJECT('k' VALUE %s), '$.k')",
            "JSON_VALUE(JSON_OBJECT('k' VALUE %s), '$.x' DEFAULT 'none' ON EMPTY)",
            "JSON_VALUE(JSON_ARRAY(%s, 'b'), '$[last]')",
            "(JSON_OBJECT('k' VALUE %s) ->> 'k')",
            "(JSON_ARRAY(%s, 'b') ->> -1)",
            "(JSON_OBJECT('k' VALUE JSON_ARRAY(%s)) -> 'k' ->> 0)"),
        text);
  }

  /** Something else as text; of computed doubles the digits aren't promised, so of columns. */
  private @Nullable Expression cast() {
    Column column = values.column(chance.of(Type.WHOLE, Type.NUMBER, Type.TRUTH, Type.TIME));
    return column == null ? null : call(Type.TEXT, "CAST(%s AS VARCHAR)", column);
  }

  private Expression whole(int depth) {
    Column text = values.column(Type.TEXT);
    Column time = values.column(Type.TIME);
    Column number = values.column(Type.NUMBER);
    if (text != null && chance.in100(25)) {
      return call(
          Type.WHOLE,
          chance.of("CAST(CHAR_LENGTH(%s) AS BIGINT)", "CAST(POSITION('a' IN %s) AS BIGINT)"),
          text);
    } else if (time != null && chance.in100(25)) {
      return ofTime(time);
    } else if (number != null && chance.in100(15)) {
      String type = chance.of("BIGINT", "INTEGER");
      return finite(number, call(Type.WHOLE, "CAST(%s AS " + type + ")", number));
    } else if (chance.in100(15)) {
      return call(
          Type.WHOLE,
          "(%s / NULLIF(%s, 0))",
          values.value(Type.WHOLE, depth - 1),
          values.value(Type.WHOLE, 0));
    }
    return call(
        Type.WHOLE,
        chance.of(
            "(%s + %s)",
            "(%s - %s)",
            "(%s * %s)",
            "MOD(%s, %s + 2)",
            "GREATEST(%s, %s)",
            "(%s & %s)",
            "(%s | ~ %s)",
            "(%s # %s + 1)",
            "(%s << CAST(%s AS INTEGER))",
            "(%s >> CAST(%s AS INTEGER))"),
        values.value(Type.WHOLE, depth - 1),
        values.operand(Type.WHOLE, (long) chance.below(4)));
  }

  private Expression ofTime(Column time) {
    if (chance.in100(25)) {
      return call(Type.WHOLE, "(CAST(%s AS DATE) - DATE '2024-02-29')", time);
    }
    String field =
        chance.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "DOW", "DOY", "QUARTER", "WEEK");
    return new Call(
        Type.WHOLE,
        "EXTRACT(" + field + " FROM %s)",
        "CAST(EXTRACT(" + field + " FROM %s) AS BIGINT)",
        List.of(time));
  }

  /** {@code then} where {@code number} is neither NaN nor large. */
  private static Expression finite(Expression number, Expression then) {
    return new Case(
        new Between(number, new Literal(Type.NUMBER, -1e5), new Literal(Type.NUMBER, 1e5), false),
        then,
        new Literal(then.type(), null));
  }

  private Expression decimal(int depth) {
    Column number = values.column(Type.NUMBER);
    if (number != null && chance.in100(35)) {
      String type = chance.of("DECIMAL(10, 2)", "DECIMAL(12, 1)", "NUMERIC");
      return finite(number, call(Type.DECIMAL, "CAST(%s AS " + type + ")", number));
    }
    return call(
        Type.DECIMAL,
        chance.of(
            "(%s + 0.5)",
            "(%s * 1.25)",
            "(%s / 8.0)",
            "(%s / 3.0)",
            "COALESCE(%s, 0.5)",
            "GREATEST(%s, 2.5)",
            "LEAST(2.5, %s)",
            "CASE WHEN TRUE THEN %s ELSE 0.5 END",
            "CAST(%s AS DECIMAL(12, 3))",
            "ROUND(%s / 7.0, 2)"),
        values.value(chance.in100(70) ? Type.WHOLE : Type.DECIMAL, depth - 1));
  }

  private Expression number(int depth) {
    Expression first = values.value(Type.NUMBER, depth - 1);
    Column whole = values.column(Type.WHOLE);
    Column time = values.column(Type.TIME);
    return switch (chance.below(10)) {
      case 0 -> call(Type.NUMBER, "(- %s)", first);
      case 1 -> call(Type.NUMBER, chance.of("ABS(%s)", "FLOOR(%s)", "CEIL(%s)"), first);
      case 2 -> call(Type.NUMBER, "(%s * 0)", first);
      case 3 ->
          whole == null
              ? first
              : call(Type.NUMBER, "(%s + CAST(%s AS DOUBLE PRECISION))", first, whole);
      case 4 -> {
        String digits = chance.of("0", "1");
        yield new Call(
            Type.NUMBER,
            "ROUND(%s, " + digits + ")",
            "CAST(ROUND(CAST(CAST(%s AS TEXT) AS NUMERIC), " + digits + ") AS DOUBLE PRECISION)",
            List.of(first));
      }
      case 5 ->
          time == null
              ? first
              : new Call(
                  Type.NUMBER,
                  "EXTRACT(EPOCH FROM %s)",
                  "CAST(EXTRACT(EPOCH FROM %s) AS DOUBLE PRECISION)",
                  List.of(time));
      case 6 -> call(Type.NUMBER, chance.of("GREATEST(%s, %s)", "LEAST(%s, %s)"), first, other());
      default ->
          call(Type.NUMBER, chance.of("(%s + %s)", "(%s - %s)", "(%s * %s)"), first, other());
    };
  }

  private Expression other() {
    return values.value(Type.NUMBER, 0);
  }

  private Expression time() {
    Expression time = values.value(Type.TIME, 0);
    return switch (chance.below(4)) {
      case 0 ->
          call(
              Type.TIME,
              "DATE_TRUNC('" + chance.of("second", "minute", "hour", "day", "month") + "', %s)",
              time);
      case 1 -> call(Type.TIME, "CAST(CAST(%s AS DATE) AS TIMESTAMP)", time);
      case 2 -> call(Type.TIME, "(CAST(%s AS DATE) + INTERVAL '11' HOUR)", time);
      default -> moved(time);
    };
  }

  private Expression moved(Expression time) {
    String by =
        chance.of(
            "'90' MINUTE",
            "'1' MONTH",
            "'2' DAY",
            "'1.5' SECOND",
            "'1' YEAR",
            "'1 hour 30 minutes'",
            "'1 year 2 mons'",
            "'-2 days'",
            "'P1DT2H'",
            "'1 02:03:04.5' DAY TO SECOND",
            "7 DAY",
            "2 MONTH");
    String head = "(%s " + chance.of("+", "-") + " INTERVAL ";
    boolean isQuoted = by.startsWith("'");
    return new Call(
        Type.TIME, head + by + ")", head + (isQuoted ? by : "'" + by + "'") + ")", List.of(time));
  }

  private Expression date() {
    Expression date =
        values.column(Type.TIME) == null || chance.in100(40)
            ? values.value(Type.DATE, 0)
            : call(Type.DATE, "CAST(%s AS DATE)", values.value(Type.TIME, 0));
    return chance.in100(50) ? date : call(Type.DATE, "(%s + 3)", date);
  }

  /** A value of a type that no column has. */
  Expression computed(Type type) {
    return call(type, 1);
  }
}
