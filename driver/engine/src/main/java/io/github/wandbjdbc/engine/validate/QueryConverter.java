package io.github.wandbjdbc.engine.validate;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.wandbjdbc.engine.source.BlockScan;
import io.github.wandbjdbc.engine.validate.grouping.OuterValues;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.validate.operators.Convertlets;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Makes a validated query relational, and groups rows as they are meant to be. */
public final class QueryConverter extends SqlToRelConverter {
  /** The blocks that are being converted, from the innermost to the outermost. */
  private final Deque<BlockColumns> blocks = new ArrayDeque<>();

  public QueryConverter(
      StatementValidator validator, NameResolver catalog, RelOptCluster cluster, Config config) {
    super(
        (rowType, query, schemaPath, viewPath) -> {
          throw new IllegalStateException("there are no views");
        },
        validator,
        catalog,
        cluster,
        Convertlets.INSTANCE,
        config);
  }

  @Override
  public RelNode convertSelect(SqlSelect select, boolean top) {
    blocks.push(new BlockColumns(select, requireNonNull(validator)));
    try {
      return super.convertSelect(select, top);
    } finally {
      blocks.pop();
    }
  }

  @Override
  public RelNode toRel(RelOptTable table, List<RelHint> hints) {
    RelNode rows = super.toRel(table, hints);
    BlockColumns block = blocks.peek();
    return block == null
        ? rows
        : reading(rows, Suppliers.memoize(() -> block.next(table.getQualifiedName())));
  }

  /** The rows of a table, which may be those of several scans, each after a projection. */
  private static RelNode reading(RelNode rows, Supplier<ImmutableBitSet> columns) {
    if (rows instanceof BlockScan scan) {
      return scan.reading(columns);
    }
    if (rows instanceof Union union) {
      return union.copy(
          union.getTraitSet(),
          union.getInputs().stream().map(input -> reading(input, columns)).toList());
    }
    if (rows instanceof Project project) {
      Supplier<ImmutableBitSet> below =
          () ->
              RelOptUtil.InputFinder.bits(
                  columns.get().toList().stream().map(project.getProjects()::get).toList(), null);
      return project.copy(project.getTraitSet(), List.of(reading(project.getInput(), below)));
    }
    return rows;
  }

  /** Also a list within a window, where Calcite takes it for a query, and looks for none. */
  @Override
  protected @Nullable RexNode convertExtendedExpression(SqlNode node, Blackboard bb) {
    List<SqlNode> comparisons = ListComparisons.of(node);
    if (comparisons == null) {
      return null;
    }
    List<RexNode> converted = comparisons.stream().map(bb::convertExpression).toList();
    RexNode any = RexUtil.composeDisjunction(rexBuilder, converted);
    return node.getKind() == SqlKind.NOT_IN
        ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, any)
        : any;
  }

  @Override
  protected RelNode createAggregate(
      Blackboard bb,
      ImmutableBitSet groupSet,
      ImmutableList<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    List<AggregateCall> computed =
        calls.stream().filter(call -> !OuterValues.MARK.equals(call.getAggregation())).toList();
    if (computed.size() < calls.size()) {
      return withOuterValues(
          calls,
          ((Project) bb.root()).getProjects(),
          groupSet.cardinality(),
          createAggregate(bb, groupSet, groupSets, computed));
    }
    List<AggregateCall> meant = new ArrayList<>();
    for (AggregateCall call : calls) {
      meant.add(
          call.getAggregation().getKind() == SqlKind.GROUPING && bb.root() instanceof Project input
              ? ofGroupedFields(call, groupSet, input.getProjects())
              : ours(call));
    }
    if (calls.isEmpty() && groupSet.isEmpty() && groupSets.size() > 1) {
      // Of no columns and no aggregates the builder would make one row, however many sets there
      // are.
      meant.add(rowCount());
    }
    return super.createAggregate(bb, groupSet, groupSets, meant);
  }

  /** STRING_AGG with an order becomes a LISTAGG of Calcite's, which says that it is never NULL. */
  private AggregateCall ours(AggregateCall call) {
    AggregateEntry entry =
        call.getAggregation().getKind() == SqlKind.LISTAGG
            ? Aggregates.entry(call.getAggregation())
            : null;
    return entry == null
        ? call
        : AggregateCall.create(
            call.getParserPosition(),
            entry.operator(),
            call.isDistinct(),
            call.isApproximate(),
            call.ignoreNulls(),
            call.rexList,
            call.getArgList(),
            call.filterArg,
            call.distinctKeys,
            call.getCollation(),
            typeFactory.createTypeWithNullability(call.getType(), true),
            call.getName());
  }

  /** The groups of {@code input}, and beside their aggregates what is the same for all. */
  private RelNode withOuterValues(
      List<AggregateCall> calls, List<RexNode> input, int keys, RelNode groups) {
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int next = 0;
    for (; next < keys; next++) {
      fields.add(rexBuilder.makeInputRef(groups, next));
      names.add(groups.getRowType().getFieldNames().get(next));
    }
    for (AggregateCall call : calls) {
      if (OuterValues.MARK.equals(call.getAggregation())) {
        RexNode value = input.get(call.getArgList().get(0));
        fields.add(rexBuilder.makeAbstractCast(call.getType(), value, false));
      } else {
        fields.add(rexBuilder.makeInputRef(groups, next++));
      }
      names.add(call.getName());
    }
    return LogicalProject.create(
        groups, List.of(), fields, SqlValidatorUtil.uniquify(names, true), ImmutableSet.of());
  }

  /**
   * {@code GROUPING} of the fields that rows are grouped by: what it asks of has become a field of
   * its own if it is computed of a field that grouping makes nullable.
   */
  private static AggregateCall ofGroupedFields(
      AggregateCall grouping, ImmutableBitSet groupSet, List<RexNode> input) {
    List<Integer> fields = new ArrayList<>();
    for (int asked : grouping.getArgList()) {
      fields.add(
          groupSet.get(asked)
              ? asked
              : groupSet.asList().stream()
                  .filter(field -> isSame(input.get(field), input.get(asked)))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new StatementException(
                              SqlState.STATEMENT_FAULT,
                              "GROUPING takes a grouped expression: compute it in a subquery, and name its"
                                  + " column")));
    }
    return grouping.withArgList(fields);
  }

  /** Whether both are computed alike, whether of values that may be NULL or not. */
  private static boolean isSame(RexNode said, RexNode asked) {
    RexNode one = withoutCast(said);
    RexNode other = withoutCast(asked);
    if (!(one instanceof RexCall call) || !(other instanceof RexCall like)) {
      return one.equals(other);
    }
    if (!call.getOperator().equals(like.getOperator())
        || call.operandCount() != like.operandCount()
        || !SqlTypeUtil.equalSansNullability(call.getType(), like.getType())) {
      return false;
    }
    for (int i = 0; i < call.operandCount(); i++) {
      if (!isSame(call.getOperands().get(i), like.getOperands().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@code value}, or what it is but for being nullable or not. */
  private static RexNode withoutCast(RexNode value) {
    return value.isA(SqlKind.CAST)
            && value instanceof RexCall cast
            && SqlTypeUtil.equalSansNullability(cast.getType(), cast.getOperands().get(0).getType())
        ? cast.getOperands().get(0)
        : value;
  }

  private AggregateCall rowCount() {
    return AggregateCall.create(
        SqlParserPos.ZERO,
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        ImmutableList.of(),
        ImmutableList.of(),
        -1,
        null,
        RelCollations.EMPTY,
        typeFactory.createSqlType(SqlTypeName.BIGINT),
        null);
  }
}
