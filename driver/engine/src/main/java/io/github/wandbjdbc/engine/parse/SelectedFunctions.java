package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.lists.ListFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT run_id, UNNEST(tags) FROM runs}: a function that gives rows is joined to the
 * others, as if it stood at the end of FROM. What is aggregated, or counted over windows, is so
 * before, unless rows are grouped by it; there it stays where it is, to be refused.
 */
final class SelectedFunctions extends SqlShuttle {
  private static final String ITEMS = " items";
  private static final String ITEM = " item";

  private final List<SqlCall> functions = new ArrayList<>();
  private boolean aggregates;

  private SelectedFunctions() {}

  /**
   * Does so in {@code select}, if it selects one such function, and groups by that if it groups.
   *
   * @throws StatementException if UNNEST stands where rows can't come from
   */
  static void join(SqlSelect select) {
    if (hasFunction(select.getSelectList())) {
      SelectedFunctions rows = new SelectedFunctions();
      SqlNodeList list = (SqlNodeList) select.getSelectList().accept(rows);
      boolean isMeant = select.getGroup() == null ? !rows.aggregates : rows.groups(select);
      boolean isAlone = rows.functions.size() == 1 && select.getQualify() == null;
      boolean isClear = select.getFrom() == null || list.stream().noneMatch(QueryForms::isStar);
      if (isMeant && isAlone && isClear) {
        select.setSelectList(list);
        if (select.getGroup() != null) {
          select.setGroupBy((SqlNodeList) select.getGroup().accept(rows));
        }
        SqlNode items = items(rows.functions.get(0));
        select.setFrom(select.getFrom() == null ? items : joined(select.getFrom(), items));
      }
    }
    refuseIn(select.getSelectList());
    refuseIn(select.getWhere());
    refuseIn(select.getGroup());
    refuseIn(select.getHaving());
  }

  /** Whether each item that the function is in is a key of {@code select}'s groups. */
  private boolean groups(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      if (item instanceof SqlCall call && isIn(call) && !isKey(call, i + 1, select.getGroup())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKey(SqlCall item, int number, SqlNodeList keys) {
    boolean isNamed = item.getKind() == SqlKind.AS;
    SqlNode value = isNamed ? item.operand(0) : item;
    String name = isNamed ? item.operand(1).toString() : "";
    return keys.stream()
        .anyMatch(
            key ->
                key.toString().equals(Integer.toString(number))
                    || (key instanceof SqlIdentifier && key.toString().equalsIgnoreCase(name))
                    || key.equalsDeep(value, Litmus.IGNORE));
  }

  /** Refuses UNNEST where a value is wanted, queries in {@code clause} apart. */
  static void refuseIn(@Nullable SqlNode clause) {
    if (clause != null) {
      clause.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (call.getKind() == SqlKind.UNNEST) {
                throw new StatementException(
                    SqlState.STATEMENT_FAULT,
                    "UNNEST gives rows, not a value: write FROM runs CROSS JOIN UNNEST(tags) AS t"
                        + " (tag), and tag where a value is wanted");
              }
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }
          });
    }
  }

  private static boolean hasFunction(SqlNodeList items) {
    return items.stream().anyMatch(item -> item instanceof SqlCall call && isIn(call));
  }

  private static boolean isIn(SqlCall call) {
    return isFunction(call)
        || call.getOperandList().stream()
            .anyMatch(operand -> operand instanceof SqlCall inner && isIn(inner));
  }

  private static boolean isFunction(SqlCall call) {
    return call.getKind() == SqlKind.UNNEST
        || (call.getOperator() instanceof SqlFunction function
            && function.getNameAsId() != null
            && function.getNameAsId().isSimple()
            && ListFunctions.of(function.getName()) != null);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    } else if (isFunction(call)) {
      if (functions.stream().noneMatch(one -> one.equalsDeep(call, Litmus.IGNORE))) {
        functions.add(call);
      }
      return new SqlIdentifier(List.of(ITEMS, ITEM), call.getParserPosition());
    }
    aggregates |=
        call.getKind() == SqlKind.OVER || Aggregates.entry(call.getOperator().getName()) != null;
    return super.visit(call);
  }

  private static SqlNode items(SqlCall function) {
    SqlParserPos position = function.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        position,
        function.getKind() == SqlKind.UNNEST
            ? function
            : SqlStdOperatorTable.COLLECTION_TABLE.createCall(position, function),
        new SqlIdentifier(ITEMS, position),
        new SqlIdentifier(ITEM, position));
  }

  private static SqlNode joined(SqlNode from, SqlNode items) {
    SqlParserPos position = items.getParserPosition();
    return new SqlJoin(
        position,
        from,
        SqlLiteral.createBoolean(false, position),
        JoinType.CROSS.symbol(position),
        items,
        JoinConditionType.NONE.symbol(position),
        null);
  }
}
