package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;

/**
 * MIN and MAX of doubles, and ARG_MIN and ARG_MAX by doubles, to which NaN is one value above
 * infinity: {@code ARG_MAX(_step, x)} is the step of {@code MAX(x)}.
 *
 * <p>Calcite's own compare with {@code <}, so that what they answer depends on where among the rows
 * the NaN stands.
 */
public final class DoubleExtremes {
  private static final SqlAggFunction MIN = function("MIN", SqlKind.MIN, Least.class);
  private static final SqlAggFunction MAX = function("MAX", SqlKind.MAX, Greatest.class);

  private static final SqlAggFunction ARG_MIN = function("ARG_MIN", SqlKind.ARG_MIN, OfLeast.class);
  private static final SqlAggFunction ARG_MAX =
      function("ARG_MAX", SqlKind.ARG_MAX, OfGreatest.class);

  private DoubleExtremes() {}

  /** The same calls, but for those of doubles, which become ours. */
  static List<AggregateCall> in(List<AggregateCall> calls, RelDataType input) {
    return calls.stream().map(call -> in(call, input)).toList();
  }

  /** The function itself, or ours if it is the MIN or MAX of a double, or by a double. */
  static SqlAggFunction in(SqlAggFunction function, List<RexNode> operands) {
    return in(function, operands, operand -> operand.getType());
  }

  private static <T> SqlAggFunction in(
      SqlAggFunction function, List<T> operands, Function<T, RelDataType> type) {
    SqlAggFunction ours =
        switch (function.getKind()) {
          case MIN -> MIN;
          case MAX -> MAX;
          case ARG_MIN -> ARG_MIN;
          case ARG_MAX -> ARG_MAX;
          default -> function;
        };
    // What decides comes last.
    return !operands.isEmpty()
            && type.apply(operands.get(operands.size() - 1)).getSqlTypeName() == SqlTypeName.DOUBLE
        ? ours
        : function;
  }

  private static AggregateCall in(AggregateCall call, RelDataType input) {
    List<Integer> columns = call.getArgList();
    SqlAggFunction standard =
        columns.isEmpty()
            ? call.getAggregation()
            : WholeSum.in(
                call.getAggregation(), input.getFieldList().get(columns.get(0)).getType());
    SqlAggFunction function =
        in(standard, columns, column -> input.getFieldList().get(column).getType());
    if (function.equals(call.getAggregation())) {
      return call;
    }
    return AggregateCall.create(
        call.getParserPosition(),
        function,
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

  /** The value that came with a key. */
  public static final class Keyed {
    private @Nullable Object value;
    private double key;

    private Keyed() {}

    private Keyed with(Object newValue, double newKey) {
      value = newValue;
      key = newKey;
      return this;
    }
  }

  /** What the generated code calls for ARG_MAX; NULL never reaches it. */
  public static final class OfGreatest {
    private OfGreatest() {}

    /** Nothing yet. */
    public static Keyed init() {
      return new Keyed();
    }

    /** The value of the greater key, of equal ones the first. */
    public static Keyed add(Keyed greatest, Object value, double key) {
      return greatest.value == null || Double.compare(key, greatest.key) > 0
          ? greatest.with(value, key)
          : greatest;
    }

    /** The answer. */
    public static @Nullable Object result(Keyed greatest) {
      return greatest.value;
    }
  }

  /** What the generated code calls for ARG_MIN; NULL never reaches it. */
  public static final class OfLeast {
    private OfLeast() {}

    /** Nothing yet. */
    public static Keyed init() {
      return new Keyed();
    }

    /** The value of the less key, of equal ones the first. */
    public static Keyed add(Keyed least, Object value, double key) {
      return least.value == null || Double.compare(key, least.key) < 0
          ? least.with(value, key)
          : least;
    }

    /** The answer. */
    public static @Nullable Object result(Keyed least) {
      return least.value;
    }
  }
}
