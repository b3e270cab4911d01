package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.grammar.DistinctOn;
import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.grammar.OrderedWithTies;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rows that {@code DISTINCT ON} and {@code WITH TIES} choose, by conditions on the numbers that
 * windows give them.
 */
final class ChosenRows {
  private ChosenRows() {}

  /** A row is the first of its kind where its number among those with the same keys is 1. */
  static SqlSelect distinct(DistinctOn distinct, SqlNodeList order) {
    SqlParserPos position = distinct.getParserPosition();
    SqlNodeList keys = meant(distinct.keys(), distinct);
    SqlNodeList sorted = meant(order, distinct);
    for (int i = 0; i < Math.min(keys.size(), sorted.size()); i++) {
      SqlNode key = sorted.get(i);
      if (keys.stream().noneMatch(one -> isSame(one, unordered(key)))) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "ORDER BY must begin with the expressions of DISTINCT ON, since it decides"
                + " which of their rows is the first: ORDER BY "
                + String.join(", ", keys.stream().map(Object::toString).toList())
                + ", ...");
      }
    }
    SqlNode isFirst =
        SqlStdOperatorTable.EQUALS.createCall(
            position,
            numbered(SqlStdOperatorTable.ROW_NUMBER.createCall(position), keys, sorted),
            SqlLiteral.createExactNumeric("1", position));
    return chosen(distinct, isFirst);
  }

  /** Those that rank no later than the last one that is wanted. */
  static SqlCall withTies(OrderedWithTies ties) {
    SqlParserPos position = ties.getParserPosition();
    if (ties.orderList.isEmpty()) {
      throw new StatementException(SqlState.STATEMENT_FAULT, "WITH TIES needs an ORDER BY");
    }
    SqlSelect select = selectOf(ties.query);
    SqlNodeList order = meant(ties.orderList, select);
    SqlNode last = Objects.requireNonNull(ties.fetch);
    SqlNode condition =
        SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(
            position,
            numbered(
                SqlStdOperatorTable.RANK.createCall(position), SqlNodeList.EMPTY, copied(order)),
            ties.offset == null
                ? last
                : SqlStdOperatorTable.PLUS.createCall(position, ties.offset, last));
    if (ties.offset != null) {
      SqlNode number =
          numbered(
              SqlStdOperatorTable.ROW_NUMBER.createCall(position),
              SqlNodeList.EMPTY,
              copied(order));
      condition =
          SqlStdOperatorTable.AND.createCall(
              position,
              condition,
              SqlStdOperatorTable.GREATER_THAN.createCall(position, number, ties.offset));
    }
    return new SqlOrderBy(position, chosen(select, condition), ties.orderList, null, null);
  }

  /** A query whose rows can be chosen among by QUALIFY: a set operation is a table of its own. */
  private static SqlSelect selectOf(SqlNode query) {
    if (query instanceof SqlSelect select && !select.isDistinct()) {
      return select instanceof DistinctOn distinct ? distinct(distinct, SqlNodeList.EMPTY) : select;
    }
    SqlParserPos position = query.getParserPosition();
    return GrammarOperators.query(
        SqlStdOperatorTable.AS.createCall(position, query, new SqlIdentifier(" rows", position)));
  }

  /** The same query, of whose rows those remain that meet {@code condition} as well. */
  private static SqlSelect chosen(SqlSelect select, SqlNode condition) {
    SqlNode before = select.getQualify();
    if (before != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "QUALIFY can't be combined with this: put the query into (SELECT ...) AS t");
    }
    return new SqlSelect(
        select.getParserPosition(),
        SqlNodeList.EMPTY,
        select.getSelectList(),
        select.getFrom(),
        select.getWhere(),
        select.getGroup(),
        select.getHaving(),
        select.getWindowList(),
        condition,
        null,
        null,
        null,
        null);
  }

  private static SqlNode numbered(SqlNode function, SqlNodeList keys, SqlNodeList order) {
    SqlParserPos position = function.getParserPosition();
    SqlWindow window =
        SqlWindow.create(
            null,
            null,
            copied(keys),
            order,
            SqlLiteral.createBoolean(false, position),
            null,
            null,
            null,
            SqlWindow.createExcludeNoOthers(position),
            position);
    return SqlStdOperatorTable.OVER.createCall(position, function, window);
  }

  /**
   * The keys of an ORDER BY or its like, with numbers and aliases replaced by the items of {@code
   * select}.
   */
  private static SqlNodeList meant(SqlNodeList keys, SqlSelect select) {
    SqlNodeList meant = new SqlNodeList(keys.getParserPosition());
    keys.forEach(key -> meant.add(meant(Objects.requireNonNull(key), select)));
    return meant;
  }

  private static SqlNode meant(SqlNode key, SqlSelect select) {
    if (isOrdered(key)) {
      SqlCall ordered = (SqlCall) key;
      SqlNode value = ordered.operand(0);
      return ordered.getOperator().createCall(ordered.getParserPosition(), meant(value, select));
    }
    if (key instanceof SqlNumericLiteral number && number.isInteger()) {
      int at = number.intValue(true);
      SqlNodeList list = select.getSelectList();
      if (list.stream().anyMatch(QueryForms::isStar)) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "with DISTINCT ON and WITH TIES no column of a * has a number: write the name of column %d"
                .formatted(at));
      }
      if (at < 1 || at > list.size()) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "the SELECT list has no column %d".formatted(at));
      }
      return copied(value(list.get(at - 1)));
    }
    if (key instanceof SqlIdentifier name && name.isSimple()) {
      for (SqlNode item : select.getSelectList()) {
        if (item.getKind() == SqlKind.AS
            && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
            && alias.getSimple().equalsIgnoreCase(name.getSimple())) {
          return copied(value(item));
        }
      }
    }
    return copied(key);
  }

  private static boolean isOrdered(SqlNode key) {
    return key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST;
  }

  private static SqlNode unordered(SqlNode key) {
    return isOrdered(key) ? unordered(((SqlCall) key).getOperandList().get(0)) : key;
  }

  private static boolean isSame(SqlNode one, SqlNode other) {
    return one.toString().equalsIgnoreCase(other.toString());
  }

  private static SqlNode value(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  private static SqlNodeList copied(SqlNodeList nodes) {
    SqlNodeList copies = new SqlNodeList(nodes.getParserPosition());
    nodes.forEach(node -> copies.add(copied(Objects.requireNonNull(node))));
    return copies;
  }

  /** A node of its own: validation writes into those that it sees. */
  private static SqlNode copied(SqlNode node) {
    SqlNode copy =
        node.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlIdentifier name) {
                return name.clone(name.getParserPosition());
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler copying = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, copying);
                return copying.result();
              }
            });
    return copy == null ? node : copy;
  }
}
