package io.github.wandbjdbc.engine.optimize;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets conditions on the rows of an ASOF join be conditions on those of its left side, as far as
 * they are about these, or about a key that is the same on both sides.
 *
 * <p>Of the right side nothing else may be left out: the row before would take the place of the
 * nearest one.
 */
final class AsofFilters extends RelRule<AsofFilters.Operands> {
  static final RelOptRule RULE = new AsofFilters(new Operands("AsofFilters", null));

  /** A filter above such a join. */
  record Operands(@Nullable String description, @Nullable RelBuilderFactory factory)
      implements RelRule.Config {
    @Override
    public RelOptRule toRule() {
      return new AsofFilters(this);
    }

    @Override
    public OperandTransform operandSupplier() {
      return filter ->
          filter
              .operand(LogicalFilter.class)
              .predicate(above -> !above.containsOver())
              .oneInput(join -> join.operand(LogicalAsofJoin.class).anyInputs());
    }

    @Override
    public RelBuilderFactory relBuilderFactory() {
      return factory == null ? RelFactories.LOGICAL_BUILDER : factory;
    }

    @Override
    public Operands withRelBuilderFactory(RelBuilderFactory value) {
      return new Operands(description, value);
    }

    @Override
    public Operands withDescription(@Nullable String value) {
      return new Operands(value, factory);
    }

    @Override
    public Operands withOperandSupplier(OperandTransform value) {
      return this;
    }
  }

  private AsofFilters(Operands config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalFilter filter = call.rel(0);
    LogicalAsofJoin join = call.rel(1);
    int width = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet left = ImmutableBitSet.range(width);
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      ImmutableBitSet fields = RelOptUtil.InputFinder.bits(condition);
      if (!RexUtil.isDeterministic(condition) || fields.isEmpty()) {
        above.add(condition);
      } else if (left.contains(fields)) {
        below.add(condition);
      } else {
        RexNode ofKeys = ofLeftKeys(condition, fields, join, width);
        (ofKeys == null ? above : below).add(ofKeys == null ? condition : ofKeys);
      }
    }
    if (below.isEmpty()) {
      return;
    }
    RelNode narrowed = call.builder().push(join.getLeft()).filter(below).build();
    RelNode joined = join.copy(join.getTraitSet(), List.of(narrowed, join.getRight()));
    call.transformTo(call.builder().push(joined).filter(above).build());
  }

  /**
   * {@code condition}, on keys of the right side, as one on the keys of the left one that they
   * equal; null if it is about something else, or if rows may have no right row.
   */
  private static @Nullable RexNode ofLeftKeys(
      RexNode condition, ImmutableBitSet fields, LogicalAsofJoin join, int width) {
    if (join.getJoinType() != JoinRelType.ASOF) {
      return null;
    }
    JoinInfo keys = join.analyzeCondition();
    List<RelDataTypeField> types = join.getRowType().getFieldList();
    int[] places = new int[types.size()];
    for (int field : fields) {
      int key = keys.rightKeys.indexOf(field - width);
      if (key < 0
          || !isAlike(
              types.get(keys.leftKeys.get(key)).getType(),
              join.getRight().getRowType().getFieldList().get(field - width).getType())) {
        return null;
      }
      places[field] = keys.leftKeys.get(key);
    }
    RexBuilder builder = join.getCluster().getRexBuilder();
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef field) {
            return builder.ensureType(
                field.getType(),
                builder.makeInputRef(join.getLeft(), places[field.getIndex()]),
                true);
          }
        });
  }

  /** Whether values that are equal are the same. */
  private static boolean isAlike(RelDataType one, RelDataType other) {
    return one.getSqlTypeName() == other.getSqlTypeName()
        && !SqlTypeUtil.isApproximateNumeric(one)
        && !SqlTypeUtil.isDecimal(one);
  }
}
