package io.github.wandbjdbc.engine.validate.names;

import io.github.wandbjdbc.engine.validate.grouping.Likeness;
import io.github.wandbjdbc.engine.validate.grouping.SortKeys;
import io.github.wandbjdbc.engine.validate.names.CommonColumns.JoinedColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;

/**
 * Refuses to sort the rows of SELECT DISTINCT by what isn't selected: each stands for several,
 * which may differ in that.
 */
final class DistinctOrder {
  private DistinctOrder() {}

  /**
   * Checks {@code select}, whose names are settled, and which gives the columns {@code selected} of
   * the names {@code labels}.
   *
   * @throws StatementException if it is sorted by anything else
   */
  static void settle(
      SqlSelect select, Set<String> labels, List<JoinedColumn> selected, Likeness likeness) {
    SqlNodeList order = select.getOrderList();
    if (!select.isDistinct() || order == null) {
      return;
    }
    Map<String, SqlNode> values = new HashMap<>();
    selected.forEach(column -> values.putIfAbsent(likeness.of(column.value()), column.value()));
    for (SqlNode item : select.getSelectList()) {
      SqlNode value = SqlUtil.stripAs(item);
      values.put(likeness.of(value), value);
    }
    for (int i = 0; i < order.size(); i++) {
      SqlNode key = SortKeys.bare(SqlUtil.stripAsFromOrder(order.get(i)));
      boolean isLabel =
          key instanceof SqlIdentifier name && name.isSimple() && labels.contains(name.getSimple());
      if (isLabel || key instanceof SqlLiteral) {
        continue;
      }
      SqlNode value = values.get(likeness.of(key));
      if (value == null) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            ("SELECT DISTINCT can only be sorted by selected expressions: select %s, too, or"
                    + " sort in an outer query")
                .formatted(StatementException.shortened(key.toString().replace('`', '"'))));
      }
      if (key instanceof SqlCall) {
        order.set(i, by(order.get(i), value));
      }
    }
  }

  /** {@code key} with {@code value} in the place of what it sorts by. */
  private static SqlNode by(SqlNode key, SqlNode value) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) key;
        yield call.getOperator().createCall(call.getParserPosition(), by(call.operand(0), value));
      }
      default -> value.clone(key.getParserPosition());
    };
  }
}
