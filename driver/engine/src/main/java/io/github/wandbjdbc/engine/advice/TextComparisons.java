package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.CallReader;
import io.github.wandbjdbc.engine.source.Caution;
import io.github.wandbjdbc.engine.source.Execution;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Finds texts that nothing can equal, or that no pattern means. */
public final class TextComparisons implements CallReader {
  /** The only one. */
  public static final CallReader INSTANCE = new TextComparisons();

  private TextComparisons() {}

  @Override
  public @Nullable Caution read(RexCall call, Function<RexNode, @Nullable RelColumnOrigin> origin) {
    List<RexNode> operands = call.getOperands();
    if (call.getKind() == SqlKind.LIKE) {
      RexNode pattern = bare(operands.get(1));
      return isText(pattern) ? execution -> ofPattern(text(pattern, execution)) : null;
    }
    boolean isOfDoubles =
        call.getKind() == SqlKind.EQUALS
            && operands.get(0).getType().getSqlTypeName() == SqlTypeName.DOUBLE
            && operands.stream().anyMatch(TextComparisons::isNan);
    return isOfDoubles ? ofNan(operands, origin) : null;
  }

  private static Caution ofNan(
      List<RexNode> operands, Function<RexNode, @Nullable RelColumnOrigin> origin) {
    RelColumnOrigin column = origin.apply(bare(operands.get(isNan(operands.get(0)) ? 1 : 0)));
    String value =
        column == null
            ? "x"
            : Advice.quoted(
                column
                    .getOriginTable()
                    .getRowType()
                    .getFieldNames()
                    .get(column.getOriginColumnOrdinal()));
    return execution ->
        "%s = 'NaN' is never true, since NaN is not equal to anything: write IS_NAN(%s)"
            .formatted(value, value);
  }

  private static boolean isNan(RexNode operand) {
    return bare(operand) instanceof RexLiteral literal
        && SqlTypeUtil.inCharFamily(literal.getType())
        && "nan".equalsIgnoreCase(literal.getValueAs(String.class));
  }

  private static @Nullable String ofPattern(@Nullable String pattern) {
    return pattern == null || pattern.indexOf('*') < 0 || pattern.indexOf('%') >= 0
        ? null
        : "in LIKE %s, * is a literal star; the wildcard is %%, so write LIKE %s"
            .formatted(Advice.text(pattern), Advice.text(pattern.replace('*', '%')));
  }

  /** {@code operand} without casts. */
  public static RexNode bare(RexNode operand) {
    RexNode bare = operand;
    while (bare.getKind() == SqlKind.CAST) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    return bare;
  }

  /** Whether {@code operand} is a text that {@link #text} tells. */
  public static boolean isText(RexNode operand) {
    return (operand instanceof RexLiteral || operand instanceof RexDynamicParam)
        && SqlTypeUtil.inCharFamily(operand.getType());
  }

  /** The text that {@code operand}, a literal or a parameter, is; null if it is NULL. */
  public static @Nullable String text(RexNode operand, Execution execution) {
    if (operand instanceof RexLiteral literal) {
      return literal.getValueAs(String.class);
    }
    Object value =
        operand instanceof RexDynamicParam parameter
            ? execution.parameter(parameter.getIndex())
            : null;
    return value == null ? null : value.toString();
  }
}
