package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Random rows that are dense in what windows stumble over, here and in PostgreSQL. */
final class WindowTable {
  static final RelDataTypeFactory TYPES =
      new SqlTypeFactoryImpl(
          new RelDataTypeSystemImpl() {
            @Override
            public int getMaxPrecision(SqlTypeName type) {
              return type == SqlTypeName.DECIMAL ? Numeric.PRECISION : super.getMaxPrecision(type);
            }

            @Override
            public int getMaxScale(SqlTypeName type) {
              return type == SqlTypeName.DECIMAL ? Numeric.SCALE : super.getMaxScale(type);
            }
          });

  /** A column: its name, its types here and there, and the values that it may have. */
  record Field(
      String name, RelDataType type, String postgres, List<? extends @Nullable Object> values) {}

  static final List<Field> FIELDS =
      List.of(
          new Field("id", type(SqlTypeName.INTEGER), "int", List.of()),
          new Field("r", type(SqlTypeName.VARCHAR), "text", List.of()),
          new Field("p", type(SqlTypeName.VARCHAR), "text", nullable("a", "b", "c")),
          new Field(
              "kd",
              type(SqlTypeName.DOUBLE),
              "float8",
              nullable(
                  Double.NaN,
                  Double.POSITIVE_INFINITY,
                  Double.NEGATIVE_INFINITY,
                  0d,
                  -0d,
                  1d,
                  2d,
                  2.5,
                  3d,
                  1e308,
                  -1.5e308,
                  Double.MAX_VALUE)),
          new Field(
              "ki",
              type(SqlTypeName.INTEGER),
              "int",
              nullable(-2147483648L, 2147483647L, 2147483646L, -1L, 0L, 1L, 2L, 3L, 5L, 8L)),
          new Field(
              "kl",
              type(SqlTypeName.BIGINT),
              "bigint",
              nullable(
                  Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, -3L, 0L, 1L, 2L, 3L, 5L)),
          new Field(
              "kn",
              Numeric.type(TYPES),
              "numeric",
              nullable(
                  new BigDecimal("0.5"),
                  new BigDecimal("1.0"),
                  new BigDecimal("1.00"),
                  new BigDecimal("2.25"),
                  new BigDecimal("-7"),
                  new BigDecimal("1e30"))),
          new Field(
              "dt",
              type(SqlTypeName.DATE),
              "date",
              nullable(
                  day("0001-01-01"),
                  day("1969-12-31"),
                  day("2023-02-28"),
                  day("2024-01-30"),
                  day("2024-01-31"),
                  day("2024-02-29"),
                  day("2024-03-01"),
                  day("2024-03-31"),
                  day("9999-12-31"))),
          new Field(
              "ts",
              type(SqlTypeName.TIMESTAMP),
              "timestamp",
              nullable(
                  instant("0001-01-01T00:00:00Z"),
                  instant("1969-12-31T23:59:59.999Z"),
                  instant("2024-01-31T12:00:00Z"),
                  instant("2024-02-29T12:00:00Z"),
                  instant("2024-02-29T12:00:00.001Z"),
                  instant("2024-02-29T13:00:00Z"),
                  instant("2024-03-01T11:59:59Z"),
                  instant("9999-12-31T23:59:59.999Z"))),
          new Field(
              "tm",
              type(SqlTypeName.TIME),
              "time",
              nullable(0L, 1L, 1_800_000L, 3_600_000L, 43_200_000L, 86_399_999L)),
          new Field(
              "dr",
              Intervals.duration(TYPES),
              "interval",
              nullable(0L, -1L, 1L, 3_600_000L, 86_400_000L, 90_000_000L, 31L * 86_400_000L)),
          new Field("mo", Intervals.months(TYPES), "interval", nullable(0L, -1L, 1L, 2L, 12L, 13L)),
          new Field(
              "x",
              type(SqlTypeName.DOUBLE),
              "float8",
              nullable(0.1, -2.5, 1e10, 3.25, 7d, -0d, Double.NaN, Double.POSITIVE_INFINITY)),
          new Field("y", type(SqlTypeName.DOUBLE), "float8", nullable(0.1, 0.2, 0.7, 1.5, 2e3, 5d)),
          new Field(
              "n",
              type(SqlTypeName.BIGINT),
              "bigint",
              nullable(1L, 2L, 3L, -4L, Long.MAX_VALUE, 0L)),
          new Field("i", type(SqlTypeName.INTEGER), "int", nullable(1L, 2L, 2147483647L, -5L)),
          new Field("t", type(SqlTypeName.VARCHAR), "text", nullable("", "a", "é", "😀", "zz")),
          new Field(
              "b",
              Numeric.type(TYPES),
              "numeric",
              nullable(
                  new BigDecimal("0.10"),
                  new BigDecimal("1"),
                  new BigDecimal("1.000"),
                  new BigDecimal("-3.5"))),
          new Field("g", type(SqlTypeName.INTEGER), "int", nullable(1L, 2L, 5L, 40L)),
          new Field("f", type(SqlTypeName.BOOLEAN), "boolean", nullable(0L, 1L)),
          new Field("o", type(SqlTypeName.INTEGER), "int", nullable(-1L, 0L, 1L, 2L, 50L)));

