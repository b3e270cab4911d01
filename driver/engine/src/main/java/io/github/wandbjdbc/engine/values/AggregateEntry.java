package io.github.wandbjdbc.engine.values;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;

/** One aggregate: all that is known of it, but for its rows' order, DISTINCT and FILTER. */
public final class AggregateEntry {
  private final String name;
  private final String manual;
  private final SqlAggFunction operator;
  private final Maker maker;

  /** Makes the states of the aggregate for operands and a result of such types. */
  @FunctionalInterface
  public interface Maker {
    Accumulator make(List<RelDataType> operands, RelDataType result);
  }

  public AggregateEntry(String name, String manual, SqlAggFunction operator, Maker maker) {
    this.name = name;
    this.manual = manual;
    this.operator = operator;
    this.maker = maker;
  }

  /** The name, in upper case. */
  public String name() {
    return name;
  }

  /** A description in one line; mentions NULL and NaN only where they are handled unusually. */
  public String manual() {
    return manual;
  }

  /** The operator in statements and plans. */
  public SqlAggFunction operator() {
    return operator;
  }

  /** States of no group yet. */
  public Accumulator accumulator(List<RelDataType> operands, RelDataType result) {
    return maker.make(operands, result);
  }
}
