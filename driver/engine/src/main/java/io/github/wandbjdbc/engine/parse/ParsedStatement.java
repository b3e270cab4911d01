package io.github.wandbjdbc.engine.parse;

import org.apache.calcite.sql.SqlNode;

/**
 * A statement, and what its author wishes to see of it.
 *
 * @param statement a query, or Calcite's {@code EXPLAIN PLAN}
 * @param description the query that describes the columns of {@code statement}; "" unless that is
 *     wished
 */
public record ParsedStatement(SqlNode statement, Wish wish, String description) {
  ParsedStatement(SqlNode statement, Wish wish) {
    this(statement, wish, "");
  }

  /** The same wish about {@code other}. */
  public ParsedStatement of(SqlNode other) {
    return new ParsedStatement(other, wish, description);
  }

  /** The rows of the statement, whatever was wished. */
  public ParsedStatement rows() {
    return new ParsedStatement(statement, Wish.ROWS);
  }

  /** The kind of answer. */
  public enum Wish {
    /** The rows of the statement. */
    ROWS,
    /** How a query would be executed. */
    PLAN,
    /** How a query was executed, which it is for that. */
    PLAN_AND_ACTUALS,
    /** The requests that a query would begin with. */
    REQUESTS,
    /** A summary of the columns of the statement, a row for each. */
    SUMMARY,
    /** The names and types of the columns of the statement, a row for each. */
    DESCRIPTION
  }
}