  final String name;
  final List<List<@Nullable Object>> rows = new ArrayList<>();

  WindowTable(String name, int size, Random random) {
    this.name = name;
    for (int i = 0; i < size; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Field field : FIELDS) {
        row.add(
            field.name().equals("id")
                ? (Long) (long) i
                : field.name().equals("r")
                    ? "r" + i
                    : field.values().get(random.nextInt(field.values().size())));
      }
      rows.add(row);
    }
  }

  static RelDataType type(SqlTypeName name) {
    return name == SqlTypeName.TIMESTAMP ? TYPES.createSqlType(name, 3) : TYPES.createSqlType(name);
  }

  private static List<@Nullable Object> nullable(Object... values) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(null);
    return all;
  }

  private static Long day(String text) {
    return LocalDate.parse(text).toEpochDay();
  }

  private static Long instant(String text) {
    return Instant.parse(text).toEpochMilli();
  }

  static int field(String name) {
    for (int i = 0; i < FIELDS.size(); i++) {
      if (FIELDS.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  static List<RelDataType> types() {
    return FIELDS.stream().map(Field::type).toList();
  }

  /** The statements that make the table in PostgreSQL. */
  String sql() {
    String columns =
        FIELDS.stream()
            .map(field -> field.name() + " " + field.postgres())
            .collect(Collectors.joining(", "));
    StringBuilder sql = new StringBuilder("CREATE TEMP TABLE %s (%s);".formatted(name, columns));
    for (List<@Nullable Object> row : rows) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(literal(FIELDS.get(i).type(), row.get(i)));
      }
      sql.append("INSERT INTO %s VALUES (%s);".formatted(name, String.join(", ", values)));
    }
    return sql.toString();
  }

  /** {@code value} as PostgreSQL reads it. */
  static String literal(RelDataType type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    long whole = value instanceof Long number ? number : 0;
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> whole != 0 ? "TRUE" : "FALSE";
      case DATE -> "DATE '" + LocalDate.ofEpochDay(whole) + "'";
      case TIMESTAMP ->
          "TIMESTAMP '"
              + Instant.ofEpochMilli(whole).atOffset(ZoneOffset.UTC).toLocalDateTime()
              + "'";
      case TIME -> "TIME '" + LocalTime.ofNanoOfDay(whole * 1_000_000) + "'";
      case INTERVAL_YEAR_MONTH -> "INTERVAL '" + whole + " months'";
      case INTERVAL_DAY_SECOND ->
          "INTERVAL '%s seconds'".formatted(BigDecimal.valueOf(whole, 3).toPlainString());
      case DOUBLE -> "'" + value + "'::float8";
      case BIGINT -> "'" + value + "'::bigint";
      default -> "'" + (value instanceof BigDecimal number ? number.toPlainString() : value) + "'";
    };
  }

  /** The window's values for each row, in the input's order. */
  List<List<@Nullable Object>> values(List<WindowDescription.Group> groups, int batchSize) {
    Execution execution = new Execution(new Quiet(), new Memory(1L << 30), List.of());
    List<Kind> kinds = types().stream().map(Kind::of).toList();
    List<List<@Nullable Object>> values = new ArrayList<>();
    try (WindowOperator operator =
        new WindowOperator(
            new WindowInput(kinds, rows, batchSize),
            new WindowDescription(types(), groups),
            execution)) {
      int width = kinds.size();
      int calls = groups.stream().mapToInt(group -> group.calls().size()).sum();
      for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
        for (int i = 0; i < batch.size(); i++) {
          List<@Nullable Object> row = new ArrayList<>();
          if (!rows.get(values.size()).get(0).equals(batch.column(0).get(i))) {
            throw new AssertionError("another row comes than " + values.size());
          }
          for (int k = 0; k < calls; k++) {
            row.add(batch.column(width + k).get(i));
          }
          values.add(row);
        }
      }
    }
    if (execution.memory().held() != 0) {
      throw new AssertionError("bytes that weren't given back: " + execution.memory().held());
    }
    return values;
  }

  /** Never ends anything. */
  static class Quiet implements Scope {
    @Override
    public void check() {}

    @Override
    public void onCancel(Runnable abort) {}

    @Override
    public void release(Runnable abort) {}

    @Override
    public void warn(String message) {}
  }
}
