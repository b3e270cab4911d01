package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.grammar.DistinctOn;
import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.grammar.OrderedWithTies;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Puts forms of queries that the standard lacks into those that it has: {@code GROUP BY ALL} is a
 * list, rows that are written down have columns with names, and rows without FROM come from one
 * that has nothing of interest.
 */
final class QueryForms {
  private static final String ONE_ROW = " one row";

  private QueryForms() {}

  /** {@code call}, or the query that it means. */
  static SqlCall standard(SqlCall call) {
    if (call instanceof OrderedWithTies ties) {
      return ChosenRows.withTies(ties);
    }
    if (call instanceof SqlOrderBy order && order.query instanceof DistinctOn distinct) {
      return new SqlOrderBy(
          order.getParserPosition(),
          ChosenRows.distinct(distinct, order.orderList),
          order.orderList,
          order.offset,
          order.fetch);
    }
    if (call instanceof SqlOrderBy order) {
      SelectedRows.refuseIn(order.orderList);
    }
    if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      return GrammarOperators.query(call.operand(0));
    }
    if (call instanceof DistinctOn distinct) {
      return ChosenRows.distinct(distinct, SqlNodeList.EMPTY);
    }
    if (call instanceof SqlSelect select) {
      groupByAll(select);
      SelectedRows.join(select);
      fromOneRow(select);
      if (select.getFrom() != null) {
        select.setFrom(withColumns(select.getFrom()));
      }
    } else if (call instanceof SqlJoin join) {
      join.setLeft(withColumns(join.getLeft()));
      join.setRight(withColumns(join.getRight()));
    } else if (call instanceof SqlWithItem item
        && item.columnList == null
        && item.query.getKind() == SqlKind.VALUES) {
      item.columnList = columns((SqlCall) item.query);
    }
    return call;
  }

  static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  /** Groups by all that is selected and that aggregates nothing. */
  private static void groupByAll(SqlSelect select) {
    SqlNodeList group = select.getGroup();
    if (group == null
        || group.size() != 1
        || !(group.get(0) instanceof SqlCall all)
        || !all.getOperator().equals(GrammarOperators.GROUP_BY_ALL)) {
      return;
    }
    SqlNodeList keys = new SqlNodeList(group.getParserPosition());
    SqlNodeList list = select.getSelectList();
    for (int i = 0; i < list.size(); i++) {
      if (isStar(list.get(i))) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "GROUP BY ALL groups by the selected expressions: name the columns instead of *");
      }
      if (!Aggregating.isIn(list.get(i))) {
        keys.add(
            SqlLiteral.createExactNumeric(String.valueOf(i + 1), list.get(i).getParserPosition()));
      }
    }
    select.setGroupBy(keys.isEmpty() ? null : keys);
  }

  /** Whether an expression aggregates, or counts over a window. */
  private static final class Aggregating extends SqlBasicVisitor<@Nullable Void> {
    private boolean found;

    static boolean isIn(SqlNode expression) {
      Aggregating aggregating = new Aggregating();
      expression.accept(aggregating);
      return aggregating.found;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return null;
      }
      found |=
          call.getKind() == SqlKind.OVER
              || call.getKind() == SqlKind.WITHIN_GROUP
              || call.getOperator().equals(GrammarOperators.ORDERED)
              || Aggregates.entry(call.getOperator().getName()) != null;
      return super.visit(call);
    }
  }

  /** Rows that were written down have the columns {@code column1}, {@code column2} ... */
  private static SqlNode withColumns(SqlNode table) {
    boolean named = table.getKind() == SqlKind.AS && ((SqlCall) table).operandCount() == 2;
    SqlNode rows = named ? ((SqlCall) table).getOperandList().get(0) : table;
    if (rows.getKind() != SqlKind.VALUES) {
      return table;
    }
    SqlParserPos position = table.getParserPosition();
    List<SqlNode> parts = new ArrayList<>();
    parts.add(rows);
    parts.add(
        named ? ((SqlCall) table).getOperandList().get(1) : new SqlIdentifier(" values", position));
    parts.addAll(columns((SqlCall) rows).getList());
    return SqlStdOperatorTable.AS.createCall(position, parts);
  }

  private static SqlNodeList columns(SqlCall values) {
    SqlParserPos position = values.getParserPosition();
    SqlNode row = values.operand(0);
    SqlNodeList columns = new SqlNodeList(position);
    for (int i = 1; i <= ((SqlCall) row).operandCount(); i++) {
      columns.add(new SqlIdentifier("column" + i, position));
    }
    return columns;
  }

  /** WHERE and its kin without FROM: there is one row. */
  private static void fromOneRow(SqlSelect select) {
    boolean chooses =
        select.getWhere() != null
            || select.getGroup() != null
            || select.getHaving() != null
            || select.getQualify() != null;
    if (select.getFrom() != null || !chooses) {
      return;
    }
    if (select.getSelectList().stream().anyMatch(QueryForms::isStar)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "SELECT * without FROM has no columns: name a table");
    }
    SqlParserPos position = select.getParserPosition();
    SqlNode row =
        SqlStdOperatorTable.ROW.createCall(position, SqlLiteral.createExactNumeric("0", position));
    select.setFrom(
        SqlStdOperatorTable.AS.createCall(
            position,
            SqlStdOperatorTable.VALUES.createCall(position, row),
            new SqlIdentifier(ONE_ROW, position),
            new SqlIdentifier(ONE_ROW, position)));
  }
}
