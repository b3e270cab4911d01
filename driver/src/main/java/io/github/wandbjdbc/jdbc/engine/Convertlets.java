package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of calls. GREATEST and LEAST of doubles take NaN for the greatest, as MAX and
 * MIN do: Calcite compares, which holds for no NaN, so that what comes last would count.
 */
@Strict
public final class Convertlets implements SqlRexConvertletTable {
  static final SqlRexConvertletTable INSTANCE = new Convertlets();

  private static final SqlOperator GREATEST =
      OwnFunctions.operator(Convertlets.class, "greatest", double.class, double.class);
  private static final SqlOperator LEAST =
      OwnFunctions.operator(Convertlets.class, "least", double.class, double.class);

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    SqlRexConvertlet standard = StandardConvertletTable.INSTANCE.get(call);
    return switch (call.getKind()) {
      case GREATEST, LEAST ->
          (context, same) -> {
            RelDataType type = context.getValidator().getValidatedNodeType(same);
            return type.getSqlTypeName() == SqlTypeName.DOUBLE
                ? ofDoubles(context, same, type)
                : standard.convertCall(context, same);
          };
      default -> standard;
    };
  }

  private static RexNode ofDoubles(SqlRexContext context, SqlCall call, RelDataType type) {
    SqlOperator operator = call.getKind() == SqlKind.GREATEST ? GREATEST : LEAST;
    RexBuilder builder = context.getRexBuilder();
    RexNode result = null;
    for (SqlNode operand : call.getOperandList()) {
      RexNode value = builder.ensureType(type, context.convertExpression(operand), false);
      result = result == null ? value : builder.makeCall(type, operator, List.of(result, value));
    }
    return Objects.requireNonNull(result);
  }

  /** The greater one, of which NaN is the greatest. */
  public static double greatest(double a, double b) {
    return Double.compare(a, b) >= 0 ? a : b;
  }

  /** The lesser one, of which NaN is the greatest. */
  public static double least(double a, double b) {
    return Double.compare(a, b) <= 0 ? a : b;
  }
}
