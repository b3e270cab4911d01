package io.github.wandbjdbc.engine.values.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.Reasons;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;

class NumberFunctionsTest {
  private static final List<List<Operand>> NUMBERS =
      List.of(Operands.integers(), Operands.bigints(), Operands.numerics(), Operands.doubles());

  private static Entry entry(String name) {
    return Objects.requireNonNull(Catalogue.entry(name), name);
  }

  private static Cells cells(String name) {
    return Reasons.digits(Reasons.ieee(Cells.named(name)));
  }

  @Test
  void whatRoundsRoundsAsByPostgres() {
    Cells cells = cells("rounding");

    for (String name : List.of("ABS", "SIGN", "CEIL", "CEILING", "FLOOR", "ROUND", "TRUNC")) {
      for (List<Operand> grid : NUMBERS) {
        cells.compare(entry(name), name + "(%s)", grid);
      }
    }

    cells.end();
  }

  @Test
  void digitsAreRoundedAndCutAsTheyAreSeen() {
    List<Operand> places =
        Operands.integers(null, 0L, 1L, 2L, 3L, 10L, 17L, -1L, -3L, -20L, 400L, -400L);
    List<Operand> fractions =
        Operands.doubles(
            2.675, 1.005, -0.005, 0.045, 2.5, -2.5, 1e-7, 123456.789, Double.MIN_VALUE, 1e22);
    Cells cells = cells("rounding to digits");

    for (Map.Entry<String, String> each :
        Map.of("ROUND", "round", "TRUNC", "trunc", "TRUNCATE", "trunc").entrySet()) {
      String call = each.getValue() + "(%1$s::numeric, %2$s)";
      for (List<Operand> grid : NUMBERS.subList(0, 3)) {
        cells.compare(entry(each.getKey()), call, grid, places);
      }
      String ofDigits = each.getValue() + "(%1$s::text::numeric, %2$s)::float8";
      cells.compare(entry(each.getKey()), ofDigits, Operands.doubles(), places);
      cells.compare(entry(each.getKey()), ofDigits, fractions, places);
    }

    cells.end();
  }

  @Test
  void remaindersAreOfAllNumbers() {
    Cells cells = cells("MOD");

    for (List<Operand> left : NUMBERS) {
      for (List<Operand> right : NUMBERS) {
        boolean ofDoubles =
            left.get(0).type() == EngineType.DOUBLE || right.get(0).type() == EngineType.DOUBLE;
        cells.compare(
            entry("MOD"),
            ofDoubles
                ? "mod(%1$s::float8::text::numeric, %2$s::float8::text::numeric)::float8"
                : "mod(%s, %s)",
            left,
            right);
      }
    }

    cells.end();
  }

  @Test
  void powersAndLogarithmsAreWithinFourUnitsOfTheLastPlace() {
    Cells cells = cells("powers and logarithms").ulps(4);

    for (String name : List.of("SQRT", "EXP", "LN", "LOG10")) {
      for (List<Operand> grid : NUMBERS) {
        cells.compare(entry(name), name + "(%s)", grid);
      }
    }
    for (List<Operand> grid : NUMBERS) {
      cells.compare(entry("CBRT"), "cbrt(%s)", grid);
    }
    for (List<Operand> left : NUMBERS) {
      for (List<Operand> right : NUMBERS) {
        cells.compare(entry("POWER"), "power(%s, %s)", left, right);
      }
    }

    cells.end();
  }

