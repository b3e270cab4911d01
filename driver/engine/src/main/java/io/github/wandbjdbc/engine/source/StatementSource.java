package io.github.wandbjdbc.engine.source;

import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;

/**
 * The source of one statement while it is planned or executed: its tables, the limits on the work,
 * and the descriptions of the tables' part in it.
 */
public interface StatementSource {
  /** The root of the tables, for the columns that the statement may mean. */
  Schema schema(ColumnReferences references);

  /**
   * The indexes of the question marks whose values say which tables a statement that refers to
   * {@code references} reads: it is planned anew for these values.
   */
  default Set<Integer> choosing(ColumnReferences references) {
    return Set.of();
  }

  /** Whether a plan of {@code sql} may serve again as long as the tables are what they are. */
  default boolean mayKeepPlan(String sql) {
    return true;
  }

  /** The scope of the planning or the execution; takes its warnings. */
  Scope scope();

  /** Whether {@code failure} was made by the source to be read by the statement's author. */
  boolean isOwn(Throwable failure);

  /** The names of the tables and columns elsewhere, for authors of statements. */
  default NameHints hints() {
    return NameHints.NONE;
  }

  /** The reader that finds calls with values which the source's columns can't have. */
  default CallInspector callReader() {
    return CallInspector.NONE;
  }

  /** Keeps with {@code execution}, which begins, what scans will look up in it. */
  default void begin(Execution execution) {}

  /** Takes note that {@code execution} is about to open the scans of {@code plan}. */
  default void opens(RelNode plan, Execution execution) {}

  /** The notes on {@code plan} before it is executed; may send requests. */
  default PlanNotes estimated(RelNode plan) {
    return PlanNotes.NONE;
  }

  /** The first requests of {@code plan} as they would be sent; sends nothing. */
  default String firstRequests(RelNode plan, Execution execution) {
    return "No requests";
  }

  /** The notes on {@code plan} after {@code execution}. */
  default PlanNotes actual(RelNode plan, Execution execution) {
    return PlanNotes.NONE;
  }
}
