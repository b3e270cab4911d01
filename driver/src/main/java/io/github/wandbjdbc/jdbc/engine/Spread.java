package io.github.wandbjdbc.jdbc.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * Standard deviation and variance of doubles. Calcite subtracts the square of the sum from the sum
 * of the squares, which leaves nothing of the spread of large numbers, and does so in the type of
 * the column, whole numbers among them.
 */
public class Spread {
  private static final Map<String, SqlAggFunction> OPERATORS =
      Map.of(
          "STDDEV", operator("STDDEV", Deviation.class),
          "STDDEV_SAMP", operator("STDDEV_SAMP", Deviation.class),
          "STDDEV_POP", operator("STDDEV_POP", DeviationOfAll.class),
          "VARIANCE", operator("VARIANCE", Variance.class),
          "VAR_SAMP", operator("VAR_SAMP", Variance.class),
          "VAR_POP", operator("VAR_POP", VarianceOfAll.class));

  private long count;
  private double mean;
  private double squares;

  private Spread() {}

  static Collection<SqlAggFunction> operators() {
    return OPERATORS.values();
  }

  /** Our function of that name in upper case, or null. */
  static @Nullable SqlAggFunction named(String name) {
    return OPERATORS.get(name);
  }

  private static SqlAggFunction operator(String name, Class<?> accumulator) {
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        OperandTypes.operandMetadata(
            List.of(SqlTypeFamily.NUMERIC),
            types -> List.of(types.createSqlType(SqlTypeName.DOUBLE)),
            i -> "x",
            i -> false),
        Optional.ofNullable(AggregateFunctionImpl.create(accumulator)).orElseThrow(),
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** What the generated code begins with: nothing yet. */
  public static Spread init() {
    return new Spread();
  }

  /**
   * One value more, for the generated code; NULL never comes. Welford's way, which doesn't subtract
   * large sums from each other.
   */
  public static Spread add(Spread so, double value) {
    so.count++;
    double off = value - so.mean;
    so.mean += off / so.count;
    so.squares += off * (value - so.mean);
    return so;
  }

  private @Nullable Double variance(int less) {
    return count <= less ? null : Double.valueOf(squares / (count - less));
  }

  private @Nullable Double deviation(int less) {
    return count <= less ? null : Double.valueOf(Math.sqrt(squares / (count - less)));
  }

  /** STDDEV. */
  public static final class Deviation extends Spread {
    /** The answer; null of fewer than two values. */
    public static @Nullable Double result(Spread so) {
      return so.deviation(1);
    }
  }

  /** STDDEV_POP. */
  public static final class DeviationOfAll extends Spread {
    /** The answer; null of no value. */
    public static @Nullable Double result(Spread so) {
      return so.deviation(0);
    }
  }

  /** VARIANCE. */
  public static final class Variance extends Spread {
    /** The answer; null of fewer than two values. */
    public static @Nullable Double result(Spread so) {
      return so.variance(1);
    }
  }

  /** VAR_POP. */
  public static final class VarianceOfAll extends Spread {
    /** The answer; null of no value. */
    public static @Nullable Double result(Spread so) {
      return so.variance(0);
    }
  }
}