  @Test
  void logarithmsOfDecimalsHaveTheScaleThatPostgresChooses() {
    List<Operand> numbers =
        Operands.numerics(
            "0.5",
            "0.9",
            "1.1",
            "2",
            "2.5",
            "10",
            "100.000",
            "1000",
            "1.00000001",
            "0.99999999",
            "123.456",
            "1e-10",
            "98765432109876.5",
            "0.0000123",
            "3.000000000000000000001",
            "8",
            "32");
    List<Operand> exponents =
        Operands.numerics(
            "0",
            "1",
            "-1",
            "2",
            "3",
            "10",
            "-5",
            "0.5",
            "-0.5",
            "1.5",
            "0.3333333333",
            "2.00",
            "12.75",
            "30",
            "-30.5");
    Cells cells = cells("decimal powers and logarithms");

    for (String name : List.of("SQRT", "EXP", "LN", "LOG10")) {
      cells
          .compare(entry(name), name + "(%s)", numbers)
          .compare(entry(name), name + "(%s)", exponents);
    }
    cells.compare(entry("LOG"), "log(%s, %s)", numbers, numbers);
    cells.compare(entry("POWER"), "power(%s, %s)", numbers, exponents);
    cells.compare(entry("POW"), "power(%s, %s)", exponents, exponents);
    cells.compare(entry("^"), "(%s) ^ (%s)", numbers, numbers);

    cells.end();
  }

  @Test
  void logarithmsToAnyBaseOfDoubles() {
    List<Operand> numbers =
        Operands.doubles(null, 0.5, 2.0, 3.0, 8.0, 10.0, 1000.0, 1e-5, 1e100, 243.0);
    List<Operand> small = Operands.doubles(null, 0.0, 1e-10, -1e-10, 0.5, -0.5, 1.0, 1e10, 1e-300);
    Cells cells = cells("logarithms to any base").ulps(4);

    cells.compare(
        entry("LOG"), "log(%1$s::text::numeric, %2$s::text::numeric)::float8", numbers, numbers);
    cells.compare(entry("LOG2"), "log(2, %1$s::text::numeric)::float8", numbers);
    cells.compare(entry("LOG1P"), "ln(1 + %1$s::text::numeric)::float8", small);
    cells.compare(
        entry("HYPOT"),
        "sqrt(power(%1$s::text::numeric, 2) + power(%2$s::text::numeric, 2))::float8",
        numbers,
        numbers);

    cells.end();
    assertThat(DoublePowers.log(10, 1000)).isEqualTo(3);
    assertThat(DoublePowers.log(2, 8)).isEqualTo(3);
  }

  @Test
  void trigonometryIsWithinFourUnitsOfTheLastPlace() {
    List<Operand> angles =
        Operands.doubles(
            0.0, 0.1, 0.5, 1.0, -1.0, 0.25, 0.75, 1.5, 2.0, 3.0, -3.0, 10.0, 100.0, 1e-8, 0.999999,
            -0.999999, 1e6, 30.0, 45.0, 60.0, 90.0, 120.0, 135.0, 180.0, 270.0, 360.0, -30.0, -45.0,
            -90.0, -210.0, 400.0, 750.5);
    Cells cells = cells("trigonometry").ulps(4);

    for (String name :
        List.of(
            "DEGREES", "RADIANS", "SIN", "COS", "TAN", "COT", "ASIN", "ACOS", "ATAN", "SIND",
            "COSD", "TAND", "COTD", "ASIND", "ACOSD", "ATAND", "SINH", "COSH", "TANH", "ASINH",
            "ACOSH", "ATANH")) {
      cells.compare(entry(name), name + "(%s)", angles);
      cells.compare(entry(name), name + "(%s)", Operands.doubles());
      cells.compare(entry(name), name + "(%s)", Operands.integers());
    }
    Map.of(
            "SEC", "1 / cos(%s)",
            "CSC", "1 / sin(%s)",
            "COTH", "1 / tanh(%s)",
            "SECH", "1 / cosh(%s)",
            "CSCH", "1 / sinh(%s)")
        .forEach((name, call) -> cells.compare(entry(name), call, angles));
    cells.compare(entry("ATAN2"), "atan2(%s, %s)", angles, angles);
    cells.compare(entry("ATAN2"), "atan2(%s, %s)", Operands.doubles(), Operands.doubles());
    cells.compare(entry("ATAN2D"), "atan2d(%s, %s)", angles, angles);
    cells.compare(entry("PI"), "pi()");

    cells.end();
  }

