package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement, and what its author wishes to see of it.
 *
 * @param statement a query, or Calcite's {@code EXPLAIN PLAN}
 */
record ParsedStatement(SqlNode statement, Wish wish) {

  /** The same with what it asks about its connection answered. */
  ParsedStatement on(SearchPath path, String user) {
    return new ParsedStatement(SessionValues.answered(statement, path, user), wish);
  }

  /** What an answer shows. */
  enum Wish {
    /** The rows of the statement. */
    ROWS,
    /** How a query would be executed. */
    PLAN,
    /** How a query was executed, which it is for that. */
    PLAN_AND_ACTUALS
  }
}
