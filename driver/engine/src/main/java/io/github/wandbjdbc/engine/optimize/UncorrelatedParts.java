package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.optimize.nodes.EngineMaterialize;
import io.github.wandbjdbc.engine.optimize.nodes.RandomFunctions;
import io.github.wandbjdbc.engine.source.EngineRel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Has the parts of correlated queries kept that read no outer row, and would be asked for anew for
 * each.
 */
final class UncorrelatedParts {
  private final IdentityHashMap<RelNode, Boolean> known = new IdentityHashMap<>();
  private final IdentityHashMap<RelNode, RelNode> held = new IdentityHashMap<>();

  private UncorrelatedParts() {}

  /** {@code plan}, whose parts the engine executes, with such parts in place. */
  static RelNode keptIn(RelNode plan) {
    return new UncorrelatedParts().rewritten(plan, false);
  }

  /**
   * Rewrites {@code part}.
   *
   * @param again whether it is asked for several times
   */
  private RelNode rewritten(RelNode part, boolean again) {
    if (again && isFixed(part)) {
      return reads(part) ? held.computeIfAbsent(part, EngineMaterialize::of) : part;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : part.getInputs()) {
      boolean isRight = part instanceof Correlate correlate && input == correlate.getRight();
      inputs.add(rewritten(input, again || isRight));
    }
    return inputs.equals(part.getInputs()) ? part : part.copy(part.getTraitSet(), inputs);
  }

  /** Whether the source is asked for rows, which takes longer than to keep them. */
  private static boolean reads(RelNode part) {
    return part.getInputs().isEmpty()
        ? !(part instanceof Values || part instanceof ParameterRows)
        : part.getInputs().stream().anyMatch(UncorrelatedParts::reads);
  }

  private boolean isFixed(RelNode part) {
    Boolean fixed = known.get(part);
    if (fixed == null) {
      fixed =
          part instanceof EngineRel executed
              && executed.isFixed()
              && !readsOuterRow(part)
              && !RandomFunctions.isIn(part)
              && part.getInputs().stream().allMatch(this::isFixed);
      known.put(part, fixed);
    }
    return fixed;
  }

  private static boolean readsOuterRow(RelNode part) {
    boolean[] found = new boolean[1];
    part.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            found[0] = true;
            return variable;
          }
        });
    return found[0];
  }
}
