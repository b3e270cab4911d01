package io.github.wandbjdbc.engine.validate.operators;

import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.lists.ListFunction;
import io.github.wandbjdbc.engine.values.lists.ListFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The table functions of no table, {@code FROM GENERATE_SERIES(1, 3) AS s(i)}: UNNEST of a list,
 * which is like LATERAL where it names columns of tables before it. Its column has the function's
 * name unless the statement gives it another.
 */
final class ListTables {
  private ListTables() {}

  /** The function that {@code table}, of a FROM clause, calls, if it is one of these. */
  static @Nullable ListFunction function(SqlCall table) {
    return table.getKind() == SqlKind.COLLECTION_TABLE
            && table.operand(0) instanceof SqlCall call
            && call.getOperator() instanceof SqlFunction function
            && function.getNameAsId() != null
            && function.getNameAsId().isSimple()
        ? ListFunctions.of(function.getName())
        : null;
  }

  /** The rows of {@code list}, called with {@code operands}. */
  static SqlNode rows(ListFunction list, List<SqlNode> operands, SqlParserPos position) {
    return named(
        list.getName().toLowerCase(Locale.ROOT),
        SqlStdOperatorTable.UNNEST.createCall(position, list.createCall(position, operands)));
  }

  /**
   * {@code call} with a list for UNNEST of a JSON text, or {@code x = ANY(tags)} of the items of
   * one, or with one alias; null if it is something else.
   */
  static @Nullable SqlNode of(SqlCall call) {
    return switch (call.getKind()) {
      case UNNEST -> isArray(call) ? ofArray(call) : ofJson(call);
      case AS -> aliased(call);
      case SOME, ALL -> quantified(call);
      default -> null;
    };
  }

  private static boolean isArray(SqlCall unnest) {
    return unnest.operandCount() == 1
        && unnest.operand(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR;
  }

  /** {@code UNNEST(ARRAY[1, 2])} of values alone is VALUES; null if it is of columns. */
  private static @Nullable SqlNode ofArray(SqlCall unnest) {
    SqlCall array = unnest.operand(0);
    if (array.operandCount() == 0
        || ((SqlUnnestOperator) unnest.getOperator()).withOrdinality
        || !ConstantNodes.isConstant(array)) {
      return null;
    }
    SqlParserPos position = unnest.getParserPosition();
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode value : array.getOperandList()) {
      rows.add(SqlStdOperatorTable.ROW.createCall(value.getParserPosition(), value));
    }
    return named("unnest", SqlStdOperatorTable.VALUES.createCall(position, rows));
  }

  private static @Nullable SqlNode ofJson(SqlCall unnest) {
    boolean isOurs =
        unnest.operandCount() != 1
            || (unnest.operand(0) instanceof SqlCall call
                && call.getOperator() instanceof ListFunction);
    ListFunction list = isOurs ? null : ListFunctions.of(ListFunctions.UNNEST);
    if (list == null) {
      return null;
    }
    SqlParserPos position = unnest.getParserPosition();
    SqlCall rows =
        unnest
            .getOperator()
            .createCall(position, list.createCall(position, unnest.<SqlNode>operand(0)));
    return ((SqlUnnestOperator) unnest.getOperator()).withOrdinality ? rows : named("unnest", rows);
  }

  /** {@code x = ANY(tags)}, where Calcite takes the whole text for one value. */
  private static @Nullable SqlNode quantified(SqlCall comparison) {
    ListFunction list = ListFunctions.of(ListFunctions.UNNEST);
    if (list == null
        || !(comparison.operand(1) instanceof SqlNodeList values)
        || values.size() != 1
        || !(values.get(0) instanceof SqlIdentifier column)) {
      return null;
    }
    SqlParserPos position = column.getParserPosition();
    SqlNode items = GrammarOperators.query(rows(list, List.of(column), position));
    return comparison
        .getOperator()
        .createCall(comparison.getParserPosition(), comparison.operand(0), items);
  }

  private static SqlNode named(String name, SqlCall rows) {
    SqlParserPos position = rows.getParserPosition();
    SqlIdentifier alias = new SqlIdentifier(name, position);
    return SqlStdOperatorTable.AS.createCall(position, rows, alias, alias);
  }

  /** Whether nobody has written {@code alias}. */
  private static boolean isMade(SqlCall alias) {
    return alias.operandCount() == 3 && alias.operand(1) == alias.operand(2);
  }

  /** {@code AS s(i)}, or {@code AS i}, which names the column, too, around the name of its own. */
  private static @Nullable SqlNode aliased(SqlCall as) {
    if (!(as.operand(0) instanceof SqlCall inner)
        || inner.getKind() != SqlKind.AS
        || !(inner.operand(0) instanceof SqlCall unnest)
        || (unnest.getKind() != SqlKind.UNNEST && unnest.getKind() != SqlKind.VALUES)
        || !isMade(inner)) {
      return null;
    }
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, unnest);
    if (operands.size() == 2) {
      operands.add(as.operand(1));
    }
    return new SqlBasicCall(as.getOperator(), operands, as.getParserPosition());
  }

  /** Refuses {@code SELECT GENERATE_SERIES(1, 3)}: rows come of FROM alone. */
  static void refuseAsValue(String name) {
    if (ListFunctions.of(name) != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%1$s gives rows, not a value: write SELECT i FROM %1$s(…) AS s(i)"
              .formatted(name.toUpperCase(Locale.ROOT)));
    }
  }
}
