package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.JoinedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.rules.JoinCommuteRule;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Lets a join by run id read no more runs on its right side than its left side names, or, as inner
 * joins may, the other way round.
 *
 * <p>{@code runs JOIN history} becomes a {@link BindJoin} whose right side is the history with a
 * {@link JoinedRuns condition} on the run id, which other rules carry to the scan. Where it doesn't
 * get there, reading all for each batch is too dear to be chosen.
 */
final class JoinByRunRule extends RelRule<RuleConfig> {
  private static final Set<JoinRelType> BINDABLE =
      Set.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);

  private final Target target;

  private JoinByRunRule(RuleConfig config, Target target) {
    super(config);
    this.target = target;
  }

  /** The rule for plans of {@code target}. */
  static RelOptRule rule(Target target) {
    return RuleConfig.rule(
        "WandbBindRuns",
        config -> new JoinByRunRule(config, target),
        join -> join.operand(LogicalJoin.class).anyInputs());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalJoin join = call.rel(0);
    if (!join.getVariablesSet().isEmpty()
        || RexUtil.containsCorrelation(join.getCondition())
        || RexUtil.SubQueryFinder.containsSubQuery(join)) {
      return;
    }
    if (join.getJoinType() == JoinRelType.RIGHT) {
      RelNode swapped = JoinCommuteRule.swap(join, true, call.builder());
      if (swapped != null) {
        call.transformTo(swapped);
      }
      return;
    }
    JoinInfo keys = join.analyzeCondition();
    int bound = bindable(join, keys);
    if (bound >= 0 && mayName(join, keys, bound)) {
      call.transformTo(bind(join, keys, bound));
    }
    if (join.getJoinType() == JoinRelType.INNER) {
      bindLeft(call, join, join.getRowType());
    } else if (join.getJoinType() == JoinRelType.SEMI) {
      bindLeftOnce(call, join, keys);
    }
  }

  /**
   * Whether the left side is one that run ids may come from. It isn't if its rows are asked of each
   * run of the project, but could be asked of those alone that the right side names; if these are
   * all, too, then of those that a step of a recursion leaves of them.
   */
  private static boolean mayName(LogicalJoin join, JoinInfo keys, int bound) {
    boolean mayBeNamed =
        join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.SEMI;
    int left = keys.leftKeys.get(bound);
    int right = keys.rightKeys.get(bound);
    return !mayBeNamed
        || !RunKeys.areDear(join.getLeft(), left)
        || (RunKeys.areDear(join.getRight(), right)
            && (RunKeys.areOfStep(join.getLeft(), left)
                || !RunKeys.areOfStep(join.getRight(), right)));
  }

  /**
   * Has the right side of a semi-join name the runs that are read on its left side, where these
   * would else be all: each of its keys once, so that each left row is one of the result.
   */
  private void bindLeftOnce(RelOptRuleCall call, LogicalJoin join, JoinInfo keys) {
    if (!keys.isEqui() || keys.nullExclusionFlags.contains(false) || !areAlike(join, keys)) {
      return;
    }
    for (int i = 0; i < keys.leftKeys.size(); i++) {
      if (RunKeys.areDear(join.getLeft(), keys.leftKeys.get(i))
          && !RunKeys.areDear(join.getRight(), keys.rightKeys.get(i))) {
        bindLeft(call, joinedOnce(call.builder(), join, keys), join.getRowType());
        return;
      }
    }
  }

  /** An inner join with the distinct keys of the right side, which has the same left rows. */
  private static LogicalJoin joinedOnce(RelBuilder builder, LogicalJoin join, JoinInfo keys) {
    ImmutableBitSet distinct = keys.rightSet();
    RelNode right = builder.push(join.getRight()).aggregate(builder.groupKey(distinct)).build();
    RexBuilder expressions = join.getCluster().getRexBuilder();
    int width = join.getLeft().getRowType().getFieldCount();
    List<RexNode> equalities = new ArrayList<>();
    for (int i = 0; i < keys.leftKeys.size(); i++) {
      int field = distinct.indexOf(keys.rightKeys.get(i));
      equalities.add(
          expressions.makeCall(
              SqlStdOperatorTable.EQUALS,
              expressions.makeInputRef(join.getLeft(), keys.leftKeys.get(i)),
              expressions.makeInputRef(
                  right.getRowType().getFieldList().get(field).getType(), width + field)));
    }
    return LogicalJoin.create(
        join.getLeft(),
        right,
        List.of(),
        RexUtil.composeConjunction(expressions, equalities),
        Set.of(),
        JoinRelType.INNER);
  }

  /** Whether values that are equal are one value to a group, too. */
  private static boolean areAlike(LogicalJoin join, JoinInfo keys) {
    List<RelDataTypeField> left = join.getLeft().getRowType().getFieldList();
    List<RelDataTypeField> right = join.getRight().getRowType().getFieldList();
    for (int i = 0; i < keys.leftKeys.size(); i++) {
      RelDataType one = left.get(keys.leftKeys.get(i)).getType();
      RelDataType other = right.get(keys.rightKeys.get(i)).getType();
      if (one.getSqlTypeName() != other.getSqlTypeName()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Has the right side of an inner join name the runs that are read on its left side.
   *
   * @param rowType of those of its fields that are wanted, the first ones
   */
  private void bindLeft(RelOptRuleCall call, LogicalJoin join, RelDataType rowType) {
    RelNode naming = join.getRight();
    RelNode read = join.getLeft();
    LogicalJoin swapped =
        join.copy(join.getTraitSet(), swapped(join), naming, read, JoinRelType.INNER, false);
    JoinInfo keys = swapped.analyzeCondition();
    int bound = bindable(swapped, keys);
    if (bound >= 0
        && mayName(swapped, keys, bound)
        && !RunKeys.areAsked(read, keys.rightKeys.get(bound))) {
      RelNode rows = bind(swapped, keys, bound);
      int left = read.getRowType().getFieldCount();
      int right = naming.getRowType().getFieldCount();
      List<RexNode> fields = new ArrayList<>();
      for (int i = 0; i < rowType.getFieldCount(); i++) {
        fields.add(
            join.getCluster().getRexBuilder().makeInputRef(rows, i < left ? right + i : i - left));
      }
      call.transformTo(target.project(rows, fields, rowType));
    }
  }

  /** The condition of {@code join} over the fields of its right side and then of its left one. */
  private static RexNode swapped(LogicalJoin join) {
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    return RexUtil.apply(
        Mappings.target(
            field -> field < left ? right + field : field - left, left + right, left + right),
        join.getCondition());
  }

  /**
   * Which of the keys is one that the left side can bind, a run id rather than another; below 0 if
   * none is.
   */
  private static int bindable(LogicalJoin join, JoinInfo keys) {
    int found = -1;
    if (BINDABLE.contains(join.getJoinType())) {
      for (int i = 0; i < keys.leftKeys.size(); i++) {
        if (isText(join.getLeft(), keys.leftKeys.get(i))
            && RunKeys.request(join.getRight(), keys.rightKeys.get(i)).isPresent()) {
          if (RunKeys.areRunIds(join.getRight(), keys.rightKeys.get(i))) {
            return i;
          }
          found = found < 0 ? i : found;
        }
      }
    }
    return found;
  }

  private static boolean isText(RelNode rel, int field) {
    return SqlTypeFamily.CHARACTER
        .getTypeNames()
        .contains(rel.getRowType().getFieldList().get(field).getType().getSqlTypeName());
  }

  private RelNode bind(LogicalJoin join, JoinInfo keys, int bound) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    RelNode right = join.getRight();
    // Below this join no other has the same input, and all that read it may share what they make.
    int id = right.getId();
    RexNode runId = builder.makeInputRef(right, keys.rightKeys.get(bound));
    RelNode asked = LogicalFilter.create(right, JoinedRuns.holds(builder, runId, id));
    return target.bindJoin(
        physical(join.getLeft()),
        physical(asked),
        new BindJoinShape(join.getJoinType(), keys, bound, id),
        join.getRowType());
  }

  private RelNode physical(RelNode rel) {
    return convert(rel, rel.getTraitSet().replace(target.convention()).simplify());
  }
}
