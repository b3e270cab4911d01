package io.github.wandbjdbc.engine.values.casts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.Reasons;
import io.github.wandbjdbc.engine.judge.SqlTypes;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole matrix of casts, cell by cell. */
class CastsTest {
  /** A type, with values of it, and casts to it as PostgreSQL is told. */
  private record Type(RelDataType type, String spelling, List<Operand> values) {}

  private static List<Type> types() {
    List<Type> types = new ArrayList<>();
    types.add(new Type(of(SqlTypeName.BOOLEAN), "(%s)::bool", Operands.booleans()));
    types.add(
        new Type(
            of(SqlTypeName.SMALLINT),
            "(%s)::int2",
            suffixed(Operands.integers(null, 0L, 1L, -1L, 32767L, -32768L), "::int2")));
    types.add(new Type(of(SqlTypeName.INTEGER), "(%s)::int4", Operands.integers()));
    types.add(new Type(of(SqlTypeName.BIGINT), "(%s)::int8", Operands.bigints()));
    types.add(new Type(Numeric.type(SqlTypes.FACTORY), "(%s)::numeric", Operands.numerics()));
    types.add(
        new Type(
            SqlTypes.FACTORY.createSqlType(SqlTypeName.DECIMAL, 10, 2),
            "(%s)::numeric(10, 2)",
            suffixed(
                Operands.numerics(null, "0.00", "12345678.90", "-0.50", "2.50", "99999999.99"),
                "::numeric(10, 2)")));
    types.add(
        new Type(
            SqlTypes.FACTORY.createSqlType(SqlTypeName.DECIMAL, 3, 3),
            "(%s)::numeric(3, 3)",
            suffixed(Operands.numerics(null, "0.000", "0.999", "-0.500"), "::numeric(3, 3)")));
    types.add(new Type(of(SqlTypeName.DOUBLE), "(%s)::float8", Operands.doubles()));
    types.add(
        new Type(
            of(SqlTypeName.REAL),
            "((%s)::float4)::float8",
            reals(
                0f,
                1f,
                -2.5f,
                0.1f,
                16777216f,
                3.4028235e38f,
                Float.MIN_VALUE,
                1234567f,
                1e-5f,
                0.5f)));
    types.add(new Type(of(SqlTypeName.VARCHAR), "(%s)::text", texts()));
    types.add(
        new Type(
            SqlTypes.of(SqlTypeName.VARCHAR, 3), "((%s)::varchar(3))::text", Operands.texts()));
    types.add(
        new Type(SqlTypes.of(SqlTypeName.CHAR, 5), "((%s)::char(5))::text", Operands.texts()));
    types.add(new Type(of(SqlTypeName.DATE), "(%s)::date", Operands.dates()));
    types.add(new Type(of(SqlTypeName.TIME), "(%s)::time(3)", Operands.times()));
    types.add(
        new Type(
            SqlTypes.of(SqlTypeName.TIME, 0),
            "(%s)::time(0)",
            Operands.times(null, "00:00:00", "23:59:59")));
    types.add(new Type(of(SqlTypeName.TIMESTAMP), "(%s)::timestamp(3)", Operands.timestamps()));
    types.add(
        new Type(
            SqlTypes.of(SqlTypeName.TIMESTAMP, 0),
            "(%s)::timestamp(0)",
            Operands.timestamps(null, "1969-12-31T23:59:59", "2024-02-29T12:34:56")));
    types.add(
        new Type(
            SqlTypes.of(SqlTypeName.TIMESTAMP, 1),
            "(%s)::timestamp(1)",
            Operands.timestamps(
                null,
                "2024-02-29T10:11:12.500",
                "2024-02-29T10:11:13.500",
                "1969-12-29T10:11:12.500",
                "1969-12-29T10:11:13.500")));
    types.add(
        new Type(
            Intervals.months(SqlTypes.FACTORY),
            "(%s)::interval year to month",
            Operands.months(null, 0L, 1L, -1L, 12L, 14L, -14L, -24L)));
    types.add(
        new Type(
            Intervals.duration(SqlTypes.FACTORY),
            "(%s)::interval day to second",
            Operands.durations(
                null,
                0L,
                1L,
                -1L,
                1_500L,
                3_600_000L,
                -3_600_000L,
                86_400_000L,
                -86_400_000L,
                93_784_567L,
                -93_784_567L,
                8_640_000_000L)));
    return types;
  }

