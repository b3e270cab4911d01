package io.github.wandbjdbc.engine.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call, answered by both.
 *
 * @param call as PostgreSQL was asked
 * @param ours our value; null is NULL, and where {@code ourState} says why there is none
 * @param theirs PostgreSQL's value in the class of ours, likewise
 */
public record Cell(
    String call,
    List<Operand> operands,
    @Nullable Object ours,
    @Nullable String ourState,
    @Nullable Object theirs,
    @Nullable String theirState) {

  /** Whether we answer. */
  public boolean isOursAnswered() {
    return ourState == null;
  }

  /** Whether PostgreSQL answers. */
  public boolean isTheirsAnswered() {
    return theirState == null;
  }

  /** The value of operand {@code index} as we hold it. */
  public @Nullable Object operand(int index) {
    return operands.get(index).held();
  }

  @Override
  public String toString() {
    return "%s: ours %s, PostgreSQL's %s"
        .formatted(
            call.length() > 300 ? call.substring(0, 300) + "…" : call,
            shown(ours, ourState),
            shown(theirs, theirState));
  }

  private static String shown(@Nullable Object value, @Nullable String state) {
    if (state != null) {
      return "fails with " + state;
    }
    String text = String.valueOf(value);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
