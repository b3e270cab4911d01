package io.github.wandbjdbc.engine.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a column is one of some values: {@code project = 'a'}, {@code h.project IN ('a',
 * ?)}.
 *
 * @param texts the values that the statement tells
 * @param parameters the indexes of the question marks among them
 */
record ColumnComparison(ColumnName column, Set<String> texts, Set<Integer> parameters) {

  /**
   * A column as conditions call it.
   *
   * @param alias what they call its table, in lower case; empty if they don't say
   * @param column in lower case, unless it is quoted: it may be the name of a metric then, so its
   *     case counts
   */
  record ColumnName(String alias, String column) {
    static ColumnName of(SqlIdentifier name) {
      int last = name.names.size() - 1;
      String column = name.names.get(last);
      return new ColumnName(
          last == 0 ? "" : name.names.get(last - 1).toLowerCase(Locale.ROOT),
          NamedColumns.isQuoted(name, last) ? column : column.toLowerCase(Locale.ROOT));
    }

    boolean isQualified() {
      return !alias.isEmpty();
    }

    ColumnName in(String table) {
      return new ColumnName(table, column);
    }
  }

  /** The comparison that {@code condition} is; null if it is something else. */
  static @Nullable ColumnComparison of(SqlNode condition) {
    if (!(condition instanceof SqlBasicCall call)) {
      return null;
    }
    if (call.getKind() == SqlKind.EQUALS) {
      SqlNode left = call.operand(0);
      SqlNode right = call.operand(1);
      return left instanceof SqlIdentifier column
          ? of(column, List.of(right))
          : right instanceof SqlIdentifier column ? of(column, List.of(left)) : null;
    }
    return call.getKind() == SqlKind.IN
            && call.operand(0) instanceof SqlIdentifier column
            && call.operand(1) instanceof SqlNodeList values
        ? of(column, values)
        : null;
  }

  private static @Nullable ColumnComparison of(
      SqlIdentifier column, List<? extends @Nullable SqlNode> values) {
    Set<String> texts = new HashSet<>();
    Set<Integer> parameters = new HashSet<>();
    for (SqlNode value : values) {
      if (value instanceof SqlDynamicParam parameter) {
        parameters.add(parameter.getIndex());
      } else if (value instanceof SqlCharStringLiteral text) {
        texts.add(text.getValueAs(String.class));
      } else if (value == null || !SqlUtil.isNullLiteral(value, false)) {
        return null;
      }
    }
    return new ColumnComparison(ColumnName.of(column), texts, parameters);
  }

  /** Both columns of {@code a.x = b.y}; empty for other conditions. */
  static List<ColumnName> equalColumns(SqlNode condition) {
    return condition instanceof SqlBasicCall call
            && call.getKind() == SqlKind.EQUALS
            && call.operand(0) instanceof SqlIdentifier one
            && call.operand(1) instanceof SqlIdentifier other
            && !one.isSimple()
            && !other.isSimple()
        ? List.of(ColumnName.of(one), ColumnName.of(other))
        : List.of();
  }
}
