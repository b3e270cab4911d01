package io.github.wandbjdbc.engine.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Spells a name of WITH as it was spelt there, wherever it is read in other case: the validator
 * looks for it letter by letter.
 */
final class WithNames extends SqlBasicVisitor<@Nullable Void> {
  private final Deque<Map<String, String>> scopes = new ArrayDeque<>();

  private WithNames() {}

  /** Does so in all of {@code statement}. */
  static void settle(SqlNode statement) {
    statement.accept(new WithNames());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      with(with);
      return null;
    }
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      select.setFrom(named(select.getFrom()));
    } else if (call instanceof SqlJoin join) {
      join.setLeft(named(join.getLeft()));
      join.setRight(named(join.getRight()));
    }
    return super.visit(call);
  }

  private void with(SqlWith with) {
    Map<String, String> names = new HashMap<>();
    scopes.push(names);
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      String name = item.name.getSimple();
      if (item.recursive.booleanValue()) {
        names.put(name.toLowerCase(Locale.ROOT), name);
      }
      item.query.accept(this);
      names.put(name.toLowerCase(Locale.ROOT), name);
    }
    with.body.accept(this);
    scopes.pop();
  }

  private SqlNode named(SqlNode table) {
    if (table.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) table;
      SqlNode called = as.operand(0);
      SqlNode named = named(called);
      if (named != called) {
        as.setOperand(0, ((SqlCall) named).getOperandList().get(0));
      }
    } else if (table instanceof SqlIdentifier name && name.isSimple()) {
      String spelt = spelt(name.getSimple());
      if (spelt != null && !spelt.equals(name.getSimple())) {
        // Columns are called by the name that the statement has for the table.
        return SqlStdOperatorTable.AS.createCall(
            name.getParserPosition(), name.setName(0, spelt), name);
      }
    }
    return table;
  }

  private @Nullable String spelt(String name) {
    for (Map<String, String> names : scopes) {
      String spelt = names.get(name.toLowerCase(Locale.ROOT));
      if (spelt != null) {
        return spelt;
      }
    }
    return null;
  }
}
