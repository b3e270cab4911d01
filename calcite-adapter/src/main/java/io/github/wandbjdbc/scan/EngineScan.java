package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.RowsOperator;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.KeyedSource;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.PartlyOrdered;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitor;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The twin of {@link WandbScan} that our engine executes. */
public final class EngineScan extends ScanNode implements PartlyOrdered, KeyedSource {
  public EngineScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request) {
    super(cluster, traits, table, source, request);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineScan(getCluster(), traits, getTable(), source(), request());
  }

  /** Whether it lists runs that nobody names, in pages that other scans can share. */
  public boolean isListing() {
    return source().pushdown()
        && source().client().pageSizes().isPresent()
        && !request().isJoined()
        && request().needs().isPresent();
  }

  /** Whether nearly all rows that come meet {@code condition}, which is asked for already. */
  public boolean asksFor(RexNode condition) {
    return RelOptUtil.conjunctions(condition).stream()
        .allMatch(part -> request().asksFor(part, getCluster().getRexBuilder(), source()));
  }

  /** Whether field {@code field} holds the ids of runs. */
  public boolean isRunId(int field) {
    Column column = request().columns().get(field);
    return column.source().equals(new ColumnSource.Field(RunField.ID))
        || (column.source() instanceof ColumnSource.Item
            && column.name().equals(ItemRequest.RUN_ID));
  }

  /** Unless it asks for what an outer row says, or for the runs of a join. */
  @Override
  public boolean isFixed() {
    boolean[] varies = new boolean[1];
    request()
        .placeholders(
            placeholder ->
                varies[0] |=
                    !(placeholder instanceof Placeholder.Computed computed)
                        || RexUtil.containsCorrelation(computed.expression()));
    return !varies[0];
  }

  @Override
  public Set<Object> variables() {
    Set<Object> variables = new HashSet<>();
    RexVisitor<Void> outerRows =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            variables.add(variable.id.getName());
            return super.visitCorrelVariable(variable);
          }
        };
    request()
        .placeholders(
            placeholder -> {
              if (placeholder instanceof Placeholder.RunBatch batch) {
                variables.add(batch.variable());
              } else if (placeholder instanceof Placeholder.Computed computed) {
                computed.expression().accept(outerRows);
              }
            });
    return variables;
  }

  /** The batch of one join; null if the rows come in an order, which those of batches do not. */
  @Override
  public @Nullable Object keys() {
    Set<Object> variables = variables();
    boolean isOrdered = !getTraitSet().getCollations().stream().allMatch(EngineScan::isNoOrder);
    return isOrdered || variables.size() != 1 || request().joined().isEmpty()
        ? null
        : variables.iterator().next();
  }

  private static boolean isNoOrder(RelCollation collation) {
    return collation.getFieldCollations().isEmpty();
  }

  @Override
  public int keyField() {
    return request().columns().indexOf(request().joined().orElseThrow());
  }

  @Override
  public boolean comesBy(RelFieldCollation key) {
    return request() instanceof RunsScan runs
        && runs.first() != null
        && runs.columns().get(key.getFieldIndex()).equals(runs.first().column())
        && key.getDirection().isDescending() == runs.first().order().descending()
        && key.nullDirection == RelFieldCollation.NullDirection.LAST;
  }

  @Override
  public double reached(Execution execution) {
    return StatementProgress.of(execution).scan(getId()).reached();
  }

  @Override
  public Operator open(Execution execution) {
    List<Kind> kinds = BufferedRows.kinds(getRowType());
    return new RowsOperator(() -> source(execution), kinds, execution);
  }

  private RowSource source(Execution execution) {
    return new ColumnRows(rows(execution, StatementProgress.of(execution).scan(getId())));
  }

  /** Its rows in {@code execution}, of which {@code progress} counts and limits the calls. */
  ScanRows rows(Execution execution, ScanContext progress) {
    return OpenedScan.rows(request(), source(), bindings(execution), progress);
  }

  /** The values that its placeholders have in {@code execution}. */
  Bindings bindings(Execution execution) {
    List<Placeholder> placeholders = new ArrayList<>();
    request().placeholders(placeholders::add);
    @Nullable Object[] values = new @Nullable Object[placeholders.size()];
    Batch row = new ColumnBatch(new ColumnVector[0], 1);
    for (int i = 0; i < values.length; i++) {
      Placeholder placeholder = placeholders.get(i);
      if (placeholder instanceof Placeholder.RunBatch batch) {
        values[i] = execution.get(batch.variable());
      } else if (placeholder instanceof Placeholder.Computed computed) {
        Object value = Expressions.of(computed.expression(), execution).of(row).get(0);
        values[i] =
            computed.expression().getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                    && value instanceof Long number
                ? (Object) (number != 0)
                : value;
      }
    }
    return new Bindings(placeholders, values);
  }
}
