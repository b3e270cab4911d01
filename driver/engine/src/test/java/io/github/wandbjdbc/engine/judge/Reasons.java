package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;

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