  /** Texts of every type, and such as aren't of any. */
  private static List<Operand> texts() {
    return Operands.texts(
        null,
        "",
        " ",
        "x",
        "t",
        "TRUE",
        " yes ",
        "on",
        "of",
        "off",
        "o",
        "0",
        "1",
        "10",
        "n",
        "truex",
        "tr",
        "+1",
        "-1",
        "1_000",
        "1__0",
        "_1",
        "1_",
        "0x1F",
        "0X1f",
        "-0x80000000",
        "0x",
        "0o17",
        "0b101",
        "0b2",
        "1.0",
        "1e3",
        "2147483648",
        "-2147483648",
        "9223372036854775808",
        "-9223372036854775808",
        "\n5\t",
        "1 2",
        "- 1",
        "--1",
        " 1.50 ",
        ".5",
        "5.",
        ".",
        "1_000.5",
        "1_000.5_0",
        "1._5",
        "1E+3",
        "1e-3",
        "1e_3",
        "1e1_0",
        "1e",
        "e5",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "+INF",
        "-nan",
        "infinit",
        "0x1.5",
        "0x1.8p1",
        "1e400",
        "1e-400",
        "1e-320",
        "4e-324",
        "1e-324",
        "-0",
        "1d",
        "1f",
        "99999999.995",
        "0.9995",
        "2.5",
        "-2.5",
        "3.5e38",
        "1e-46",
        "16777217",
        "1.797693134862315807e308",
        "1.797693134862315808e308",
        "1e999999999",
        "1e99999999999",
        "1e-999999999",
        "0.00027300475013022663",
        "12345678901234567890.5",
        "2024-02-29x",
        "'",
        "\u00a01");
  }

  private static RelDataType of(SqlTypeName name) {
    return SqlTypes.of(name);
  }

  private static List<Operand> suffixed(List<Operand> operands, String suffix) {
    return operands.stream()
        .map(o -> new Operand(o.type(), o.held(), "(" + o.postgres() + ")" + suffix))
        .toList();
  }

