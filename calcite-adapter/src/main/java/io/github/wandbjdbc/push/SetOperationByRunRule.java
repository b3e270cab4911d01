package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lets INTERSECT and EXCEPT be semi-joins and anti-joins where one of their inputs has to ask each
 * run of the project for its rows: a {@linkplain JoinByRunRule join} names it those of another.
 */
final class SetOperationByRunRule extends RelRule<RuleConfig> {
  static final RelOptRule INTERSECT =
      RuleConfig.rule(
          "WandbIntersectByRun",
          SetOperationByRunRule::new,
          rel -> rel.operand(Intersect.class).predicate(each -> !each.all).anyInputs());

  static final RelOptRule MINUS =
      RuleConfig.rule(
          "WandbMinusByRun",
          SetOperationByRunRule::new,
          rel -> rel.operand(Minus.class).predicate(each -> !each.all).anyInputs());

  private SetOperationByRunRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    SetOp operation = call.rel(0);
    List<RelNode> inputs = new ArrayList<>(operation.getInputs());
    if (operation instanceof Intersect) {
      // Rows that are in all inputs are there whichever comes first.
      inputs.sort((left, right) -> Boolean.compare(areDear(left), areDear(right)));
    }
    if (areDear(inputs.get(0))
        || inputs.stream().skip(1).noneMatch(SetOperationByRunRule::areDear)
        || !inputs.stream().allMatch(input -> areAlike(inputs.get(0), input))) {
      return;
    }
    JoinRelType type = operation instanceof Intersect ? JoinRelType.SEMI : JoinRelType.ANTI;
    RelBuilder builder = call.builder().push(inputs.get(0));
    for (RelNode input : inputs.subList(1, inputs.size())) {
      builder.push(input).join(type, areSame(builder));
    }
    builder.aggregate(builder.groupKey(builder.fields()));
    call.transformTo(builder.convert(operation.getRowType(), true).build());
  }

  private static boolean areDear(RelNode input) {
    return IntStream.range(0, input.getRowType().getFieldCount())
        .anyMatch(field -> RunKeys.areDear(input, field));
  }

  /** Whether values of the same column are compared as they are. */
  private static boolean areAlike(RelNode first, RelNode other) {
    List<RelDataTypeField> left = first.getRowType().getFieldList();
    List<RelDataTypeField> right = other.getRowType().getFieldList();
    return IntStream.range(0, left.size())
        .allMatch(
            i ->
                left.get(i).getType().getSqlTypeName() == right.get(i).getType().getSqlTypeName()
                    || (isText(left.get(i)) && isText(right.get(i))));
  }

  private static boolean isText(RelDataTypeField field) {
    return SqlTypeName.CHAR_TYPES.contains(field.getType().getSqlTypeName());
  }

  /** Two rows are one to a set: NULL is as NULL, and NaN as NaN. */
  private static RexNode areSame(RelBuilder builder) {
    List<RelDataTypeField> columns = builder.peek(1).getRowType().getFieldList();
    List<RexNode> equalities = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RexNode left = builder.field(2, 0, i);
      RexNode right = builder.field(2, 1, i);
      boolean mayBeNull = left.getType().isNullable() || right.getType().isNullable();
      SqlOperator same =
          mayBeNull || !isText(columns.get(i))
              ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
              : SqlStdOperatorTable.EQUALS;
      equalities.add(builder.call(same, asText(builder, left), asText(builder, right)));
    }
    return builder.and(equalities);
  }

  private static RexNode asText(RelBuilder builder, RexNode value) {
    return value.getType().getSqlTypeName() == SqlTypeName.CHAR
        ? builder.cast(value, SqlTypeName.VARCHAR)
        : value;
  }
}
