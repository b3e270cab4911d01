package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The same rows in memory and in PostgreSQL, with NULL in every column but the first. */
final class AggregateTable {
  /** Types in which NUMERIC without a precision is one. */
  static final RelDataTypeFactory TYPES =
      new SqlTypeFactoryImpl(
          new RelDataTypeSystemImpl() {
            @Override
            public int getMaxPrecision(SqlTypeName type) {
              return type == SqlTypeName.DECIMAL ? Numeric.PRECISION : super.getMaxPrecision(type);
            }

            @Override
            public int getMaxScale(SqlTypeName type) {
              return type == SqlTypeName.DECIMAL ? Numeric.PRECISION : super.getMaxScale(type);
            }
          });

  /** One column: its name, type here, type there. */
  record Field(String name, SqlTypeName type, String postgres) {
    RelDataType type(RelDataTypeFactory types) {
      return types.createTypeWithNullability(
          type == SqlTypeName.DECIMAL ? Numeric.type(types) : types.createSqlType(type), true);
    }
  }

  static final List<Field> FIELDS =
      List.of(
          new Field("o", SqlTypeName.INTEGER, "integer"),
          new Field("g", SqlTypeName.INTEGER, "integer"),
          new Field("h", SqlTypeName.VARCHAR, "text"),
          new Field("f", SqlTypeName.BOOLEAN, "boolean"),
          new Field("b", SqlTypeName.BOOLEAN, "boolean"),
          new Field("i", SqlTypeName.INTEGER, "integer"),
          new Field("l", SqlTypeName.BIGINT, "bigint"),
          new Field("n", SqlTypeName.DECIMAL, "numeric"),
          // Ordinary, large with a small spread, anything that there is, only a few different.
          new Field("d", SqlTypeName.DOUBLE, "double precision"),
          new Field("e", SqlTypeName.DOUBLE, "double precision"),
          new Field("w", SqlTypeName.DOUBLE, "double precision"),
          new Field("k", SqlTypeName.DOUBLE, "double precision"),
          new Field("t", SqlTypeName.VARCHAR, "text"),
          new Field("p", SqlTypeName.DECIMAL, "numeric"),
          new Field("u", SqlTypeName.BOOLEAN, "boolean"));

  private static final List<String> TEXTS =
      List.of("", "a", "A", "ß", "ı", "é", "e\u0301", "😀", "\uffee", "a\nb", "ab", "'\\");
  private static final List<Double> WILD =
      List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, 1e100, -1e-300);

  private AggregateTable() {}

  static int index(String name) {
    for (int i = 0; i < FIELDS.size(); i++) {
      if (FIELDS.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  static RelDataType rowType() {
    RelDataTypeFactory.Builder row = TYPES.builder();
    FIELDS.forEach(field -> row.add(field.name(), field.type(TYPES)));
    return row.build();
  }

  static List<Kind> kinds() {
    return BufferedRows.kinds(rowType());
  }

  /** Values as columns hold them. */
  static List<List<@Nullable Object>> rows(int count, long seed) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add((long) i);
      // The last group has rows, but no values.
      int group = random.nextInt(7);
      row.add(group == 5 ? null : (Object) (long) group);
      row.add(random.nextInt(4) == 0 ? null : TEXTS.get(random.nextInt(3)));
      row.add(random.nextInt(5) == 0 ? null : (Object) (random.nextInt(3) > 0 ? 1L : 0L));
      for (int k = 4; k < FIELDS.size() - 2; k++) {
        boolean isNull = group == 6 || random.nextInt(6) == 0;
        Object value = value(FIELDS.get(k).name(), random);
        row.add(isNull ? null : value);
      }
      row.add(new BigDecimal("0.3"));
      row.add(1L);
      rows.add(row);
    }
    return rows;
  }

  /** Rows of the greatest, least and smallest values; a few with each {@code g}. */
  static List<List<@Nullable Object>> extremes(int count, long seed) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add((long) i);
      row.add((long) random.nextInt(12));
      for (int k = 2; k < FIELDS.size() - 2; k++) {
        List<?> values =
            switch (FIELDS.get(k).type()) {
              case BOOLEAN -> List.of(0L, 1L);
              case INTEGER -> List.of(0L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE, -1L);
              case BIGINT -> List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, -1L, 1L << 53);
              case DECIMAL ->
                  List.of(
                      new BigDecimal("99999999999999999999999999999999999999"),
                      new BigDecimal("-0.00000000000000000000000000000000000001"),
                      BigDecimal.ZERO,
                      new BigDecimal("12.50"));
              case DOUBLE ->
                  List.of(
                      Double.MAX_VALUE,
                      -Double.MAX_VALUE,
                      Double.MIN_VALUE,
                      -0.0,
                      0.0,
                      Double.NaN,
                      Double.POSITIVE_INFINITY,
                      Double.NEGATIVE_INFINITY,
                      1e15 + 0.125);
              default -> List.of("", "x".repeat(10_000), "\u0130", "e\u0301", "\uD83D\uDE00", "\n");
            };
        int chosen = random.nextInt(values.size() + 1);
        row.add(chosen == values.size() ? null : (Object) values.get(chosen));
      }
      row.add(new BigDecimal("0.3"));
      row.add(1L);
      rows.add(row);
    }
    return rows;
  }

  private static Object value(String field, Random random) {
    return switch (field) {
      case "b" -> (long) random.nextInt(2);
      case "i" -> (long) random.nextInt(200) - 100;
      case "l" ->
          random.nextInt(3) == 0
              ? 9_007_199_254_740_993L + random.nextInt(5)
              : Long.MAX_VALUE - random.nextInt(1000);
      case "n" -> BigDecimal.valueOf(random.nextInt(100_000) - 50_000L, random.nextInt(5));
      case "d" -> random.nextGaussian();
      case "e" -> 1e15 + random.nextInt(100) / 8.0;
      case "w" ->
          random.nextInt(30) == 0
              ? WILD.get(random.nextInt(WILD.size()))
              : (Double) (random.nextInt(20) / 4.0);
      case "k" -> random.nextInt(4) / 2.0;
      case "t" -> TEXTS.get(random.nextInt(TEXTS.size()));
      default -> throw new IllegalArgumentException(field);
    };
  }

  /** Makes table {@code name} there, with {@code rows} in their order. */
  static void load(Postgres postgres, String name, List<List<@Nullable Object>> rows)
      throws SQLException {
    postgres.execute("DROP TABLE IF EXISTS " + name);
    postgres.execute(
        FIELDS.stream()
            .map(field -> field.name() + " " + field.postgres())
            .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")")));
    String values = rows.stream().map(AggregateTable::literals).collect(Collectors.joining(", "));
    postgres.execute("INSERT INTO " + name + " VALUES " + values);
  }

  private static String literals(List<@Nullable Object> row) {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      Field field = FIELDS.get(i);
      if (value == null) {
        literals.add("NULL");
      } else if (field.type() == SqlTypeName.BOOLEAN) {
        literals.add(value.equals(1L) ? "true" : "false");
      } else {
        literals.add("'" + value.toString().replace("'", "''") + "'::" + field.postgres());
      }
    }
    return literals.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