  private static List<Operand> reals(float... values) {
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand(EngineType.DOUBLE, null, "NULL::float4"));
    for (float value : values) {
      operands.add(new Operand(EngineType.DOUBLE, (double) value, "'" + value + "'::float4"));
    }
    return operands;
  }

  @Test
  void everyTypeIsCastToEveryOtherAsByPostgres() {
    Cells cells = Reasons.digits(Cells.named("casts"));
    cells.accepting(
        "only ISO forms of dates, times and intervals are read",
        cell -> "22007".equals(cell.ourState()) && cell.isTheirsAnswered());

    cells.accepting(
        "no text of a double has a sign before 0",
        cell -> "0".equals(cell.ours()) && "-0".equals(cell.theirs()));
    cells.accepting(
        "months and durations are two types",
        cell -> "42000".equals(cell.ourState()) && cell.call().contains("interval"));

    for (Type from : types()) {
      for (Type to : types()) {
        if (from.spelling().endsWith("text") && to.spelling().contains("interval")) {
          // See TimeCastsTest: how a number alone is read depends on whether it is a literal.
          continue;
        }
        cells.compare(
            kernel(from.type(), to.type()),
            List.of(EngineType.of(from.type())),
            EngineType.of(to.type()),
            to.spelling(),
            from.values());
      }
    }

    cells.end();
  }

  @Test
  void halvesAndEdgesAreRoundedAsByPostgres() {
    List<Operand> doubles = new ArrayList<>(Operands.doubles());
    List<Operand> numerics = new ArrayList<>();
    for (String edge :
        List.of(
            "0",
            "1",
            "2",
            "127",
            "128",
            "32767",
            "32768",
            "2147483647",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "99999999.99",
            "99999999.985",
            "0.99",
            "12345.675",
            "1e-7",
            "2.675",
            "1.005")) {
      for (String offset :
          List.of("-1", "-0.51", "-0.5", "-0.49", "0", "0.49", "0.5", "0.51", "1")) {
        for (int sign : new int[] {1, -1}) {
          BigDecimal value =
              new BigDecimal(edge).add(new BigDecimal(offset)).multiply(BigDecimal.valueOf(sign));
          numerics.addAll(Operands.numerics(value.toPlainString()));
          doubles.addAll(Operands.doubles(value.doubleValue()));
        }
      }
    }
    Cells cells = Reasons.digits(Cells.named("rounding casts"));

    for (Type to : types()) {
      if (Kind.of(to.type()) != Kind.OBJECT || to.type().getSqlTypeName() == SqlTypeName.DECIMAL) {
        for (List<Operand> grid : List.of(doubles, numerics)) {
          RelDataType from = grid.get(0).type().in(SqlTypes.FACTORY);
          EngineType type = EngineType.of(to.type());
          cells.compare(
              kernel(from, to.type()), List.of(grid.get(0).type()), type, to.spelling(), grid);
        }
      }
    }

    cells.end();
  }

  /** A cast that there isn't fails where a cell sees it. */
  private static Kernel kernel(RelDataType from, RelDataType to) {
    try {
      return Casts.kernel(from, to);
    } catch (StatementException e) {
      return (operands, size, result, look) -> {
        if (size > 0) {
          throw e;
        }
      };
    }
  }

  @Test
  void whatFailsIsNullWhereTheCastOnlyTries() {
    RelDataType text = of(SqlTypeName.VARCHAR);

    assertThat(tried("12", text, of(SqlTypeName.INTEGER))).isEqualTo(12L);
    assertThat(tried("x", text, of(SqlTypeName.INTEGER))).isNull();
    assertThat(tried("99999999999", text, of(SqlTypeName.INTEGER))).isNull();
    assertThat(tried("2024-02-30", text, of(SqlTypeName.DATE))).isNull();
    assertThat(tried("nope", text, of(SqlTypeName.BOOLEAN))).isNull();
    assertThat(tried(Double.NaN, of(SqlTypeName.DOUBLE), of(SqlTypeName.BIGINT))).isNull();
    assertThat(tried(null, text, of(SqlTypeName.BIGINT))).isNull();
    assertThat(tried(5L, of(SqlTypeName.INTEGER), of(SqlTypeName.DOUBLE))).isEqualTo(5.0);
  }

  private static @Nullable Object tried(@Nullable Object value, RelDataType from, RelDataType to) {
    ColumnVector operand = ColumnVector.of(Kind.of(from), 1);
    operand.set(0, value);
    ColumnVector result = ColumnVector.of(Kind.of(to), 1);
    Casts.tryKernel(from, to).compute(new ColumnVector[] {operand}, 1, result, () -> {});
    return result.get(0);
  }

  @Test
  void doublesArePrintedWithTheFewestDigits() {
    List<Operand> doubles = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 1_500; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double large = Math.rint(random.nextDouble() * 0x1p60) * Math.pow(2, random.nextInt(60));
      double round = (1 + random.nextInt(99)) * Math.pow(10, random.nextInt(40) - 5);
      double power = Math.scalb(1.0, random.nextInt(2000) - 1050);
      doubles.addAll(
          Operands.doubles(
              any,
              large,
              round,
              power,
              random.nextInt(1_000_000) / 1000.0,
              Double.MIN_VALUE * random.nextInt(200)));
    }
    Kernel toText = Casts.kernel(of(SqlTypeName.DOUBLE), of(SqlTypeName.VARCHAR));
    Kernel toNumeric = Casts.kernel(of(SqlTypeName.DOUBLE), Numeric.type(SqlTypes.FACTORY));

    Reasons.digits(Cells.named("texts of doubles"))
        .compare(toText, List.of(EngineType.DOUBLE), EngineType.TEXT, "(%s + 0)::text", doubles)
        .compare(
            toNumeric, List.of(EngineType.DOUBLE), EngineType.NUMERIC, "(%s)::numeric", doubles)
        .end();
  }

  @Test
  void realsArePrintedWithTheFewestDigits() {
    Random random = new Random(8);
    float[] values = new float[3_000];
    for (int i = 0; i < values.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      float large = (float) (random.nextInt() * Math.pow(2, random.nextInt(40)));
      float small = Float.MIN_VALUE * random.nextInt(200);
      values[i] = i % 3 == 0 ? any : i % 3 == 1 ? large : small;
    }
    Kernel toText = Casts.kernel(of(SqlTypeName.REAL), of(SqlTypeName.VARCHAR));

    Cells.named("texts of reals")
        .compare(
            toText,
            List.of(EngineType.DOUBLE),
            EngineType.TEXT,
            "(%s + 0::float4)::text",
            reals(values))
        .end();
  }

  @Test
  void zeroHasNoSign() {
    assertThat(TextCasts.text(-0.0, of(SqlTypeName.DOUBLE))).isEqualTo("0");
    assertThat(TextCasts.text(-0.0, of(SqlTypeName.REAL))).isEqualTo("0");
    assertThat(Doubles.read("-0")).isEqualTo(0.0);
  }

  @Test
  void aNumberOfMoreDigitsThanAnybodyWritesIsRefusedAtOnce() {
    String long1 = "9".repeat(1_000_000);

    for (SqlTypeName type :
        List.of(SqlTypeName.BIGINT, SqlTypeName.DOUBLE, SqlTypeName.REAL, SqlTypeName.DECIMAL)) {
      RelDataType to = type == SqlTypeName.DECIMAL ? Numeric.type(SqlTypes.FACTORY) : of(type);
      assertThat(tried(long1, of(SqlTypeName.VARCHAR), to)).isNull();
      assertThat(tried("1e999999999", of(SqlTypeName.VARCHAR), to)).isNull();
    }
    assertThat(Decimals.read("0e999999999")).isEqualByComparingTo(BigDecimal.ZERO);
  }
}
