package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.jdbc.attached.SentCondition.All;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Any;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Compared;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Null;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlString;

/**
 * A request in the SQL of its database. All values are parameters: none is written in the text.
 *
 * @param sql one SELECT
 * @param parameters what its question marks stand for
 */
record AttachedQuery(String sql, List<Compared> parameters) {

  /**
   * The query for {@code request}.
   *
   * @param path the names of the table, the last one its own
   */
  static AttachedQuery of(
      AttachedRequest request,
      List<AttachedColumn> all,
      List<String> path,
      SqlDialect dialect,
      RelDataTypeFactory types) {
    Writer writer = new Writer(all, types);
    RelNode rows = writer.rows(request, path);
    SqlString text =
        new RelToSqlConverter(dialect).visitRoot(rows).asStatement().toSqlString(dialect);
    List<Integer> order = text.getDynamicParameters();
    List<Compared> parameters =
        order == null ? List.of() : order.stream().map(writer.parameters::get).toList();
    return new AttachedQuery(text.getSql(), parameters);
  }

  /** Makes the query's plan. */
  private static final class Writer {
    private final List<AttachedColumn> all;
    private final RexBuilder builder;
    private final RelOptCluster cluster;
    private final RelDataType rowType;
    private final List<Compared> parameters = new ArrayList<>();

    Writer(List<AttachedColumn> all, RelDataTypeFactory types) {
      this.all = all;
      this.builder = new RexBuilder(types);
      this.cluster = RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), builder);
      RelDataTypeFactory.Builder fields = types.builder();
      for (AttachedColumn column : all) {
        fields.add(column.stored(), column.relType(types));
      }
      // One that nobody reads: a table of which all columns are read would be asked for *.
      fields.add("", types.createSqlType(SqlTypeName.BOOLEAN));
      this.rowType = fields.build();
    }

    RelNode rows(AttachedRequest request, List<String> path) {
      RelOptTable table = RelOptTableImpl.create(null, rowType, path, Expressions.constant(null));
      RelNode rows = LogicalTableScan.create(cluster, table, List.of());
      if (!request.conditions().isEmpty()) {
        rows =
            LogicalFilter.create(
                rows,
                RexUtil.composeConjunction(
                    builder, request.conditions().stream().map(this::condition).toList()));
      }
      List<RexNode> columns = request.columns().stream().map(this::field).toList();
      List<String> names = request.columns().stream().map(AttachedColumn::stored).toList();
      rows = LogicalProject.create(rows, List.of(), columns, names, java.util.Set.of());
      return request.isLimited()
          ? LogicalSort.create(
              rows,
              RelCollations.EMPTY,
              null,
              builder.makeExactLiteral(BigDecimal.valueOf(request.limit())))
          : rows;
    }

    private RexNode field(AttachedColumn column) {
      int index = all.indexOf(column);
      return builder.makeInputRef(rowType.getFieldList().get(index).getType(), index);
    }

    private RexNode condition(SentCondition condition) {
      if (condition instanceof All of) {
        return RexUtil.composeConjunction(
            builder, of.parts().stream().map(this::condition).toList());
      }
      if (condition instanceof Any of) {
        return RexUtil.composeDisjunction(
            builder, of.parts().stream().map(this::condition).toList());
      }
      if (condition instanceof Null of) {
        return builder.makeCall(
            of.isNull() ? SqlStdOperatorTable.IS_NULL : SqlStdOperatorTable.IS_NOT_NULL,
            field(of.column()));
      }
      Compared compared = (Compared) condition;
      RexNode field = field(compared.column());
      parameters.add(compared);
      return builder.makeCall(
          operator(compared),
          field,
          builder.makeDynamicParam(field.getType(), parameters.size() - 1));
    }

    private static SqlOperator operator(Compared compared) {
      return switch (compared.kind()) {
        case EQUALS -> SqlStdOperatorTable.EQUALS;
        case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
        case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
        case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
        case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
        case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
        default -> throw new IllegalArgumentException("no comparison: " + compared.kind());
      };
    }
  }
}
