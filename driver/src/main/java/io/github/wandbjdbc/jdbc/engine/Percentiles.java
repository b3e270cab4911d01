package io.github.wandbjdbc.jdbc.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles as aggregates of three arguments: the value, the fraction, and whether the order
 * descends. {@link Spellings} makes them of {@code PERCENTILE_CONT(f) WITHIN GROUP (ORDER BY x)},
 * which Calcite parses but can't execute.
 *
 * <p>NULL is passed over; NaN is one value above infinity. All values of a group are held.
 */
public final class Percentiles {
  /** Between two values the straight line counts. */
  static final SqlAggFunction CONTINUOUS =
      function(
          "PERCENTILE_CONT",
          Continuous.class,
          SqlTypeFamily.NUMERIC,
          ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE));

  /** The first value that so great a part of all doesn't exceed. */
  static final SqlAggFunction DISCRETE =
      function(
          "PERCENTILE_DISC",
          Discrete.class,
          SqlTypeFamily.ANY,
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE));

  private Percentiles() {}

  private static SqlAggFunction function(
      String name, Class<?> accumulator, SqlTypeFamily value, SqlReturnTypeInference type) {
    AggregateFunctionImpl function =
        Optional.ofNullable(AggregateFunctionImpl.create(accumulator)).orElseThrow();
    List<SqlTypeFamily> families = List.of(value, SqlTypeFamily.NUMERIC, SqlTypeFamily.BOOLEAN);
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        type,
        null,
        OperandTypes.operandMetadata(
            families,
            typeFactory -> List.of(),
            i -> List.of("value", "fraction", "descending").get(i),
            i -> false),
        function,
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** The values of a group, and what is asked of them. */
  public static final class Sample {
    private final List<Object> values = new ArrayList<>();
    private double fraction;
    private boolean descending;

    private Sample() {}

    private Sample with(Object value, double newFraction, boolean isDescending) {
      if (!(newFraction >= 0 && newFraction <= 1)) {
        throw new StatementException(
            SqlState.OUT_OF_RANGE, "%s is no percentile: give 0 to 1".formatted(newFraction));
      }
      fraction = newFraction;
      descending = isDescending;
      values.add(value);
      return this;
    }

    @SuppressWarnings("unchecked") // Values of one column compare with each other.
    private List<Object> sorted() {
      Comparator<Object> ascending = (left, right) -> ((Comparable<Object>) left).compareTo(right);
      values.sort(descending ? ascending.reversed() : ascending);
      return values;
    }
  }

  /** What the generated code calls for PERCENTILE_CONT. */
  public static final class Continuous {
    private Continuous() {}

    /** Nothing yet. */
    public static Sample init() {
      return new Sample();
    }

    /** One value more. */
    public static Sample add(Sample sample, Object value, double fraction, boolean descending) {
      return sample.with(((Number) value).doubleValue(), fraction, descending);
    }

    /** The answer, NULL of no values. */
    public static @Nullable Double result(Sample sample) {
      if (sample.values.isEmpty()) {
        return null;
      }
      List<Object> sorted = sample.sorted();
      double place = sample.fraction * (sorted.size() - 1);
      double below = (Double) sorted.get((int) Math.floor(place));
      double above = (Double) sorted.get((int) Math.ceil(place));
      // The line from infinity to infinity isn't a number; infinity is.
      return below == above ? below : below + (above - below) * (place - Math.floor(place));
    }
  }

  /** What the generated code calls for PERCENTILE_DISC. */
  public static final class Discrete {
    private Discrete() {}

    /** Nothing yet. */
    public static Sample init() {
      return new Sample();
    }

    /** One value more. */
    public static Sample add(Sample sample, Object value, double fraction, boolean descending) {
      return sample.with(value, fraction, descending);
    }

    /** The answer, NULL of no values. */
    public static @Nullable Object result(Sample sample) {
      if (sample.values.isEmpty()) {
        return null;
      }
      List<Object> sorted = sample.sorted();
      int place = (int) Math.ceil(sample.fraction * sorted.size()) - 1;
      return sorted.get(Math.max(0, place));
    }
  }
}
