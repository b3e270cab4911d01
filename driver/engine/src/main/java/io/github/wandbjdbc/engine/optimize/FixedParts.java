package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.optimize.nodes.EngineKeyedMaterialize;
import io.github.wandbjdbc.engine.optimize.nodes.EngineMaterialize;
import io.github.wandbjdbc.engine.optimize.nodes.RandomFunctions;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.KeyedSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Has the parts of a plan kept that give the same rows each time, and would be asked for anew for
 * each outer row of a correlated query, or in each step of a recursion. Of a source that such a
 * step asks for the rows of keys, those of each key are kept.
 */
final class FixedParts {
  /** In place of a variable of what may give other rows each time. */
  private static final Object CHANCE = "chance";

  private final IdentityHashMap<RelNode, Set<Object>> variables = new IdentityHashMap<>();
  private final IdentityHashMap<RelNode, RelNode> ofOuterRows = new IdentityHashMap<>();
  private final IdentityHashMap<RelNode, RelNode> ofSteps = new IdentityHashMap<>();

  /** Why a part is asked for several times. */
  private enum Again {
    NEVER,
    FOR_OUTER_ROWS,
    IN_STEPS
  }

  private FixedParts() {}

  /** {@code plan}, whose parts the engine executes, with such parts in place. */
  static RelNode keptIn(RelNode plan) {
    return new FixedParts().rewritten(plan, Again.NEVER);
  }

  private RelNode rewritten(RelNode part, Again again) {
    if (again != Again.NEVER && variables(part).isEmpty()) {
      return reads(part) ? kept(part, again) : part;
    }
    if (again == Again.IN_STEPS && part instanceof KeyedSource source && isOfKeys(source)) {
      return ofSteps.computeIfAbsent(part, any -> EngineKeyedMaterialize.of(source));
    }
    return withInputs(part, again);
  }

  private RelNode withInputs(RelNode part, Again again) {
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : part.getInputs()) {
      inputs.add(rewritten(input, again(part, input, again)));
    }
    return inputs.equals(part.getInputs()) ? part : part.copy(part.getTraitSet(), inputs);
  }

  /** Why {@code input} of {@code part} is asked for several times. */
  private static Again again(RelNode part, RelNode input, Again above) {
    if (part instanceof RepeatUnion recursion && input == recursion.getIterativeRel()) {
      return Again.IN_STEPS;
    }
    return above == Again.NEVER
            && part instanceof Correlate correlate
            && input == correlate.getRight()
        ? Again.FOR_OUTER_ROWS
        : above;
  }

  private RelNode kept(RelNode part, Again again) {
    IdentityHashMap<RelNode, RelNode> known = again == Again.IN_STEPS ? ofSteps : ofOuterRows;
    RelNode kept = known.get(part);
    if (kept == null) {
      // Within it there may be correlated queries and recursions, too.
      RelNode once = withInputs(part, Again.NEVER);
      kept =
          again == Again.IN_STEPS
              ? EngineMaterialize.inSteps(once)
              : EngineMaterialize.forOuterRows(once);
      known.put(part, kept);
    }
    return kept;
  }

  /** Whether the source is asked for rows, which takes longer than to keep them. */
  private static boolean reads(RelNode part) {
    return part.getInputs().isEmpty()
        ? !(part instanceof Values || part instanceof ParameterRows)
        : part.getInputs().stream().anyMatch(FixedParts::reads);
  }

  /** Whether {@code source} gives the same rows each time but for the keys. */
  private boolean isOfKeys(KeyedSource source) {
    Object keys = source.keys();
    return keys != null && variables(source).equals(Set.of(keys));
  }

  /**
   * The variables of an execution by which the rows of {@code part} differ from those of another
   * time.
   */
  private Set<Object> variables(RelNode part) {
    Set<Object> known = variables.get(part);
    if (known == null) {
      known = found(part);
      variables.put(part, known);
    }
    return known;
  }

  private Set<Object> found(RelNode part) {
    if (!(part instanceof EngineRel executed) || RandomFunctions.isIn(part)) {
      return Set.of(CHANCE);
    }
    Set<Object> own = executed.variables();
    if (own.isEmpty() && !executed.isFixed()) {
      return Set.of(CHANCE);
    }
    Set<Object> all = new HashSet<>();
    part.getInputs().forEach(input -> all.addAll(variables(input)));
    all.removeAll(executed.variablesOfInputs());
    all.addAll(own);
    part.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            all.add(variable.id.getName());
            return variable;
          }
        });
    return Set.copyOf(all);
  }
}
