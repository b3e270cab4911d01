package io.github.wandbjdbc.engine.validate.parameters;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons with the elements of an array that is bound: {@code x = ANY(?)} is {@code x IN (?, …,
 * ?)}, {@code x <> ALL(?)} is {@code x NOT IN (…)}.
 */
public final class ArrayComparisons {
  private ArrayComparisons() {}

  /** The array that {@code call} compares with; null if it isn't such a comparison. */
  public static @Nullable SqlDynamicParam arrayOf(SqlCall call) {
    return call.getOperator() instanceof SqlQuantifyOperator
            && call.operand(1) instanceof SqlNodeList list
            && list.size() == 1
            && list.get(0) instanceof SqlDynamicParam array
        ? array
        : null;
  }

  /** {@code call} with {@code count} parameters from index {@code first} on for its array. */
  public static SqlNode spelledOut(SqlCall call, int first, int count) {
    SqlParserPos position = call.getParserPosition();
    boolean isAny = call.getKind() == SqlKind.SOME;
    if (count == 0) {
      return SqlLiteral.createBoolean(!isAny, position);
    }
    List<SqlNode> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(new SqlDynamicParam(first + i, position));
    }
    SqlNode value = call.operand(0);
    SqlKind comparison = ((SqlQuantifyOperator) call.getOperator()).comparisonKind;
    if (comparison == (isAny ? SqlKind.EQUALS : SqlKind.NOT_EQUALS)) {
      return (isAny ? SqlStdOperatorTable.IN : SqlStdOperatorTable.NOT_IN)
          .createCall(position, value, new SqlNodeList(elements, position));
    }
    SqlOperator connective = isAny ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND;
    SqlOperator compared = operator(comparison);
    SqlNode all = compared.createCall(position, value, elements.get(0));
    for (SqlNode element : elements.subList(1, count)) {
      SqlNode one = compared.createCall(position, value.clone(position), element);
      all = connective.createCall(position, all, one);
    }
    return all;
  }

  private static SqlOperator operator(SqlKind comparison) {
    return switch (comparison) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    };
  }
}
