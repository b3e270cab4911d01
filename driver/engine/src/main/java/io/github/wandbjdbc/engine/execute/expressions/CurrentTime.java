package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Kind;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** The time at which the execution began, which is one for all of the statement. */
final class CurrentTime {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private CurrentTime() {}

  /** What computes {@code call} if it asks for the time; null if it doesn't. */
  static @Nullable Expression of(RexCall call, Expressions expressions) {
    long now = expressions.execution().startMillis();
    return switch (call.getOperator().getName()) {
      case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_DATETIME", "NOW" ->
          new Constant(now, Kind.LONG);
      case "CURRENT_DATE" -> new Constant(Math.floorDiv(now, MILLIS_PER_DAY), Kind.LONG);
      case "CURRENT_TIME", "LOCALTIME" ->
          new Constant(Math.floorMod(now, MILLIS_PER_DAY), Kind.LONG);
      default -> null;
    };
  }
}
