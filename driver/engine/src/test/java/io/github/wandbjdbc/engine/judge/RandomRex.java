package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes up conditions and values as a plan holds them, over rows of all that is hard to compare:
 * NULL, NaN, the infinities, -0.0. The same seed makes the same ones.
 */
public final class RandomRex {
  private static final List<@Nullable Double> DOUBLES =
      Arrays.asList(
          null,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          -1.5,
          -0.0,
          0.0,
          Double.MIN_VALUE,
          1.0,
          2.0,
          Double.POSITIVE_INFINITY);
  private static final List<@Nullable Long> WHOLES =
      Arrays.asList(null, Long.MIN_VALUE, -1L, 0L, 1L, 2L, Long.MAX_VALUE);
  private static final List<@Nullable Object> TEXTS = Arrays.asList(null, "", "a", "A", "b", "NaN");
  private static final List<@Nullable Long> TRUTHS = Arrays.asList(null, 0L, 1L);
  private static final List<@Nullable Object> DECIMALS =
      Arrays.asList(null, new BigDecimal("-0.50"), new BigDecimal("0.00"), new BigDecimal("1.00"));

  private static final List<SqlOperator> COMPARISONS =
      List.of(
          SqlStdOperatorTable.EQUALS,
          SqlStdOperatorTable.NOT_EQUALS,
          SqlStdOperatorTable.LESS_THAN,
          SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          SqlStdOperatorTable.GREATER_THAN,
          SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
          SqlStdOperatorTable.IS_DISTINCT_FROM,
          SqlStdOperatorTable.IS_NOT_DISTINCT_FROM);
  private static final List<SqlOperator> TESTS =
      List.of(
          SqlStdOperatorTable.IS_TRUE,
          SqlStdOperatorTable.IS_NOT_TRUE,
          SqlStdOperatorTable.IS_FALSE,
          SqlStdOperatorTable.IS_NOT_FALSE,
          SqlStdOperatorTable.IS_NULL,
          SqlStdOperatorTable.IS_NOT_NULL,
          SqlStdOperatorTable.NOT);

  private final Random random;
  private final RexBuilder rex;
  private final RelDataTypeFactory types;
  private final RelDataType rowType;

