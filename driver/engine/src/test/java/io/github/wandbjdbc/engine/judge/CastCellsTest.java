package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.judge.CatalogueCells.Place;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Casts;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;

/** The whole matrix of casts. */
class CastCellsTest {
  private static final RelDataTypeFactory TYPES = OurFunction.REX.getTypeFactory();

  /** A type, what PostgreSQL calls it, and values of it. */
  private record Type(RelDataType type, String postgres, List<Operand> values) {}

  private static List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (EngineType type : EngineType.values()) {
      if (type != EngineType.ANY && type != EngineType.MONTHS && type != EngineType.DURATION) {
        types.add(new Type(type.in(TYPES), Operands.postgres(type), values(type)));
      }
    }
    types.add(
        new Type(Intervals.months(TYPES), "interval year to month", Grids.of(EngineType.MONTHS)));
    types.add(
        new Type(
            Intervals.duration(TYPES), "interval day to second", Grids.of(EngineType.DURATION)));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.SMALLINT),
            "int2",
            Operands.integers(null, 0L, 1L, -1L, 32767L, -32768L)));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.DECIMAL, 10, 2),
            "numeric(10, 2)",
            Operands.numerics(null, "0.00", "12345678.90", "-0.50", "2.50", "99999999.99")));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.DECIMAL, 3, 3),
            "numeric(3, 3)",
            Operands.numerics(null, "0.000", "0.999", "-0.500")));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.REAL),
            "float4",
            Operands.doubles(
                null, 0.0, 1.0, -2.5, 0.5, 16777216.0, Double.NaN, Double.POSITIVE_INFINITY)));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.VARCHAR, 3),
            "varchar(3)",
            Operands.texts(null, "", "a", "12", "t", "İß", "😀a😀", "e\u0301")));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.TIME, 0),
            "time(0)",
            Operands.times(null, "00:00:00", "23:59:59")));
    types.add(
        new Type(
            TYPES.createSqlType(SqlTypeName.TIMESTAMP, 0),
            "timestamp(0)",
            Operands.timestamps(null, "1969-12-31T23:59:59", "2024-02-29T12:34:56")));
    return types;
  }

  /** Of texts some that others are read from. */
  private static List<Operand> values(EngineType type) {
    return type == EngineType.TEXT
        ? Grids.with(
            Grids.of(type),
            Operands.texts(
                "t",
                " yes ",
                "off",
                "0",
                "1",
                "-1",
                "1_000",
                "0x1F",
                "2147483648",
                "9223372036854775808",
                " 1.50 ",
                ".5",
                "2.5",
                "1e3",
                "1e-3",
                "NaN",
                "-Infinity",
                "1e400",
                "0.00027300475013022663",
                "2024-02-29",
                "2023-02-29",
                "0001-01-01",
                "1582-10-10",
                "9999-12-31",
                "2024-02-29 12:34:56.789",
                "2024-03-31T02:30:00",
                "2024-02-29 24:00:00",
                "12:34:56.789",
                "24:00:00"))
        : Grids.of(type);
  }

  @Test
  void everyTypeIsCastToEveryOtherAsByPostgres() {
    CatalogueCells cells = new CatalogueCells(Postgres.startOrSkip());

    for (Type from : types()) {
      for (Type to : types()) {
        boolean isInterval = to.postgres().startsWith("interval");
        boolean isText = from.type().getSqlTypeName() == SqlTypeName.VARCHAR;
        if (isText && isInterval) {
          // How a number alone is read depends on whether it is a literal; see TimeCastsTest.
          continue;
        }
        compare(cells, from, to);
      }
    }

    cells.end();
  }

  private static void compare(CatalogueCells cells, Type from, Type to) {
    String name = from.postgres() + " to " + to.postgres();
    EngineType held = from.values().get(0).type();
    String typed = "(@1)::" + to.postgres();
    if (isCast(from.type(), to.type())) {
      cells.expect("casts", name);
    }
    cells.compare(
        "casts",
        name,
        List.of(new Place(held, from.type(), from.postgres())),
        List.of(from.values()),
        operands ->
            OurFunction.REX.makeAbstractCast(
                TYPES.createTypeWithNullability(to.type(), true), operands.get(0), false),
        to.postgres().equals("float4") ? "(" + typed + ")::float8" : typed,
        Spelled.as("")
            .because(
                "months and durations are two types",
                cell -> "42000".equals(cell.ourState()) && cell.call().contains("interval"))
            .because(
                "a TIMESTAMP is finite",
                cell ->
                    "22007".equals(cell.ourState())
                        && String.valueOf(cell.theirs()).matches("-?[Ii]nfinity"))
            .because("-0.0 is 0.0", cell -> "0".equals(cell.ours()) && "-0".equals(cell.theirs())));
  }

  private static boolean isCast(RelDataType from, RelDataType to) {
    try {
      return Casts.kernel(from, to) != null;
    } catch (StatementException e) {
      return false;
    }
  }
}
