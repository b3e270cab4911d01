package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why cells may differ, as contract §10 has it. */
public final class Reasons {
  private Reasons() {}

  /** Doubles overflow, divide by zero and leave their domains without errors. */
  public static Cells ieee(Cells cells) {
    return cells.accepting(
        "doubles follow IEEE 754",
        cell ->
            cell.ours() instanceof Double
                && cell.theirState() != null
                && cell.theirState().startsWith("22"));
  }

  /**
   * The reason for which {@code cell} may differ, whatever its function is; null if there is none.
   */
  static @Nullable String of(Cell cell) {
    if (cell.ours() instanceof Double ours && cell.theirs() instanceof Double theirs) {
      return ours == 0 && theirs == 0 ? "-0.0 is 0.0" : null;
    }
    boolean isOverflow = "22003".equals(cell.ourState());
    if (isOverflow && cell.theirs() instanceof BigDecimal number) {
      return number.precision() - number.scale() > Numeric.MOST_DIGITS
          ? "NUMERIC has up to 38 digits"
          : null;
    }
    if (isOverflow && cell.theirs() instanceof String text && text.matches("NaN|-?Infinity")) {
      return "NUMERIC has neither NaN nor infinities";
    }
    if (cell.ours() instanceof String ours
        && cell.theirs() instanceof String theirs
        && cell.operands().stream().anyMatch(o -> Objects.equals(o.held(), -0.0))) {
      return ours.equals(theirs.replace("-0", "0")) ? "-0.0 is 0.0" : null;
    }
    return isIeee(cell) ? "doubles follow IEEE 754" : null;
  }

  /** Whether ours is what is left of an overflow, an underflow, a pole or a foreign domain. */
  private static boolean isIeee(Cell cell) {
    return cell.ours() instanceof Double ours
        && (!Double.isFinite(ours) || Math.abs(ours) < Double.MIN_NORMAL)
        && cell.theirState() != null
        && cell.theirState().startsWith("22");
  }

  /** NUMERIC has 38 digits, and neither NaN nor infinities. */
  public static Cells digits(Cells cells) {
    return cells
        .accepting(
            "NUMERIC has up to 38 digits",
            cell ->
                "22003".equals(cell.ourState())
                    && cell.theirs() instanceof BigDecimal number
                    && number.precision() > Numeric.MOST_DIGITS)
        .accepting(
            "NUMERIC has no NaN and no infinities",
            cell ->
                "22003".equals(cell.ourState())
                    && cell.theirs() instanceof String text
                    && text.matches("NaN|-?Infinity"));
  }
}
