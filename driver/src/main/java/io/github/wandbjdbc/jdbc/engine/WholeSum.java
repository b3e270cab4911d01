package io.github.wandbjdbc.jdbc.engine;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** SUM of BIGINT, which fails where Calcite's would go on with the least number. */
public final class WholeSum {
  private static final SqlAggFunction SUM = operator("SUM", SqlKind.SUM, ReturnTypes.AGG_SUM);
  private static final SqlAggFunction SUM_OR_ZERO =
      operator("$SUM0", SqlKind.SUM0, ReturnTypes.AGG_SUM_EMPTY_IS_ZERO);

  private WholeSum() {}

  /** The function itself, or ours if it sums values of {@code type}. */
  static SqlAggFunction in(SqlAggFunction function, RelDataType type) {
    if (type.getSqlTypeName() != SqlTypeName.BIGINT) {
      return function;
    }
    return switch (function.getKind()) {
      case SUM -> SUM;
      case SUM0 -> SUM_OR_ZERO;
      default -> function;
    };
  }

  private static SqlAggFunction operator(String name, SqlKind kind, SqlReturnTypeInference type) {
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        kind,
        type,
        InferTypes.RETURN_TYPE,
        null,
        Optional.ofNullable(AggregateFunctionImpl.create(WholeSum.class)).orElseThrow(),
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** Nothing yet. */
  public static long init() {
    return 0;
  }

  /** One value more; NULL never comes. */
  public static long add(long sum, long value) {
    return Math.addExact(sum, value);
  }

  /** The answer. */
  public static long result(long sum) {
    return sum;
  }
}
