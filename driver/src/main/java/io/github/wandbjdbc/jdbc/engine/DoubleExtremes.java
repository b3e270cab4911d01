package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/**
 * MIN and MAX of doubles, to which NaN is one value above infinity.
 *
 * <p>Calcite's own compare with {@code <}, so that what they answer depends on where among the rows
 * the NaN stands.
 */
public final class DoubleExtremes {
  private static final SqlAggFunction MIN = function("MIN", SqlKind.MIN, Least.class);
  private static final SqlAggFunction MAX = function("MAX", SqlKind.MAX, Greatest.class);

  private DoubleExtremes() {}

  /** The same calls, but for those of doubles, which become ours. */
  static List<AggregateCall> in(List<AggregateCall> calls, RelDataType input) {
    return calls.stream().map(call -> isOfDoubles(call, input) ? ours(call) : call).toList();
  }

  /** The function itself, or ours if it is MIN or MAX of a double. */
  static SqlAggFunction in(SqlAggFunction function, List<RexNode> operands) {
    boolean ofDouble =
        operands.size() == 1 && operands.get(0).getType().getSqlTypeName() == SqlTypeName.DOUBLE;
    return !ofDouble
        ? function
        : switch (function.getKind()) {
          case MIN -> MIN;
          case MAX -> MAX;
          default -> function;
        };
  }

  private static boolean isOfDoubles(AggregateCall call, RelDataType input) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX)
        && call.getArgList().size() == 1
        && input.getFieldList().get(call.getArgList().get(0)).getType().getSqlTypeName()
            == SqlTypeName.DOUBLE;
  }

  private static AggregateCall ours(AggregateCall call) {
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation().getKind() == SqlKind.MIN ? MIN : MAX,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.collation,
        call.type,
        call.name);
  }

  private static SqlAggFunction function(String name, SqlKind kind, Class<?> accumulator) {
    AggregateFunctionImpl function =
        Optional.ofNullable(AggregateFunctionImpl.create(accumulator)).orElseThrow();
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        kind,
        ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
        InferTypes.RETURN_TYPE,
        null,
        function,
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** What the generated code calls for MAX; NULL never reaches it. */
  public static final class Greatest {
    private Greatest() {}

    /** Less than whatever comes, or the same. */
    public static double init() {
      return Double.NEGATIVE_INFINITY;
    }

    /** The greater one. */
    public static double add(double greatest, double value) {
      return Double.compare(value, greatest) > 0 ? value : greatest;
    }

    /** The answer. */
    public static double result(double greatest) {
      return greatest;
    }
  }

  /** What the generated code calls for MIN; NULL never reaches it. */
  public static final class Least {
    private Least() {}

    /** Greater than whatever comes, or the same. */
    public static double init() {
      return Double.NaN;
    }

    /** The less one. */
    public static double add(double least, double value) {
      return Double.compare(value, least) < 0 ? value : least;
    }

    /** The answer. */
    public static double result(double least) {
      return least;
    }
  }
}
