package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Casts;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Refuses texts where numbers, times or conditions are wanted, with what to write. */
final class TextOperands {
  private TextOperands() {}

  /** A column of texts is no summand, and isn't true or false. */
  static void refuseColumns(
      SqlCall call, RelDataType target, SqlValidatorScope scope, SqlValidator validator) {
    boolean isSum = call.getKind() == SqlKind.PLUS;
    boolean isTest =
        SqlKind.COMPARISON.contains(call.getKind())
            && target.getSqlTypeName() == SqlTypeName.BOOLEAN;
    if (!isSum && !isTest) {
      return;
    }
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlIdentifier name
          && SqlTypeUtil.inCharFamily(validator.deriveType(scope, operand))) {
        String column = name.names.get(name.names.size() - 1).replace("\"", "\"\"");
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            isSum
                ? ("\"%s\" is VARCHAR, a text, and + is for numbers: texts are joined by ||; a text"
                        + " that is a number is written CAST(\"%s\" AS DOUBLE)")
                    .formatted(column, column)
                : ("\"%s\" is VARCHAR, a text, neither TRUE nor FALSE: compare it with a text in"
                        + " single quotes")
                    .formatted(column));
      }
    }
  }

  /** Numbers are aggregated, not texts that may be none: what they are is for CAST to say. */
  static void refuseAggregated(
      SqlCall call,
      int index,
      RelDataType target,
      SqlValidatorScope scope,
      SqlValidator validator) {
    SqlNode operand = call.operand(index);
    if (call.getOperator().isAggregator()
        && operand instanceof SqlIdentifier
        && SqlTypeUtil.isNumeric(target)
        && SqlTypeUtil.inCharFamily(validator.deriveType(scope, operand))) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%1$s takes numbers, and %2$s is text: write %1$s(CAST(%2$s AS DOUBLE)) if its texts are numbers"
              .formatted(call.getOperator().getName(), operand.toString().replace('`', '"')));
    }
  }

  /** A literal that is no value of the other's type is told at once, whether it is read or not. */
  static void check(
      SqlCall call, SqlCharStringLiteral literal, RelDataType target, RelDataTypeFactory types) {
    try {
      Casts.check(literal.toValue(), types.createSqlType(SqlTypeName.VARCHAR), target);
    } catch (StatementException e) {
      if (e.state() != SqlState.WRONG_CAST) {
        throw e;
      }
      String hint =
          call.getKind() == SqlKind.PLUS
              ? "; texts are joined by ||"
              : "; if a column is meant, it takes double quotes: \"%s\""
                  .formatted(literal.toValue().replace("\"", "\"\""));
      throw new StatementException(e.state(), e.getMessage() + hint, e);
    }
  }
}