  @Test
  void degreesOfRoundAnglesAreExact() {
    List<Operand> angles =
        Operands.doubles(
            0.0, 30.0, 45.0, 60.0, 90.0, 120.0, 135.0, 150.0, 180.0, 210.0, 225.0, 240.0, 270.0,
            300.0, 315.0, 330.0, 360.0, -30.0, -45.0, -90.0);
    Cells cells = cells("round angles");

    for (String name : List.of("SIND", "COSD", "TAND", "COTD")) {
      cells.compare(entry(name), name + "(%s)", angles);
    }

    cells.end();
  }

  @Test
  void wholeNumbersHaveDivisorsMultiplesAndBits() {
    Cells cells = cells("whole numbers");
    List<Operand> decimals = Operands.numerics(null, "0", "1.5", "0.9", "12.00", "-18", "0.000001");
    List<Operand> bigints = Operands.bigints();

    for (String name : List.of("GCD", "LCM")) {
      cells.compare(entry(name), name + "(%s, %s)", Operands.integers(), Operands.integers());
      cells.compare(entry(name), name + "(%s, %s)", bigints, bigints);
      cells.compare(entry(name), name + "(%s, %s)", decimals, decimals);
    }
    cells.compare(
        entry("FACTORIAL"),
        "factorial(%s)",
        Operands.bigints(null, -1L, 0L, 1L, 2L, 5L, 20L, 21L, 33L, 34L, 100L));
    cells.compare(entry("BIT_COUNT"), "bit_count(%s::int8::bit(64))", bigints);
    cells.compare(entry("BIT_COUNT"), "bit_count(%s::int8::bit(64))", Operands.integers());

    cells.end();
  }

  @Test
  void bucketsHaveEqualWidths() {
    List<Operand> values =
        Operands.doubles(
            null, Double.NaN, Double.POSITIVE_INFINITY, 0.0, 5.0, 9.99, 10.0, -1.0, 3.3);
    List<Operand> bounds = Operands.doubles(null, Double.NaN, 0.0, 10.0, -5.5, 1e308, -1e308);
    List<Operand> counts = Operands.integers(null, 0L, -1L, 1L, 3L, 10L, 2147483647L);
    List<Operand> decimals = Operands.numerics(null, "0", "5", "9.99", "10", "-1", "3.3");
    Cells cells = cells("buckets");

    cells.compare(
        entry("WIDTH_BUCKET"), "width_bucket(%s, %s, %s, %s)", values, bounds, bounds, counts);
    cells.compare(
        entry("WIDTH_BUCKET"),
        "width_bucket(%s, %s, %s, %s)",
        decimals,
        decimals,
        decimals,
        counts);

    cells.end();
  }

  @Test
  void greatestAndLeastPassOverNull() {
    Cells cells = cells("greatest and least");
    List<List<Operand>> same =
        List.of(
            Operands.texts(),
            Operands.booleans(),
            Operands.dates(),
            Operands.timestamps(),
            Operands.times(),
            Operands.durations(null, 0L, 5L, -86_400_001L));

    for (String name : List.of("GREATEST", "LEAST")) {
      for (List<Operand> left : NUMBERS) {
        for (List<Operand> right : NUMBERS) {
          cells.compare(entry(name), name + "(%s, %s)", left, right);
        }
      }
      for (List<Operand> grid : same) {
        cells.compare(entry(name), name + "(%s, %s)", grid, grid);
        cells.compare(entry(name), name + "(%s)", grid);
      }
      cells.compare(
          entry(name),
          name + "(%s, %s, %s)",
          Operands.integers(),
          Operands.integers(),
          Operands.integers());
    }

    cells.end();
  }

