package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a statement asks about its connection: {@code CURRENT_USER}, {@code
 * CURRENT_CATALOG}, {@code current_schema()} and the like.
 */
public final class SessionValues extends SqlShuttle {
  private final SearchPath path;
  private final String user;

  private SessionValues(SearchPath path, String user) {
    this.path = path;
    this.user = user;
  }

  /** The same statement, with the answers in it. */
  public static SqlNode answered(SqlNode statement, SearchPath path, String user) {
    SqlNode answered = statement.accept(new SessionValues(path, user));
    return answered == null ? statement : answered;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    SqlNode answer = answer(identifier);
    return answer == null ? identifier : answer;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      nameAnswers(select.getSelectList());
    }
    if (call.getKind() == SqlKind.AS) {
      // What follows the value are names.
      SqlNode value = call.operand(0).accept(this);
      call.setOperand(0, value == null ? call.operand(0) : value);
      return call;
    }
    SqlNode answer = answer(call);
    return answer == null ? super.visit(call) : answer;
  }

  /** A column is called by the name of what was asked. */
  private void nameAnswers(SqlNodeList columns) {
    for (int i = 0; i < columns.size(); i++) {
      SqlNode answer = answer(columns.get(i));
      if (answer != null) {
        SqlParserPos position = answer.getParserPosition();
        SqlIdentifier name = new SqlIdentifier(asked(columns.get(i)), position);
        columns.set(i, SqlStdOperatorTable.AS.createCall(position, answer, name));
      }
    }
  }

  private @Nullable SqlNode answer(SqlNode node) {
    String value;
    switch (asked(node)) {
      case "current_user", "session_user", "system_user", "user" -> value = user;
      case "current_catalog", "current_database" -> value = path.entity();
      case "current_schema" -> value = path.project();
      default -> {
        return null;
      }
    }
    SqlParserPos position = node.getParserPosition();
    return DialectRewriter.as(
        value == null
            ? SqlLiteral.createNull(position)
            : SqlLiteral.createCharString(value, position),
        SqlTypeName.VARCHAR);
  }

  /** The name of a function without arguments or parentheses in lower case, or "". */
  private static String asked(SqlNode node) {
    if (node instanceof SqlIdentifier name && name.isSimple() && !name.isComponentQuoted(0)) {
      return name.getSimple().toLowerCase(Locale.ROOT);
    }
    return node instanceof SqlCall call
            && call.operandCount() == 0
            && call.getOperator() instanceof SqlFunction
        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
        : "";
  }
}
