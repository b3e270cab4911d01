package io.github.wandbjdbc.engine.validate.parameters;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Spells out what a list of rows of parameters means, as mappers write it for a key of several
 * columns: {@code (a, b) IN ((?, ?), (?, ?))} is {@code a = ? AND b = ? OR a = ? AND b = ?}. The
 * types of parameters within rows would stay unknown.
 */
public final class RowLists {
  private RowLists() {}

  /** {@code call}, or what it means if it tests for such a list, or whether a row is NULL. */
  public static SqlCall spelledOut(SqlCall call) {
    boolean isNull = call.getKind() == SqlKind.IS_NULL;
    if ((isNull || call.getKind() == SqlKind.IS_NOT_NULL)
        && call.operand(0) instanceof SqlCall row
        && row.getKind() == SqlKind.ROW) {
      // Of a row, neither need be true.
      return all(
          SqlStdOperatorTable.AND,
          row.getOperandList().stream()
              .map(value -> call.getOperator().createCall(call.getParserPosition(), value))
              .toList(),
          call.getParserPosition());
    }
    boolean negated = call.getKind() == SqlKind.NOT_IN;
    if ((!negated && call.getKind() != SqlKind.IN)
        || !(call.operand(0) instanceof SqlCall columns)
        || !(call.operand(1) instanceof SqlNodeList rows)
        || !isRowOfColumns(columns)
        || !rows.stream().allMatch(row -> isRowOfAsMany(row, columns))
        || rows.stream().noneMatch(RowLists::hasParameter)) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlCall isOneOf =
        all(
            SqlStdOperatorTable.OR,
            rows.stream().map(row -> equal(columns, (SqlCall) row)).toList(),
            position);
    return negated ? SqlStdOperatorTable.NOT.createCall(position, isOneOf) : isOneOf;
  }

  private static SqlCall equal(SqlCall columns, SqlCall row) {
    SqlParserPos position = row.getParserPosition();
    List<SqlCall> equalities =
        IntStream.range(0, columns.operandCount())
            .mapToObj(
                i ->
                    SqlStdOperatorTable.EQUALS.createCall(
                        position, columns.operand(i).clone(position), row.operand(i)))
            .toList();
    return all(SqlStdOperatorTable.AND, equalities, position);
  }

  private static SqlCall all(SqlOperator operator, List<SqlCall> parts, SqlParserPos position) {
    return parts.stream()
        .reduce((left, right) -> operator.createCall(position, left, right))
        .orElseThrow();
  }

  private static boolean isRowOfColumns(SqlCall call) {
    return call.getKind() == SqlKind.ROW
        && call.getOperandList().stream().allMatch(SqlIdentifier.class::isInstance);
  }

  private static boolean isRowOfAsMany(SqlNode node, SqlCall columns) {
    return node.getKind() == SqlKind.ROW
        && ((SqlCall) node).operandCount() == columns.operandCount();
  }

  private static boolean hasParameter(SqlNode row) {
    return ((SqlCall) row).getOperandList().stream().anyMatch(SqlDynamicParam.class::isInstance);
  }
}
