package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.HeldRows;
import io.github.wandbjdbc.engine.execute.expressions.Condition;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.execute.joins.JoinKey;
import io.github.wandbjdbc.engine.execute.joins.JoinShape;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * How a join's condition is looked at: by the equalities that a hash serves, and by what else must
 * hold. Of other types than those of a comparison's sides, values that are equal are held
 * otherwise, so that such an equality is left to the condition.
 */
public final class Joins {
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<RexNode> others = new ArrayList<>();
  private final int[] placeOfKey;
  private final RexBuilder builder;

  private Joins(JoinInfo info, RelNode left, RelNode right) {
    this.builder = left.getCluster().getRexBuilder();
    this.placeOfKey = new int[info.leftKeys.size()];
    others.addAll(info.nonEquiConditions);
    int leftWidth = left.getRowType().getFieldCount();
    for (int i = 0; i < info.leftKeys.size(); i++) {
      RelDataTypeField of = left.getRowType().getFieldList().get(info.leftKeys.get(i));
      RelDataTypeField with = right.getRowType().getFieldList().get(info.rightKeys.get(i));
      boolean nullSafe = !info.nullExclusionFlags.get(i);
      if (isAlike(of.getType(), with.getType())) {
        placeOfKey[i] = keys.size();
        keys.add(new JoinKey(of.getIndex(), with.getIndex(), nullSafe));
      } else {
        placeOfKey[i] = -1;
        others.add(
            builder.makeCall(
                nullSafe ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.EQUALS,
                builder.makeInputRef(of.getType(), of.getIndex()),
                builder.makeInputRef(with.getType(), leftWidth + with.getIndex())));
      }
    }
  }

  /**
   * Of a join of {@code left} and {@code right} with the condition that {@code info} takes apart.
   */
  public static Joins of(JoinInfo info, RelNode left, RelNode right) {
    return new Joins(info, left, right);
  }

  private static boolean isAlike(RelDataType left, RelDataType right) {
    return Kind.of(left) == Kind.of(right)
        && (Kind.of(left) != Kind.OBJECT
            || left.getSqlTypeName().getFamily() == right.getSqlTypeName().getFamily());
  }

  /** How rows come out. */
  public static JoinShape shape(JoinRelType type, RelNode left, RelNode right) {
    return new JoinShape(
        type, HeldRows.kinds(left.getRowType()), HeldRows.kinds(right.getRowType()));
  }

  /** The equalities that a hash serves. */
  public List<JoinKey> keys() {
    return keys;
  }

  /** The place among {@link #keys} of the equality that {@code info} has at {@code index}. */
  public int place(int index) {
    return placeOfKey[index];
  }

  /** The remaining condition, over left fields followed by right ones; null if there is none. */
  public @Nullable Condition condition(Execution execution) {
    RexNode all = RexUtil.composeConjunction(builder, others);
    return all.isAlwaysTrue() ? null : Expressions.condition(all, execution);
  }
}
