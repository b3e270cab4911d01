package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Computes below an ASOF join what it compares, so that it compares columns: the nearest row is
 * found by a column of one type, though the statement's may be of two.
 */
public final class AsofOperands extends PlanRewriter {
  @Override
  RelNode rewritten(RelNode node) {
    return node instanceof LogicalAsofJoin join
            && join.getMatchCondition() instanceof RexCall match
            && !match.getOperands().stream().allMatch(RexInputRef.class::isInstance)
        ? computed(join, match)
        : node;
  }

  private static RelNode computed(LogicalAsofJoin join, RexCall match) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    int width = join.getLeft().getRowType().getFieldCount();
    List<RexNode> ofLeft = new ArrayList<>(builder.identityProjects(join.getLeft().getRowType()));
    List<RexNode> ofRight = new ArrayList<>(builder.identityProjects(join.getRight().getRowType()));
    int rightWidth = ofRight.size();
    List<Integer> places = new ArrayList<>();
    for (RexNode operand : match.getOperands()) {
      boolean isLeft = ImmutableBitSet.range(width).contains(RelOptUtil.InputFinder.bits(operand));
      List<RexNode> side = isLeft ? ofLeft : ofRight;
      side.add(isLeft ? operand : RexUtil.shift(operand, -width));
      places.add(isLeft ? ofLeft.size() - 1 : -ofRight.size());
    }
    RelNode left = project(join.getLeft(), ofLeft);
    RelNode right = project(join.getRight(), ofRight);
    int shift = ofLeft.size() - width;
    List<RexNode> operands = new ArrayList<>();
    for (int place : places) {
      operands.add(
          place >= 0
              ? builder.makeInputRef(left, place)
              : RexUtil.shift(builder.makeInputRef(right, -place - 1), ofLeft.size()));
    }
    RelNode joined =
        LogicalAsofJoin.create(
            left,
            right,
            join.getHints(),
            RexUtil.shift(join.getCondition(), width, shift),
            match.clone(match.getType(), operands),
            join.getJoinType(),
            ImmutableList.of());
    List<RexNode> visible = new ArrayList<>();
    for (int i = 0; i < width + rightWidth; i++) {
      visible.add(builder.makeInputRef(joined, i < width ? i : i + shift));
    }
    return LogicalProject.create(
        joined, List.of(), visible, join.getRowType().getFieldNames(), Set.of());
  }

  private static RelNode project(RelNode input, List<RexNode> projects) {
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = names.size(); i < projects.size(); i++) {
      names.add("compared" + i);
    }
    return LogicalProject.create(input, List.of(), projects, names, Set.of());
  }
}
