package io.github.wandbjdbc.engine.source;

import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * A part of a finished plan. Shared by executions and threads; a source's scans are such parts,
 * which its converter rules make of the scans that rules have folded conditions into.
 */
public interface EngineRel extends RelNode {
  /** The operator that gives its rows in {@code execution}; nothing is asked yet. */
  Operator open(Execution execution);

  /**
   * Whether it gives the same rows whenever it is opened in one execution, if its inputs do and if
   * its expressions read no variable. What has no inputs says so itself.
   */
  default boolean isFixed() {
    return !getInputs().isEmpty();
  }

  /**
   * The variables of an execution that it reads itself, but for those in its expressions: while
   * these are the same, so are its rows. Empty if there are none, or if it can't say.
   */
  default Set<Object> variables() {
    return Set.of();
  }

  /** The variables that it sets for its inputs, which are nobody else's. */
  default Set<Object> variablesOfInputs() {
    return Set.of();
  }
}
