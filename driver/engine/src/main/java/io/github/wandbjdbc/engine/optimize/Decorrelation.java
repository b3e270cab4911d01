package io.github.wandbjdbc.engine.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.Program;
import org.apache.calcite.tools.Programs;
import org.apache.calcite.util.Litmus;

/**
 * Makes joins of correlated queries where Calcite can; what it stumbles over, a value that an
 * aggregate computes, is looked up row by row.
 *
 * <p>Calcite loses the order of columns where constants are grouped by, and puts it right again in
 * the projection above: hence no constants, and a projection at the root. It keeps what became of
 * an operator's columns under the operator, though the same one may occur twice, and then takes one
 * column for another: hence each occurrence of a table differs.
 */
public final class Decorrelation {
  private static final String OCCURRENCE = "occurrence";

  /** The hint strategies for the hints that are given here. */
  public static final HintStrategyTable HINTS =
      HintStrategyTable.builder().hintStrategy(OCCURRENCE, HintPredicates.PROJECT).build();

  /** A value of which Calcite doesn't know whether it is a constant; gone once there are joins. */
  private static final SqlFunction HELD =
      SqlBasicFunction.create("HELD", ReturnTypes.ARG0, OperandTypes.ANY);

  private static final RexShuttle LET_GO =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          return call.getOperator().equals(HELD)
              ? call.getOperands().get(0)
              : super.visitCall(call);
        }
      };

  /**
   * Joins the outer rows' columns with themselves, NaN included: what Calcite compares by {@code
   * =}, where no value is NULL. Comparisons of doubles that a statement has aren't written so.
   */
  private static final class SameValues extends RexShuttle {
    private final RexBuilder builder;

    private SameValues(RexBuilder builder) {
      this.builder = builder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      return call.isA(SqlKind.EQUALS) && call.getOperands().stream().allMatch(SameValues::isDouble)
          ? builder.makeCall(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, call.getOperands())
          : super.visitCall(call);
    }

    private static boolean isDouble(RexNode node) {
      return node instanceof RexInputRef && SqlTypeUtil.isApproximateNumeric(node.getType());
    }
  }

  /** Made for the few statements that need them. */
  private static final class Steps {
    static final Program CONSTANTS =
        PlanSteps.rewriting(
            HepProgram.builder()
                .addRuleInstance(CoreRules.AGGREGATE_PROJECT_PULL_UP_CONSTANTS)
                .build(),
            false);

    static final Program JOINS = Programs.decorrelate();

    /** Outer rows that a condition leaves out are nobody's to look up for. */
    static final Program FILTERS =
        PlanSteps.rewriting(
            HepProgram.builder()
                .addRuleCollection(
                    List.of(CoreRules.FILTER_PROJECT_TRANSPOSE, CoreRules.FILTER_CORRELATE))
                .build(),
            false);
  }

  private Decorrelation() {}

  /** The step that joins them. */
  public static Program program() {
    return (planner, correlated, traits, materializations, lattices) -> {
      if (!Correlates.areIn(correlated)) {
        return correlated;
      }
      RelNode filtered = Steps.FILTERS.run(planner, correlated, traits, materializations, lattices);
      RelNode rel = CorrelatedShapes.outer(filtered);
      if (!CorrelatedShapes.mayBeJoined(rel)) {
        return rel;
      }
      try {
        RelNode plain = Steps.CONSTANTS.run(planner, rel, traits, materializations, lattices);
        RelNode told = plain.accept(new ConstantKeys()).accept(new Occurrences());
        RelNode joined =
            Steps.JOINS.run(planner, projected(told), traits, materializations, lattices);
        return Validity.of(joined) ? joined.accept(new Forgotten()) : rel;
      } catch (RuntimeException | AssertionError e) {
        // Calcite stumbles over some shapes: row by row they are slower, but right. If planning was
        // ended, the next look says so again.
        return rel;
      }
    };
  }

  /** With a projection at the root, or below the order of the rows, which the root is to have. */
  private static RelNode projected(RelNode rel) {
    return rel instanceof Sort sort
        ? sort.copy(sort.getTraitSet(), List.of(identity(sort.getInput())))
        : identity(rel);
  }

  private static RelNode identity(RelNode rel, RelHint... hints) {
    return LogicalProject.create(
        rel,
        List.of(hints),
        rel.getCluster().getRexBuilder().identityProjects(rel.getRowType()),
        rel.getRowType().getFieldNames(),
        Set.of());
  }

  /** Looks for what Calcite makes of a correlated query at first. */
  private static final class Correlates extends PlanShuttle {
    private boolean found;

    static boolean areIn(RelNode rel) {
      Correlates correlates = new Correlates();
      rel.accept(correlates);
      return correlates.found;
    }

    @Override
    public RelNode visit(RelNode node) {
      found |= node instanceof Correlate;
      return found ? node : super.visit(node);
    }
  }

  /**
   * Keeps groups by constants from becoming groups by nothing, which have a row where there is none
   * to group: what is held isn't simplified to a constant.
   */
  private static final class ConstantKeys extends PlanShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode rel = super.visit(node);
      if (!(rel instanceof Aggregate aggregate) || aggregate.getGroupSet().isEmpty()) {
        return rel;
      }
      RelNode input = aggregate.getInput();
      Project project = input instanceof Project known ? known : (Project) identity(input);
      RexBuilder builder = rel.getCluster().getRexBuilder();
      List<RexNode> values = new ArrayList<>(project.getProjects());
      for (int key : aggregate.getGroupSet()) {
        RexNode value = values.get(key);
        if (isComputed(value, project.getInput())) {
          values.set(key, builder.makeCall(value.getType(), HELD, List.of(value)));
        }
      }
      if (values.equals(project.getProjects())) {
        return rel;
      }
      Project held =
          project.copy(project.getTraitSet(), project.getInput(), values, project.getRowType());
      return aggregate.copy(aggregate.getTraitSet(), List.of(held));
    }

    /**
     * Whether {@code value}, of the columns of {@code input}, is computed here or below: any
     * expression may turn out to be a constant once it is simplified.
     */
    private static boolean isComputed(RexNode value, RelNode input) {
      if (!(value instanceof RexInputRef column)) {
        return !(value instanceof RexFieldAccess);
      }
      if (input instanceof Project project) {
        return isComputed(project.getProjects().get(column.getIndex()), project.getInput());
      }
      return input instanceof Filter filter && isComputed(column, filter.getInput());
    }
  }

  /** Numbers tables as they occur, by hints that are gone once there are joins. */
  private static final class Occurrences extends PlanShuttle {
    private int count;

    @Override
    public RelNode visit(RelNode node) {
      return node.getInputs().isEmpty()
          ? identity(
              node, RelHint.builder(OCCURRENCE).hintOption(Integer.toString(count++)).build())
          : super.visit(node);
    }
  }

  /** Takes the numbers away: rules that meet them make ever more of the same. */
  private static final class Forgotten extends PlanShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode visited = super.visit(node).accept(LET_GO);
      RelNode rel =
          visited instanceof Join
              ? visited.accept(new SameValues(node.getCluster().getRexBuilder()))
              : visited;
      if (rel instanceof Project project && ProjectRemoveRule.isTrivial(project)) {
        return project.getInput();
      }
      return rel instanceof Hintable hinted && !hinted.getHints().isEmpty()
          ? hinted.withHints(List.of())
          : rel;
    }
  }

  /** Whether all expressions name columns that are there, of the types that they say. */
  private static final class Validity extends PlanShuttle {
    private boolean valid = true;

    static boolean of(RelNode rel) {
      Validity validity = new Validity();
      rel.accept(validity);
      return validity.valid;
    }

    @Override
    public RelNode visit(RelNode node) {
      valid = valid && node.isValid(Litmus.IGNORE, null);
      return valid ? super.visit(node) : node;
    }
  }
}
