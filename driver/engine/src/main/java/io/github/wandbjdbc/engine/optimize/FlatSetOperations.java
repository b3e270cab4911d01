package io.github.wandbjdbc.engine.optimize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.tools.Program;

/**
 * Makes one union of a union of unions, as {@code a UNION ALL b UNION ALL c} is parsed. While plans
 * are tried each would be merged with each other, which is as many unions as there are pairs, of as
 * many inputs as there are branches.
 */
final class FlatSetOperations extends PlanShuttle {
  private FlatSetOperations() {}

  static Program program() {
    return (planner, rel, traits, materializations, lattices) ->
        rel.accept(new FlatSetOperations());
  }

  @Override
  public RelNode visit(RelNode node) {
    if (!(node instanceof LogicalUnion union)) {
      return super.visit(node);
    }
    List<RelNode> branches = new ArrayList<>();
    for (RelNode branch : branches(union)) {
      branches.add(branch.accept(this));
    }
    SetOp flat = union.copy(union.getTraitSet(), branches);
    // Types meet in pairs, and could meet elsewhere all at once.
    return flat.getRowType().equals(union.getRowType()) ? flat : super.visit(node);
  }

  /** The branches of {@code union} in their order, however deep it is nested. */
  private static List<RelNode> branches(LogicalUnion union) {
    List<RelNode> branches = new ArrayList<>();
    Deque<RelNode> waiting = new ArrayDeque<>(union.getInputs());
    while (!waiting.isEmpty()) {
      RelNode next = waiting.removeFirst();
      // What is told apart twice is told apart once; what is there twice in a branch stays so.
      if (next instanceof LogicalUnion nested && (nested.all || !union.all)) {
        List<RelNode> inputs = nested.getInputs();
        for (int i = inputs.size() - 1; i >= 0; i--) {
          waiting.addFirst(inputs.get(i));
        }
      } else {
        branches.add(next);
      }
    }
    return branches;
  }
}
