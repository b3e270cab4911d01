package io.github.wandbjdbc.engine.validate.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Tells what there is of windows in a statement. */
public final class Windows {
  /** Where the list of windows stands among the operands of a SELECT. */
  public static final int OPERAND = 6;

  private Windows() {}

  /** {@code windows} in lists in which no two are the same but for their names. */
  public static List<SqlNodeList> apart(SqlNodeList windows) {
    List<SqlNodeList> lists = new ArrayList<>();
    for (SqlNode window : windows) {
      SqlNodeList without =
          lists.stream()
              .filter(
                  list -> list.stream().noneMatch(other -> other.equalsDeep(window, Litmus.IGNORE)))
              .findFirst()
              .orElse(null);
      if (without == null) {
        without = new SqlNodeList(windows.getParserPosition());
        lists.add(without);
      }
      without.add(window);
    }
    return lists;
  }

  /** Whether a function is computed over a window in {@code nodes}, queries in them apart. */
  public static boolean isIn(SqlNodeList nodes) {
    return hasCall(nodes, call -> call.getKind() == SqlKind.OVER);
  }

  /** Whether there is a query in {@code nodes}. */
  public static boolean haveQuery(SqlNodeList nodes) {
    return hasCall(nodes, call -> call.isA(SqlKind.QUERY));
  }

  private static boolean hasCall(SqlNodeList nodes, Predicate<SqlCall> isOne) {
    try {
      nodes.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (isOne.test(call)) {
                throw Util.FoundOne.NULL;
              }
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne e) {
      return true;
    }
  }
}
