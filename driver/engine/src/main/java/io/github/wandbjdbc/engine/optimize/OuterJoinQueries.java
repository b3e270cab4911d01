package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableSet;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Asks the queries of the condition of an outer join: for each row of the side that is kept, of the
 * other side's rows those that fulfil the condition, as LATERAL does.
 */
final class OuterJoinQueries extends RexShuttle {
  private final LogicalJoin join;
  private final RexBuilder builder;
  private final boolean isLeftKept;
  private final CorrelationId keptRow;
  private final CorrelationId otherRow;
  private final ImmutableBitSet.Builder read = ImmutableBitSet.builder();

  private OuterJoinQueries(LogicalJoin join) {
    this.join = join;
    this.builder = join.getCluster().getRexBuilder();
    this.isLeftKept = join.getJoinType() == JoinRelType.LEFT;
    this.keptRow = join.getCluster().createCorrel();
    this.otherRow = join.getCluster().createCorrel();
  }

  /**
   * The same rows as those of {@code join}.
   *
   * @param filters rewrites the filter of the other side's rows
   * @throws StatementException if it keeps rows of both sides
   */
  static RelNode asked(LogicalJoin join, UnaryOperator<RelNode> filters) {
    if (join.getJoinType() != JoinRelType.LEFT && join.getJoinType() != JoinRelType.RIGHT) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "a subquery in the condition of a FULL JOIN in which another one reads columns of the"
              + " join is not supported: join one side with it before, in a subquery or by LATERAL");
    }
    return new OuterJoinQueries(join).asked(filters);
  }

  private RelNode asked(UnaryOperator<RelNode> filters) {
    RexNode condition = join.getCondition().accept(this);
    RelNode fulfilling =
        filters.apply(LogicalFilter.create(other(), condition, ImmutableSet.of(otherRow)));
    RelNode joined =
        LogicalCorrelate.create(
            kept(), fulfilling, join.getHints(), keptRow, read.build(), JoinRelType.LEFT);
    return isLeftKept ? joined : inOrder(joined);
  }

  private RelNode kept() {
    return isLeftKept ? join.getLeft() : join.getRight();
  }

  private RelNode other() {
    return isLeftKept ? join.getRight() : join.getLeft();
  }

  /** The columns of {@code joined}, the other side's first. */
  private RelNode inOrder(RelNode joined) {
    int keptCount = kept().getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      int field = isOfKept(i) ? indexInSide(i) : keptCount + indexInSide(i);
      fields.add(builder.makeInputRef(joined, field));
    }
    return LogicalProject.create(
        joined, List.of(), fields, join.getRowType().getFieldNames(), Set.of());
  }

  private boolean isOfKept(int field) {
    return field < leftCount() == isLeftKept;
  }

  private int indexInSide(int field) {
    return field < leftCount() ? field : field - leftCount();
  }

  private int leftCount() {
    return join.getLeft().getRowType().getFieldCount();
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    int index = indexInSide(ref.getIndex());
    return isOfKept(ref.getIndex()) ? ofKept(index) : builder.makeInputRef(other(), index);
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery query) {
    return asking((RexSubQuery) super.visitSubQuery(query), new Within());
  }

  private static RexNode asking(RexSubQuery query, RexShuttle within) {
    return query.clone(
        query.rel.accept(
            new PlanShuttle() {
              @Override
              public RelNode visit(RelNode node) {
                return super.visit(node).accept(within);
              }
            }));
  }

  private RexNode ofKept(int index) {
    read.set(index);
    return field(kept().getRowType(), keptRow, index);
  }

  private RexNode field(RelDataType row, CorrelationId variable, int index) {
    return builder.makeFieldAccess(builder.makeCorrel(row, variable), index);
  }

  /** Reads in a query of the condition the two rows in place of the joined one. */
  private final class Within extends RexShuttle {
    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)
          || !join.getVariablesSet().contains(variable.id)) {
        return super.visitFieldAccess(access);
      }
      int field = access.getField().getIndex();
      int index = indexInSide(field);
      return isOfKept(field) ? ofKept(index) : field(other().getRowType(), otherRow, index);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      return asking((RexSubQuery) super.visitSubQuery(query), this);
    }
  }
}
