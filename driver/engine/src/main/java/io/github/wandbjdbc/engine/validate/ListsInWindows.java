package io.github.wandbjdbc.engine.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Spells out {@code x IN (1, 2)} within PARTITION BY and ORDER BY of a window as {@code x = 1 OR x
 * = 2}: Calcite takes a list for a query, and looks for none there.
 */
final class ListsInWindows extends SqlShuttle {
  private ListsInWindows() {}

  static void spellOut(SqlWindow window) {
    ListsInWindows lists = new ListsInWindows();
    lists.in(window.getPartitionList());
    lists.in(window.getOrderList());
  }

  private void in(SqlNodeList keys) {
    for (int i = 0; i < keys.size(); i++) {
      SqlNode visited = keys.get(i).accept(this);
      if (visited != null) {
        keys.set(i, visited);
      }
    }
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    SqlNode visited = super.visit(call);
    boolean negated = call.getKind() == SqlKind.NOT_IN;
    if (!(visited instanceof SqlCall test)
        || !(negated || test.getKind() == SqlKind.IN)
        || !(test.operand(1) instanceof SqlNodeList list)
        || list.isEmpty()) {
      return visited;
    }
    SqlParserPos position = test.getParserPosition();
    SqlCall any = null;
    for (SqlNode value : list) {
      SqlCall same = SqlStdOperatorTable.EQUALS.createCall(position, test.operand(0), value);
      any = any == null ? same : SqlStdOperatorTable.OR.createCall(position, any, same);
    }
    return negated ? SqlStdOperatorTable.NOT.createCall(position, any) : any;
  }
}
