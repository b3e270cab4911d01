package io.github.wandbjdbc.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A name in a statement, with what stands around it.
 *
 * @param around the nodes around the name, the nearest first
 */
record NameContext(SqlIdentifier name, List<SqlNode> around) {

  /** The name at {@code line} and {@code column} of {@code statement}, if one is there. */
  static Optional<NameContext> at(SqlNode statement, int line, int column) {
    return Optional.ofNullable(find(statement, line, column, new ArrayList<>()));
  }

  private static @Nullable NameContext find(
      @Nullable SqlNode node, int line, int column, List<SqlNode> path) {
    if (node instanceof SqlIdentifier name) {
      return covers(name.getParserPosition(), line, column)
          ? new NameContext(name, List.copyOf(path))
          : null;
    }
    List<? extends @Nullable SqlNode> children =
        node instanceof SqlCall call
            ? call.getOperandList()
            : node instanceof SqlNodeList list ? list.getList() : List.of();
    for (SqlNode child : children) {
      if (node != null && child != null) {
        path.add(0, node);
        NameContext found = find(child, line, column, path);
        path.remove(0);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean covers(SqlParserPos position, int line, int column) {
    boolean isAfterStart =
        line > position.getLineNum()
            || (line == position.getLineNum() && column >= position.getColumnNum());
    boolean isBeforeEnd =
        line < position.getEndLineNum()
            || (line == position.getEndLineNum() && column <= position.getEndColumnNum());
    return position.getLineNum() > 0 && isAfterStart && isBeforeEnd;
  }

  /** The SELECT that the name belongs to; null if it belongs to none. */
  @Nullable SqlSelect select() {
    for (SqlNode node : around) {
      SqlSelect select = select(node);
      if (select != null) {
        return select;
      }
    }
    return null;
  }

  /** That SELECT, and those around it whose columns it may name, too. */
  List<SqlSelect> selects() {
    List<SqlSelect> selects = new ArrayList<>();
    for (SqlNode node : around) {
      SqlSelect select = select(node);
      boolean isVisible = select != null && (selects.isEmpty() || !isInFrom(select));
      if (select != null && isVisible) {
        selects.add(select);
      }
    }
    return selects;
  }

  private boolean isInFrom(SqlSelect select) {
    SqlNode from = select.getFrom();
    return from != null && around.contains(from);
  }

  /** The SELECT that {@code node} is, or whose rows it sorts by the name. */
  private @Nullable SqlSelect select(SqlNode node) {
    if (node instanceof SqlSelect select) {
      return select;
    }
    SqlNode query =
        node instanceof SqlOrderBy ordered && !around.contains(ordered.query)
            ? ordered.query
            : null;
    while (query instanceof SqlWith || (query != null && query.isA(SqlKind.SET_QUERY))) {
      query = query instanceof SqlWith with ? with.body : ((SqlCall) query).operand(0);
    }
    return query instanceof SqlSelect select ? select : null;
  }

  /** Whether the name is that of a table, in FROM. */
  boolean isTable() {
    SqlNode within = name;
    for (SqlNode node : around) {
      if (node instanceof SqlSelect select) {
        return select.getFrom() == within;
      }
      if (node.getKind() == SqlKind.JOIN) {
        List<SqlNode> operands = ((SqlCall) node).getOperandList();
        if (operands.get(0) != within && operands.get(3) != within) {
          return false;
        }
      } else if (node.getKind() != SqlKind.AS
          && node.getKind() != SqlKind.TABLE_REF
          && node.getKind() != SqlKind.EXPLICIT_TABLE) {
        return false;
      }
      within = node;
    }
    return false;
  }

  /** Whether the name stands in the WHERE clause of its SELECT. */
  boolean isInWhere() {
    SqlNode within = name;
    for (SqlNode node : around) {
      if (node instanceof SqlSelect select) {
        return select.getWhere() == within;
      }
      within = node;
    }
    return false;
  }
}