  @Test
  void nanAndTheInfinitiesAreFound() {
    List<Operand> doubles = Operands.doubles();
    Cells cells = cells("NaN and the infinities");

    cells.compare(entry("IS_NAN"), "%s = 'NaN'", doubles);
    cells.compare(entry("IS_INF"), "abs(%s) = 'Infinity'", doubles);
    cells.compare(entry("FINITE"), "CASE WHEN abs(%1$s) < 'Infinity' THEN %1$s END", doubles);
    cells.compare(entry("IS_NAN"), "%s::float8 = 'NaN'", Operands.integers());

    cells.end();
  }

  @Test
  void whatIsSafeGivesNullForFailures() {
    Cells cells = cells("arithmetic without errors");
    List<Operand> bigints = Operands.bigints();
    List<Operand> wide = Operands.numerics();

    Map.of("SAFE_ADD", "+", "SAFE_SUBTRACT", "-", "SAFE_MULTIPLY", "*")
        .forEach(
            (name, sign) -> {
              String exact = "%1$s::numeric " + sign + " %2$s::numeric";
              cells.compare(
                  entry(name),
                  ("CASE WHEN "
                      + exact
                      + " BETWEEN -9223372036854775808 AND 9223372036854775807"
                      + " THEN ("
                      + exact
                      + ")::int8 END"),
                  bigints,
                  bigints);
            });
    cells.compare(entry("SAFE_DIVIDE"), "%1$s::float8 / NULLIF(%2$s, 0)", bigints, bigints);
    cells.compare(entry("SAFE_ADD"), "%1$s + %2$s", wide, Operands.numerics("1.5", null));
    cells.compare(
        entry("SAFE_DIVIDE"), "%1$s / NULLIF(%2$s, 0)", wide, Operands.numerics("0", "3", null));
    cells.compare(
        entry("SAFE_NEGATE"), "CASE WHEN %1$s > -9223372036854775808 THEN -%1$s END", bigints);

    cells.end();
  }

  @Test
  void chanceIsWithinItsBounds() {
    var reals = ColumnVector.of(Kind.DOUBLE, 512);
    LongColumn bounds = (LongColumn) ColumnVector.of(Kind.LONG, 512);
    LongColumn whole = (LongColumn) ColumnVector.of(Kind.LONG, 512);
    Arrays.fill(bounds.values(), 3);

    entry("RAND").overloads().get(0).kernel().compute(new ColumnVector[0], 512, reals, () -> {});
    entry("RAND_INTEGER")
        .overloads()
        .get(0)
        .kernel()
        .compute(new ColumnVector[] {bounds}, 512, whole, () -> {});

    for (int i = 0; i < 512; i++) {
      assertThat((Double) Objects.requireNonNull(reals.get(i))).isBetween(0.0, 1.0);
      assertThat(whole.values()[i]).isBetween(0L, 2L);
    }
    assertThat(entry("RANDOM").isDeterministic()).isFalse();
  }

  @Test
  void calcitesOwnOperatorsAreFoundByName() {
    for (var operator :
        List.of(
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.MOD,
            SqlStdOperatorTable.POWER,
            SqlStdOperatorTable.ABS,
            SqlStdOperatorTable.ROUND,
            SqlStdOperatorTable.TRUNCATE,
            SqlStdOperatorTable.PI,
            SqlStdOperatorTable.RAND)) {
      assertThat(Catalogue.entry(operator)).as(operator.getName()).isNotNull();
    }
    for (var family : Catalogue.families()) {
      for (String name : family.names()) {
        assertThat(family.entry(name).name()).isEqualTo(name);
        assertThat(family.entry(name).manual()).isNotEmpty();
        assertThat(name).isEqualTo(name.toUpperCase(Locale.ROOT));
      }
    }
  }

  @Test
  void logOfOneArgumentNamesTheOthers() {
    assertThat(entry("LOG").refusal(1)).contains("LN(x)", "LOG10(x)", "LOG(b, x)");
    assertThat(entry("LOG").refusal(2)).isNull();
    assertThatThrownBy(() -> DecimalPowers.log(BigDecimal.ONE, BigDecimal.TEN))
        .isInstanceOf(StatementException.class);
  }
}
