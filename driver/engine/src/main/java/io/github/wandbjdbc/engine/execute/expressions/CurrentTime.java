package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Kind;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** The time at which the execution began, which is one for all of the statement. */
final class CurrentTime {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private CurrentTime() {}

  /** The expression for {@code call} if it is the current time; otherwise null. */
  static @Nullable Expression of(RexCall call, Expressions expressions) {
    long now = expressions.execution().startMillis();
    return switch (call.getOperator().getName()) {
      case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_DATETIME", "NOW" ->
          new Constant(rounded(now, call), Kind.LONG);
      case "CURRENT_DATE" -> new Constant(Math.floorDiv(now, MILLIS_PER_DAY), Kind.LONG);
      case "CURRENT_TIME", "LOCALTIME" ->
          new Constant(rounded(Math.floorMod(now, MILLIS_PER_DAY), call), Kind.LONG);
      default -> null;
    };
  }

  /** {@code millis} to as many decimals of a second as {@code call} asks for. */
  private static long rounded(long millis, RexCall call) {
    if (call.operandCount() != 1 || !(call.getOperands().get(0) instanceof RexLiteral literal)) {
      return millis;
    }
    Integer decimals = literal.getValueAs(Integer.class);
    long unit =
        decimals == null || decimals > 2 ? 1 : decimals == 2 ? 10 : decimals == 1 ? 100 : 1_000;
    return Math.floorDiv(millis + unit / 2, unit) * unit;
  }
}