  public RandomRex(long seed, RexBuilder rex) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.rex = rex;
    this.types = rex.getTypeFactory();
    this.rowType = rowType(types);
  }

  /** The columns that the expressions name. */
  public static RelDataType rowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder builder = types.builder();
    builder.add("x", SqlTypeName.DOUBLE).nullable(true);
    builder.add("y", SqlTypeName.DOUBLE).nullable(true);
    builder.add("z", SqlTypeName.DOUBLE).nullable(false);
    builder.add("n", SqlTypeName.BIGINT).nullable(true);
    builder.add("m", SqlTypeName.BIGINT).nullable(false);
    builder.add("s", SqlTypeName.VARCHAR).nullable(true);
    builder.add("b", SqlTypeName.BOOLEAN).nullable(true);
    builder.add("c", SqlTypeName.BOOLEAN).nullable(false);
    builder.add("d", SqlTypeName.DECIMAL, 10, 2).nullable(true);
    return builder.build();
  }

  /** Rows in which each value of {@code x} meets each of {@code y}, and each other one occurs. */
  public static Batch rows() {
    List<List<?>> columns =
        List.of(DOUBLES, DOUBLES, DOUBLES, WHOLES, WHOLES, TEXTS, TRUTHS, TRUTHS, DECIMALS);
    List<Boolean> nullable = List.of(true, true, false, true, false, true, true, false, true);
    int size = DOUBLES.size() * DOUBLES.size();
    ColumnVector[] made = new ColumnVector[columns.size()];
    for (int i = 0; i < made.length; i++) {
      List<?> values =
          nullable.get(i) ? columns.get(i) : columns.get(i).subList(1, columns.get(i).size());
      made[i] =
          i < 3
              ? new DoubleColumn(size)
              : isHeldAsLong(i) ? new LongColumn(size) : new ObjectColumn(size);
      for (int row = 0; row < size; row++) {
        // The first goes through its values while the second stays; the others keep no step.
        int place = i == 0 ? row : i == 1 ? row / DOUBLES.size() : row * (2 * i + 1) + row / 7;
        made[i].set(row, values.get(place % values.size()));
      }
    }
    return new ColumnBatch(made, size);
  }

  private static boolean isHeldAsLong(int column) {
    return column == 3 || column == 4 || column == 6 || column == 7;
  }

  /** A condition of at most so many levels. */
  public RexNode condition(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? column(SqlTypeName.BOOLEAN) : comparison(0);
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> rex.makeCall(SqlStdOperatorTable.AND, several(depth));
      case 3, 4, 5 -> rex.makeCall(SqlStdOperatorTable.OR, several(depth));
      case 6, 7 -> rex.makeCall(of(TESTS), condition(depth - 1));
      case 8 -> choice(condition(depth - 1), condition(depth - 1), depth);
      case 9 -> among();
      default -> comparison(depth - 1);
    };
  }

  private List<RexNode> several(int depth) {
    List<RexNode> several = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      several.add(condition(depth - 1));
    }
    return several;
  }

  /** {@code CASE WHEN condition THEN then ELSE otherwise END}. */
  private RexNode choice(RexNode then, RexNode otherwise, int depth) {
    return rex.makeCall(SqlStdOperatorTable.CASE, condition(depth - 1), then, otherwise);
  }

  /** A comparison, a test for NULL, or a range. */
  private RexNode comparison(int depth) {
    SqlTypeName type =
        of(
            List.of(
                SqlTypeName.DOUBLE,
                SqlTypeName.DOUBLE,
                SqlTypeName.DOUBLE,
                SqlTypeName.BIGINT,
                SqlTypeName.VARCHAR,
                SqlTypeName.DECIMAL));
    RexNode value = value(type, depth);
    return switch (random.nextInt(8)) {
      case 0 -> rex.makeCall(SqlStdOperatorTable.IS_NULL, value);
      case 1 -> rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value);
      // To itself: what is true of each but NaN.
      case 2 -> rex.makeCall(of(COMPARISONS), value, value);
      default -> rex.makeCall(of(COMPARISONS), value, value(type, depth));
    };
  }

  /** A list, which is a {@code SEARCH(x, Sarg[…])}, or a range that may become one. */
  private RexNode among() {
    SqlTypeName type = of(List.of(SqlTypeName.DOUBLE, SqlTypeName.BIGINT, SqlTypeName.VARCHAR));
    RexNode column = column(type);
    if (random.nextBoolean()) {
      return rex.makeIn(column, List.of(literal(type), literal(type), literal(type)));
    }
    return rex.makeCall(
        random.nextBoolean() ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR,
        rex.makeCall(of(COMPARISONS), column, literal(type)),
        rex.makeCall(of(COMPARISONS), column, literal(type)));
  }

  /** A value of {@code type}, which is one that a column has, of at most so many levels. */
  public RexNode value(SqlTypeName type, int depth) {
    int way = random.nextInt(10);
    if (depth == 0 || way < 5) {
      return way < 2 ? literal(type) : column(type);
    } else if (way == 5) {
      return choice(value(type, depth - 1), value(type, depth - 1), depth);
    } else if (way == 6) {
      return rex.makeCall(SqlStdOperatorTable.COALESCE, value(type, depth - 1), value(type, 0));
    }
    return switch (type) {
      case DOUBLE -> number(depth);
      case BIGINT ->
          // Without overflow: each branch that a simplification drops might fail otherwise.
          rex.makeCall(
              SqlStdOperatorTable.CASE,
              condition(depth - 1),
              literal(type),
              value(type, depth - 1));
      default -> column(type);
    };
  }

  private RexNode number(int depth) {
    RexNode operand = value(SqlTypeName.DOUBLE, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> rex.makeCall(SqlStdOperatorTable.UNARY_MINUS, operand);
      case 1 -> rex.makeCall(SqlStdOperatorTable.PLUS, operand, literal(SqlTypeName.DOUBLE));
      case 2 -> rex.makeCall(SqlStdOperatorTable.MULTIPLY, operand, literal(SqlTypeName.DOUBLE));
      case 3 -> rex.makeCall(SqlStdOperatorTable.MINUS, operand, operand);
      case 4 -> rex.makeCall(SqlStdOperatorTable.DIVIDE, operand, literal(SqlTypeName.DOUBLE));
      default ->
          rex.makeAbstractCast(nullable(SqlTypeName.DOUBLE), column(SqlTypeName.BIGINT), false);
    };
  }

  /** A literal; those that are not finite are casts of texts, as in SQL. */
  private RexNode literal(SqlTypeName type) {
    RelDataType notNull = types.createSqlType(type);
    return switch (type) {
      case DOUBLE -> {
        Double value = of(DOUBLES);
        yield value == null
            ? rex.makeNullLiteral(nullable(type))
            : Double.isFinite(value) && value != Double.MIN_VALUE
                ? rex.makeApproxLiteral(BigDecimal.valueOf(value), notNull)
                : rex.makeAbstractCast(notNull, rex.makeLiteral(value.toString()), false);
      }
      case BIGINT -> {
        Long value = of(WHOLES);
        yield value == null
            ? rex.makeNullLiteral(nullable(type))
            : rex.makeExactLiteral(BigDecimal.valueOf(value), notNull);
      }
      case VARCHAR -> {
        Object value = of(TEXTS);
        yield value == null
            ? rex.makeNullLiteral(nullable(type))
            : rex.makeLiteral(value, notNull, true, false);
      }
      case DECIMAL -> rex.makeExactLiteral(new BigDecimal(of(List.of("0.5", "0", "1.00", "-1"))));
      default -> rex.makeLiteral(random.nextBoolean());
    };
  }

  private RelDataType nullable(SqlTypeName type) {
    return types.createTypeWithNullability(types.createSqlType(type), true);
  }

  private RexNode column(SqlTypeName type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < rowType.getFieldCount(); i++) {
      if (rowType.getFieldList().get(i).getType().getSqlTypeName() == type) {
        fitting.add(i);
      }
    }
    return RexInputRef.of(of(fitting), rowType);
  }

  @SuppressWarnings("NullAway") // lists of values hold NULL
  private <T> T of(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
