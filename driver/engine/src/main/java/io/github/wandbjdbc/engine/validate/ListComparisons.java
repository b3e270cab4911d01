package io.github.wandbjdbc.engine.validate;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** The comparisons of {@code x IN (1, 2)}: {@code x = 1}, {@code x = 2}. */
final class ListComparisons {
  private ListComparisons() {}

  /** The comparisons of {@code test}; null if it tests for no list, or for many parameters. */
  static @Nullable List<SqlNode> of(SqlNode test) {
    if ((test.getKind() != SqlKind.IN && test.getKind() != SqlKind.NOT_IN)
        || !(((SqlCall) test).operand(1) instanceof SqlNodeList list)
        || list.isEmpty()
        || (list.size() >= LongLists.SHORTEST
            && list.stream().anyMatch(SqlDynamicParam.class::isInstance))) {
      return null;
    }
    SqlNode value = ((SqlCall) test).operand(0);
    return list.stream().map(listed -> equal(value, listed)).toList();
  }

  private static SqlNode equal(SqlNode value, SqlNode listed) {
    if (value.getKind() != SqlKind.ROW || listed.getKind() != SqlKind.ROW) {
      return SqlStdOperatorTable.EQUALS.createCall(listed.getParserPosition(), value, listed);
    }
    SqlCall row = (SqlCall) value;
    return IntStream.range(0, row.operandCount())
        .mapToObj(i -> equal(row.operand(i), ((SqlCall) listed).operand(i)))
        .reduce(
            (left, right) ->
                SqlStdOperatorTable.AND.createCall(listed.getParserPosition(), left, right))
        .orElseThrow();
  }
}
