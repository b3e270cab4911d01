package io.github.wandbjdbc.engine.values.json;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes {@code FORMAT JSON} after operands of JSON functions that other JSON functions make, so
 * that {@code JSON_ARRAYAGG(JSON_OBJECT('a': x))} is an array of objects, as in PostgreSQL, where
 * these have a type of their own; to us both are texts.
 *
 * <p>Calcite's own way, {@code SqlToRelConverter.Config.isAddJsonTypeOperatorEnabled}, takes
 * JSON_VALUE for JSON, and passes over JSON_QUERY and over aggregates that say what they do with
 * NULL; it must be off.
 */
public final class JsonFormats extends SqlBasicVisitor<Void> {
  private static final Set<String> MAKE_JSON =
      Set.of(
          "JSON_QUERY",
          "JSON_OBJECT",
          "JSON_ARRAY",
          "JSON_KEYS",
          "JSON_REMOVE",
          "JSON_SET",
          "JSON_INSERT",
          "JSON_REPLACE");

  private JsonFormats() {}

  /** Changes {@code statement}, as the parser gives it. */
  public static void write(SqlNode statement) {
    statement.accept(new JsonFormats());
  }

  /** Whether {@code operator} makes JSON rather than just a text. */
  static boolean makesJson(SqlOperator operator) {
    return operator instanceof SqlJsonArrayAggAggFunction
        || operator instanceof SqlJsonObjectAggAggFunction
        || MAKE_JSON.contains(operator.getName().toUpperCase(Locale.ROOT));
  }

  @Override
  public Void visit(SqlCall call) {
    super.visit(call);
    SqlOperator operator = call.getOperator();
    if (operator instanceof SqlJsonArrayAggAggFunction) {
      mark(call, 0);
    } else if (operator instanceof SqlJsonObjectAggAggFunction) {
      mark(call, 1);
    } else {
      switch (operator.getName().toUpperCase(Locale.ROOT)) {
        case "JSON_OBJECT", "JSON_SET", "JSON_INSERT", "JSON_REPLACE" -> {
          for (int i = 2; i < call.operandCount(); i += 2) {
            mark(call, i);
          }
        }
        case "JSON_ARRAY" -> {
          for (int i = 1; i < call.operandCount(); i++) {
            mark(call, i);
          }
        }
        default -> {}
      }
    }
    return null;
  }

  private static void mark(SqlCall call, int index) {
    SqlNode operand = call.operand(index);
    // JSON_ARRAYAGG(x ORDER BY y) is WITHIN GROUP of JSON_ARRAYAGG(x).
    SqlNode maker =
        operand.getKind() == SqlKind.WITHIN_GROUP ? ((SqlCall) operand).operand(0) : operand;
    if (maker instanceof SqlCall made && makesJson(made.getOperator())) {
      call.setOperand(
          index,
          SqlStdOperatorTable.JSON_VALUE_EXPRESSION.createCall(
              operand.getParserPosition(), operand));
    }
  }
}
