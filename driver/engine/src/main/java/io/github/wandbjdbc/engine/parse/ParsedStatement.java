package io.github.wandbjdbc.engine.parse;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement, and what its author wishes to see of it.
 *
 * @param statement a query, or Calcite's {@code EXPLAIN PLAN}
 */
public record ParsedStatement(SqlNode statement, Wish wish) {

  /** What an answer shows. */
  public enum Wish {
    /** The rows of the statement. */
    ROWS,
    /** How a query would be executed. */
    PLAN,
    /** How a query was executed, which it is for that. */
    PLAN_AND_ACTUALS
  }
}
