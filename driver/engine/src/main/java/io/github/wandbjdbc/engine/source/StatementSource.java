package io.github.wandbjdbc.engine.source;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;

/**
 * What answers one statement while it is planned, or in one of its executions: the tables, what
 * bounds the work, and what is told of the tables' part in it.
 */
public interface StatementSource {
  /** The root of the tables, for the columns that the statement may mean. */
  Schema schema(ColumnReferences references);

  /** What bounds the planning or the execution, and takes its warnings. */
  Scope scope();

  /** Whether {@code failure} was made by the source to be read by the statement's author. */
  boolean isOwn(Throwable failure);

  /** What the tables and columns are called elsewhere, for those who write statements. */
  default NameHints hints() {
    return NameHints.NONE;
  }

  /** What finds calls that values of the source's columns can't be meant by. */
  default CallReader callReader() {
    return CallReader.NONE;
  }

  /** Keeps with {@code execution}, which begins, what scans will look up in it. */
  default void begin(Execution execution) {}

  /** What is to be told of {@code plan} before it is executed; may ask whoever has the rows. */
  default PlanNotes estimated(RelNode plan) {
    return PlanNotes.NONE;
  }

  /** What is to be told of {@code plan} after {@code execution}. */
  default PlanNotes actual(RelNode plan, Execution execution) {
    return PlanNotes.NONE;
  }
}
