package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
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
 * {@code CORR(x, y)}: Pearson's correlation of the rows that have both; NULL if either is the same
 * everywhere. Calcite knows the word alone.
 */
public final class Correlation {
  static final SqlAggFunction OPERATOR =
      new SqlUserDefinedAggFunction(
          new SqlIdentifier("CORR", SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE),
          null,
          OperandTypes.operandMetadata(
              List.of(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC),
              typeFactory -> List.of(),
              i -> List.of("x", "y").get(i),
              i -> false),
          Optional.ofNullable(AggregateFunctionImpl.create(Correlation.class)).orElseThrow(),
          false,
          false,
          Optionality.FORBIDDEN);

  private long count;
  private double meanX;
  private double meanY;
  private double squaresX;
  private double squaresY;
  private double products;

  private Correlation() {}

  /** Nothing yet. */
  public static Correlation init() {
    return new Correlation();
  }

  /** One pair more: Welford's way, which doesn't subtract large sums from each other. */
  public static Correlation add(Correlation so, double x, double y) {
    so.count++;
    double offX = x - so.meanX;
    double offY = y - so.meanY;
    so.meanX += offX / so.count;
    so.meanY += offY / so.count;
    so.squaresX += offX * (x - so.meanX);
    so.squaresY += offY * (y - so.meanY);
    so.products += offX * (y - so.meanY);
    return so;
  }

  /** The answer, -1 to 1. */
  public static @Nullable Double result(Correlation so) {
    double correlation = so.products / (Math.sqrt(so.squaresX) * Math.sqrt(so.squaresY));
    boolean isFlat = so.squaresX == 0 || so.squaresY == 0;
    return isFlat ? null : Double.valueOf(Math.max(-1, Math.min(1, correlation)));
  }
}
