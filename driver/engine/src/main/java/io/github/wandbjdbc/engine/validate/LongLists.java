package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code x IN (1, 2, … many)} into {@code x IN (SELECT t.v FROM (VALUES 1, 2, …) t (v))}: as
 * a condition, which is what a shorter list becomes, so many values would be more than generated
 * code can hold, and would take planning ages.
 */
public final class LongLists extends SqlShuttle {
  /** A shorter list stays a condition, which can travel to the API. */
  public static final int SHORTEST = 200;

  private LongLists() {}

  /** The same statement, with long lists as tables. */
  public static SqlNode asTables(SqlNode statement) {
    SqlNode rewritten = statement.accept(new LongLists());
    return rewritten == null ? statement : rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlBasicCall in)
        || (in.getKind() != SqlKind.IN && in.getKind() != SqlKind.NOT_IN)
        || !(in.operand(1) instanceof SqlNodeList list)
        || list.size() < SHORTEST
        || !list.stream().allMatch(LongLists::isValue)) {
      return visited;
    }
    return in.getOperator()
        .createCall(in.getParserPosition(), in.operand(0), table(list.getList()));
  }

  private static boolean isValue(@Nullable SqlNode node) {
    if (node instanceof SqlLiteral literal) {
      return literal.getValue() != null;
    }
    return node instanceof SqlCall call
        && call.getKind() == SqlKind.MINUS_PREFIX
        && isValue(call.operand(0));
  }

  private static SqlNode table(List<? extends @Nullable SqlNode> values) {
    SqlParserPos nowhere = SqlParserPos.ZERO;
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode value : values) {
      rows.add(SqlStdOperatorTable.ROW.createCall(nowhere, value));
    }
    SqlNode column = new SqlIdentifier("v", nowhere);
    // Qualified, it can't be taken for a column of any other table.
    SqlNode selected = new SqlIdentifier(List.of("t", "v"), nowhere);
    SqlNode named =
        SqlStdOperatorTable.AS.createCall(
            nowhere,
            SqlStdOperatorTable.VALUES.createCall(nowhere, rows),
            new SqlIdentifier("t", nowhere),
            column);
    return GrammarOperators.query(SqlNodeList.of(selected), named);
  }
}
