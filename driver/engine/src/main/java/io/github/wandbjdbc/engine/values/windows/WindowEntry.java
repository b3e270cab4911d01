package io.github.wandbjdbc.engine.values.windows;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;

/** One function that is of windows alone: all that is known of it. */
public final class WindowEntry {
  private final String name;
  private final String manual;
  private final SqlAggFunction operator;
  private final Maker maker;

  /** Makes the function of a call. */
  @FunctionalInterface
  interface Maker {
    WindowFunction make(Call call);
  }

  /**
   * The facts about a call that are known before there are rows.
   *
   * @param ignoreNulls whether rows whose first operand is NULL don't count
   * @param fromLast whether rows are counted from the frame's last
   */
  public record Call(
      List<RelDataType> operands,
      RelDataType result,
      boolean ignoreNulls,
      boolean fromLast,
      Turns turns) {}

  WindowEntry(String name, String manual, SqlAggFunction operator, Maker maker) {
    this.name = name;
    this.manual = manual;
    this.operator = operator;
    this.maker = maker;
  }

  /** The name, in upper case. */
  public String name() {
    return name;
  }

  /** A description in one line. */
  public String manual() {
    return manual;
  }

  /** The operator in statements and plans. */
  public SqlAggFunction operator() {
    return operator;
  }

  /** The function of {@code call}. */
  public WindowFunction function(Call call) {
    return maker.make(call);
  }
}
