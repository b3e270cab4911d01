package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.GREATEST;
import static io.github.wandbjdbc.engine.judge.OperandClass.INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;
import static io.github.wandbjdbc.engine.judge.OperandClass.MINUS_INFINITY;
import static io.github.wandbjdbc.engine.judge.OperandClass.NAN;
import static io.github.wandbjdbc.engine.judge.OperandClass.NEGATIVE;
import static io.github.wandbjdbc.engine.judge.OperandClass.ZERO;
import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.NUMERIC;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How PostgreSQL spells functions of numbers. Where doubles leave a function's domain it fails, and
 * the value that IEEE 754 has is told by a CASE.
 */
final class SpelledNumbers {
  private static final String INFINITE = "abs(@1) = 'Infinity'";

  private SpelledNumbers() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    rounding(all);
    powers(all);
    trigonometry(all);
    wholeNumbers(all);
    choices(all);
    nulls(all);
    special(all);
    withoutErrors(all);
    return all;
  }

  private static void rounding(Map<String, Spelled> all) {
    all.put("ABS", Spelled.as("abs(@1)").refusing(1, INTEGER, LEAST).refusing(1, BIGINT, LEAST));
    for (String name : List.of("SIGN", "CEIL", "CEILING", "FLOOR")) {
      all.put(name, Spelled.as(name + "(@1)"));
    }
    List<Operand> places =
        Operands.integers(null, 0L, 1L, 2L, 17L, -1L, -3L, 400L, -400L, 2147483647L, -2147483648L);
    for (String name : List.of("ROUND", "TRUNC", "TRUNCATE")) {
      String function = name.substring(0, 5);
      all.put(
          name,
          Spelled.by(
                  (types, word) ->
                      types.size() == 1
                          ? function + "(@1)"
                          : types.get(0) == DOUBLE
                              ? function + "(@1::text::numeric, @2)::float8"
                              : function + "(@1, @2)")
              .only(2, places)
              .more(1, Operands.doubles(2.675, -0.005, 0.045, 1e-7, 123456.789, 1e22)));
    }
    all.put(
        "MOD",
        Spelled.by(
                "CASE WHEN @2 = 0 AND @1 IS NOT NULL THEN 'NaN'"
                    + " ELSE mod(@1::text::numeric, @2::text::numeric)::float8 END",
                "mod(@1, @2)")
            .refusing(2, INTEGER, ZERO)
            .refusing(2, BIGINT, ZERO)
            .refusing(2, NUMERIC, ZERO));
  }

  private static void powers(Map<String, Spelled> all) {
    for (String name : List.of("POWER", "POW", "^")) {
      all.put(
          name,
          Spelled.as("power(@1, @2)")
              .ulps(4)
              .more(1, Operands.numerics("2", "12.5"))
              .more(2, Operands.numerics("2", "-3", "0.25", "1.75")));
    }
    all.put(
        "SQRT",
        ofReals("CASE WHEN @1 < 0 THEN 'NaN'::float8 ELSE sqrt(@1) END", "sqrt(@1)")
            .ulps(4)
            .refusing(1, NUMERIC, LEAST));
    all.put("CBRT", Spelled.as("cbrt(@1)").ulps(4));
    all.put(
        "HYPOT",
        Spelled.as(
                "CASE WHEN (abs(@1) = 'Infinity' AND @2 IS NOT NULL)"
                    + " OR (abs(@2) = 'Infinity' AND @1 IS NOT NULL) THEN 'Infinity'"
                    + " WHEN @1 = 'NaN' OR @2 = 'NaN' THEN @1 + @2"
                    + " ELSE sqrt(@1::text::numeric ^ 2 + @2::text::numeric ^ 2)::float8 END")
            .ulps(4));
    all.put(
        "EXP",
        ofReals(
                "CASE WHEN @1 > 709.8 AND @1::float8 <> 'NaN' THEN 'Infinity' WHEN @1 < -745.2 THEN"
                    + " 0 ELSE exp(@1) END",
                "exp(@1)")
            .ulps(4)
            .refusing(1, NUMERIC, GREATEST));
    all.put("LN", logarithm("ln(@1)", "ln(@1)"));
    all.put("LOG10", logarithm("log(@1)", "log(@1)"));
    all.put("LOG2", logarithm("(ln(@1)::text::numeric / ln(2.00000000000000000000))::float8", ""));
    all.put(
        "LOG1P",
        Spelled.as(
                "CASE WHEN @1 < -1 THEN 'NaN' WHEN @1 = -1 THEN '-Infinity'"
                    + " ELSE ln(1 + @1::text::numeric)::float8 END")
            .ulps(4));
    all.put(
        "LOG",
        Spelled.by(
                "CASE WHEN @1 IS NULL OR @2 IS NULL THEN NULL WHEN @1 < 0 OR @2 < 0 OR @1 = 'NaN'"
                    + " OR @2 = 'NaN' THEN 'NaN' WHEN @1 = 0 THEN CASE WHEN @2 = 0 OR @2 ="
                    + " 'Infinity' THEN 'NaN'::float8 ELSE 0 END WHEN @1 = 'Infinity' AND @2 IN (0,"
                    + " 'Infinity') THEN 'NaN' WHEN @2 = 0 AND @1 <> 1 THEN CASE WHEN @1 > 1 THEN"
                    + " '-Infinity'::float8 ELSE 'Infinity' END ELSE (ln(@2)::text::numeric /"
                    + " ln(@1)::text::numeric)::float8 END",
                "log(@1, @2)")
            .ulps(4)
            .refusing(1, NUMERIC, LEAST, ZERO)
            .refusing(2, NUMERIC, LEAST, ZERO));
  }

  private static Spelled ofReals(String ofDoubles, String ofDecimals) {
    return Spelled.by((types, word) -> types.get(0) == NUMERIC ? ofDecimals : ofDoubles);
  }

  private static Spelled logarithm(String ofDoubles, String ofDecimals) {
    return ofReals(
            "CASE WHEN @1 < 0 THEN 'NaN' WHEN @1 = 0 THEN '-Infinity' ELSE " + ofDoubles + " END",
            ofDecimals)
        .ulps(4)
        .refusing(1, NUMERIC, LEAST, ZERO);
  }

  private static void trigonometry(Map<String, Spelled> all) {
    List<Operand> angles =
        Operands.doubles(
            0.25, 0.75, 2.0, -3.0, 10.0, 1e-8, 0.999999, 1e6, 30.0, 45.0, 60.0, 90.0, 120.0, 135.0,
            180.0, 270.0, 360.0, -30.0, -45.0, -90.0, -210.0, 400.0, 750.5);
    for (String name : List.of("SIN", "COS", "TAN", "COT", "SIND", "COSD", "TAND", "COTD")) {
      all.put(name, periodic(name + "(@1)").more(1, angles));
    }
    all.put("SEC", periodic("1 / cos(@1)").more(1, angles));
    all.put("CSC", periodic(atPole("1 / sin(@1)")).more(1, angles));
    for (String name : List.of("ASIN", "ACOS", "ASIND", "ACOSD")) {
      String function = "CASE WHEN abs(@1) > 1 THEN 'NaN' ELSE %s(@1) END".formatted(name);
      all.put(name, Spelled.as(function).ulps(4).more(1, angles));
    }
    for (String name : List.of("ATAN", "ATAND", "RADIANS", "SINH", "COSH", "TANH", "ASINH")) {
      all.put(name, Spelled.as(name + "(@1)").ulps(4).more(1, angles));
    }
    String most = "3.1375664143845865e306";
    all.put(
        "DEGREES",
        Spelled.as(
                "CASE WHEN @1 > %s AND @1 <> 'NaN' THEN 'Infinity' WHEN @1 < -%s THEN '-Infinity'"
                        .formatted(most, most)
                    + " ELSE degrees(@1) END")
            .ulps(4));
    all.put("ATAN2", Spelled.as("atan2(@1, @2)").ulps(4));
    all.put("ATAN2D", Spelled.as("atan2d(@1, @2)").ulps(4));
    all.put("ACOSH", Spelled.as("CASE WHEN @1 < 1 THEN 'NaN' ELSE acosh(@1) END").ulps(4));
    all.put(
        "ATANH",
        Spelled.as("CASE WHEN abs(@1) > 1 THEN 'NaN' ELSE atanh(@1) END").ulps(4).more(1, angles));
    all.put("COTH", Spelled.as(atPole("1 / tanh(@1)")).ulps(4).more(1, angles));
    all.put("SECH", Spelled.as("1 / cosh(@1)").ulps(4).more(1, angles));
    all.put("CSCH", Spelled.as(atPole("1 / sinh(@1)")).ulps(4).more(1, angles));
    all.put("PI", Spelled.as("pi()"));
  }

  private static Spelled periodic(String function) {
    return Spelled.as("CASE WHEN %s THEN 'NaN' ELSE %s END".formatted(INFINITE, function)).ulps(4);
  }

  private static String atPole(String function) {
    return ("CASE WHEN @1::text = '-0' THEN '-Infinity' WHEN @1 = 0 THEN 'Infinity'"
            + " ELSE %s END")
        .formatted(function);
  }

  private static void wholeNumbers(Map<String, Spelled> all) {
    List<Operand> sizes = Operands.bigints(2L, 5L, 20L, 21L, 33L, 34L);
    all.put("GCD", Spelled.as("gcd(@1, @2)"));
    all.put("LCM", Spelled.as("lcm(@1, @2)"));
    all.put(
        "FACTORIAL",
        Spelled.as("factorial(@1)").more(1, sizes).refusing(1, BIGINT, GREATEST, LEAST, NEGATIVE));
    List<Operand> decimals = Operands.numerics("1.500", "-0.0100", "1200", "7.5", "-7.5");
    all.put(
        "DIV",
        Spelled.as("div(@1, @2)")
            .more(1, decimals)
            .more(2, Operands.numerics("2", "-0.7"))
            .refusing(2, NUMERIC, ZERO));
    for (String name : List.of("SCALE", "MIN_SCALE", "TRIM_SCALE")) {
      all.put(name, Spelled.as(name + "(@1)").more(1, decimals));
    }
    all.put("BITAND", Spelled.as("@1 & @2"));
    all.put("BITOR", Spelled.as("@1 | @2"));
    all.put("BITXOR", Spelled.as("@1 # @2"));
    all.put("BITNOT", Spelled.as("~ @1"));
    all.put("LEFTSHIFT", Spelled.as("@1 << @2"));
    all.put("RIGHTSHIFT", Spelled.as("@1 >> @2"));
    all.put("BIT_COUNT", Spelled.as("bit_count(@1::bit(64))"));
    all.put(
        "WIDTH_BUCKET",
        Spelled.as("width_bucket(@1, @2, @3, @4)")
            .refusing(1, DOUBLE, NAN)
            .refusing(2, DOUBLE, NAN, INFINITY, MINUS_INFINITY)
            .refusing(3, DOUBLE, NAN, INFINITY, MINUS_INFINITY)
            .refusing(4, INTEGER, ZERO, LEAST, NEGATIVE));
  }

  private static void choices(Map<String, Spelled> all) {
    for (String name : List.of("GREATEST", "LEAST")) {
      all.put(
          name,
          Spelled.by(
              (types, word) ->
                  name
                      + (types.size() == 1
                          ? "(@1)"
                          : types.size() == 2 ? "(@1, @2)" : "(@1, @2, @3)")));
    }
    for (String name : List.of("IS_NAN", "ISNAN")) {
      all.put(name, Spelled.as("@1 = 'NaN'"));
    }
    for (String name : List.of("IS_INF", "ISINF")) {
      all.put(name, Spelled.as(INFINITE));
    }
    for (String name : List.of("ISFINITE", "IS_FINITE")) {
      all.put(name, Spelled.by("abs(@1) < 'Infinity'", "isfinite(@1)"));
    }
    all.put("FINITE", Spelled.as("CASE WHEN abs(@1) < 'Infinity' THEN @1 END"));
  }

  private static void nulls(Map<String, Spelled> all) {
    for (String name : List.of("NUM_NULLS", "NUM_NONNULLS")) {
      all.put(name, Spelled.by((types, word) -> SpelledTexts.called(name, types.size())));
    }
    all.put("NANVL", Spelled.as("CASE WHEN @1 = 'NaN' THEN @2 ELSE @1 END"));
    all.put("ZEROIFNULL", Spelled.as("coalesce(@1, 0)"));
    all.put("NULLIFZERO", Spelled.as("nullif(@1, 0)"));
  }

  private static void special(Map<String, Spelled> all) {
    List<Operand> some =
        Operands.doubles(
            0.1,
            0.25,
            0.499,
            0.75,
            1.0,
            1.25,
            1.4616321449683622,
            1.75,
            2.0,
            2.0001,
            2.49,
            2.75,
            3.0,
            4.5,
            7.25,
            10.0,
            14.9,
            15.1,
            20.0,
            26.0,
            28.5,
            100.25,
            150.0,
            170.5,
            171.6,
            300.0,
            1e6,
            1e-9,
            -0.25,
            -0.75,
            -1.25,
            -2.6,
            -3.1,
            -10.5,
            -100.75,
            -184.5);
    for (String name : List.of("GAMMA", "LGAMMA", "ERF", "ERFC")) {
      all.put(name, Spelled.as(name + "(@1)").ulps(32).more(1, some));
    }
    OperandClass[] outside = {GREATEST, LEAST, ZERO, OperandClass.MINUS_ZERO};
    all.get("GAMMA").refusing(1, DOUBLE, outside).refusing(1, DOUBLE, MINUS_INFINITY);
    all.get("LGAMMA").refusing(1, DOUBLE, outside);
  }

  private static void withoutErrors(Map<String, Spelled> all) {
    Map<String, String> signs = Map.of("SAFE_ADD", "+", "SAFE_SUBTRACT", "-", "SAFE_MULTIPLY", "*");
    signs.forEach(
        (name, sign) ->
            all.put(
                name,
                Spelled.by(
                        (types, word) -> {
                          String sum = "@1 " + sign + " @2";
                          String exact = "@1::text::numeric " + sign + " @2::text::numeric";
                          return types.get(0) == BIGINT
                              ? within(
                                  exact, "-9223372036854775808 AND 9223372036854775807", "::int8")
                              : types.get(0) == NUMERIC ? sum : ofFinite(exact, sum);
                        })
                    .because("NUMERIC has up to 38 digits", SpelledNumbers::isTooLong)));
    all.put(
        "SAFE_DIVIDE",
        Spelled.by(
                (types, word) ->
                    types.get(0) == BIGINT
                        ? "@1::float8 / NULLIF(@2, 0)"
                        : types.get(0) == NUMERIC
                            ? "@1 / NULLIF(@2, 0)"
                            : "CASE WHEN @2 = 0 THEN CASE WHEN abs(@1) < 'Infinity' THEN NULL"
                                + " WHEN @2::text = '-0' THEN -@1 ELSE @1 END ELSE "
                                + ofFinite("@1::text::numeric / @2::text::numeric", "@1 / @2")
                                + " END")
            .because("NUMERIC has up to 38 digits", SpelledNumbers::isTooLong));
    all.put(
        "SAFE_NEGATE",
        Spelled.by(
            (types, word) ->
                types.get(0) == BIGINT
                    ? "CASE WHEN @1 > -9223372036854775808 THEN -@1 END"
                    : "-@1"));
  }

  /** {@code exact}, a NUMERIC, if it is in {@code range}. */
  private static String within(String exact, String range, String cast) {
    return "CASE WHEN %s BETWEEN %s THEN (%s)%s END".formatted(exact, range, exact, cast);
  }

  /** Computed in doubles if these hold what comes of it exactly, or an operand is none. */
  private static String ofFinite(String exact, String computed) {
    return ("CASE WHEN abs(@1) < 'Infinity' AND abs(@2) < 'Infinity'"
            + " AND abs(%s) > 1.7976931348623158e308 THEN NULL ELSE %s END")
        .formatted(exact, computed);
  }

  private static boolean isTooLong(Cell cell) {
    return cell.isOursAnswered()
        && cell.ours() == null
        && cell.theirs() instanceof BigDecimal number
        && number.precision() - number.scale() > 38;
  }
}
