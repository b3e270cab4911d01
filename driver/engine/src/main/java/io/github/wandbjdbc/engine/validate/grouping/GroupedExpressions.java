package io.github.wandbjdbc.engine.validate.grouping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a query is grouped by in all its clauses as in GROUP BY, however it was written
 * there: Calcite knows it by its letters, and would compute it of the columns else, which are NULL
 * in the rows of other sets.
 */
public final class GroupedExpressions extends SqlShuttle {
  private final ExpressionEquality likeness;
  private final Map<String, SqlNode> grouped = new HashMap<>();

  private GroupedExpressions(ExpressionEquality likeness) {
    this.likeness = likeness;
  }

  /** Writes those of {@code select}, whose names are settled; tells the likeness of all. */
  public static Set<String> settle(SqlSelect select, ExpressionEquality likeness) {
    if (select.getGroup() == null) {
      return Set.of();
    }
    GroupedExpressions expressions = new GroupedExpressions(likeness);
    expressions.add(select.getGroup(), select.getSelectList());
    if (expressions.grouped.values().stream().anyMatch(SqlCall.class::isInstance)) {
      expressions.write(select);
    }
    return expressions.grouped.keySet();
  }

  private void add(List<? extends @Nullable SqlNode> keys, SqlNodeList items) {
    for (SqlNode key : keys) {
      if (key instanceof SqlNodeList list) {
        add(list, items);
      } else if (key instanceof SqlNumericLiteral place && place.isInteger()) {
        int index = place.bigDecimalValue().intValue() - 1;
        if (index >= 0 && index < items.size()) {
          put(SqlUtil.stripAs(items.get(index)));
        }
      } else if (key instanceof SqlIdentifier) {
        put(key);
      } else if (key instanceof SqlCall call) {
        switch (call.getKind()) {
          case GROUPING_SETS, ROLLUP, CUBE, ROW, GROUP_BY_DISTINCT ->
              add(call.getOperandList(), items);
          default -> put(call);
        }
      }
    }
  }

  private void put(SqlNode key) {
    grouped.putIfAbsent(likeness.of(key), key);
  }

  private void write(SqlSelect select) {
    in(select.getSelectList());
    if (select.getHaving() != null) {
      select.setHaving(written(select.getHaving()));
    }
    if (select.getQualify() != null) {
      select.setQualify(written(select.getQualify()));
    }
    in(select.getWindowList());
    if (select.getOrderList() != null) {
      in(select.getOrderList());
    }
  }

  private void in(SqlNodeList nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.set(i, written(nodes.get(i)));
    }
  }

  private SqlNode written(SqlNode node) {
    SqlNode visited = node.accept(this);
    return visited == null ? node : visited;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    if (call.getKind() == SqlKind.AS) {
      call.setOperand(0, written(call.operand(0)));
      return call;
    }
    SqlNode key = grouped.get(likeness.of(call));
    if (key == null) {
      return super.visit(call);
    }
    return key.equalsDeep(call, Litmus.IGNORE) ? call : key.clone(call.getParserPosition());
  }
}
