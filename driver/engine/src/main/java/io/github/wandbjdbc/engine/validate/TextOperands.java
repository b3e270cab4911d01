package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Casts;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Refuses texts where numbers, times or conditions are wanted, with what to write. */
final class TextOperands {
  private static final Set<SqlKind> LISTS =
      Set.of(SqlKind.IN, SqlKind.NOT_IN, SqlKind.BETWEEN, SqlKind.SOME, SqlKind.ALL);

  private static final Set<SqlKind> SUMS =
      Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE, SqlKind.MINUS_PREFIX);

  private TextOperands() {}

  /**
   * Only a literal becomes whatever stands beside it: what else is a text is neither a number, nor
   * a time, nor true or false, and no number is true or false.
   */
  static void refuseMixed(
      SqlCall call,
      int index,
      RelDataType target,
      SqlValidatorScope scope,
      SqlValidator validator) {
    SqlNode operand = call.operand(index);
    RelDataType type = validator.deriveType(scope, operand);
    if (call.getOperator().equals(SqlStdOperatorTable.CONCAT)) {
      refuseWithoutText(call, scope, validator);
    } else if (SqlKind.COMPARISON.contains(call.getKind()) || LISTS.contains(call.getKind())) {
      refusePair(operand, type, target);
    } else if (SUMS.contains(call.getKind()) && isText(operand, type) && !isText(target)) {
      String name = named(operand);
      throw refusal(
          call.getKind() == SqlKind.PLUS
              ? ("%1$s is a string, and + takes numbers: write || to concatenate, or CAST(%1$s"
                      + " AS DOUBLE) if it contains a number")
                  .formatted(name)
              : "%1$s is a string, and %2$s takes numbers: write CAST(%1$s AS DOUBLE)"
                  .formatted(name, call.getOperator().getName()));
    }
  }

  /** {@code ||} joins texts with whatever else there is, but not two of other types. */
  private static void refuseWithoutText(
      SqlCall concat, SqlValidatorScope scope, SqlValidator validator) {
    for (SqlNode operand : concat.getOperandList()) {
      RelDataType type = validator.deriveType(scope, operand);
      if (isText(type)
          || type.getSqlTypeName() == SqlTypeName.NULL
          || operand instanceof SqlDynamicParam) {
        return;
      }
    }
    String first = named(concat.operand(0));
    throw refusal(
        "|| joins texts, and neither %1$s nor %2$s is one: write CAST(%1$s AS VARCHAR) || %2$s"
            .formatted(first, named(concat.operand(1))));
  }

  /** Likewise of what is compared: {@code operand} of {@code type} with a value of another type. */
  static void refusePair(SqlNode operand, RelDataType type, RelDataType other) {
    if (isText(operand, type) && SqlTypeUtil.inBooleanFamily(other)) {
      throw refusal(
          named(operand)
              + " is text, not TRUE or FALSE: compare it with a string in single quotes");
    } else if (isText(operand, type) && SqlTypeUtil.isNumeric(other)) {
      throw refusal(
          ("%1$s is a string, and is compared with a number: write the number in single"
                  + " quotes, as in '5', or CAST(%1$s AS DOUBLE)")
              .formatted(named(operand)));
    } else if (isText(operand, type) && SqlTypeUtil.isDatetime(other)) {
      throw refusal(
          "%1$s is a string, and is compared with a time: write CAST(%1$s AS %2$s)"
              .formatted(named(operand), other.getSqlTypeName().getName()));
    } else if (SqlTypeUtil.inBooleanFamily(type) && SqlTypeUtil.isNumeric(other)) {
      throw refusal(
          "%1$s is TRUE or FALSE, not a number: write %1$s or NOT %1$s".formatted(named(operand)));
    }
  }

  /** Whether it is a text whatever stands beside it, as a literal is not. */
  private static boolean isText(SqlNode operand, RelDataType type) {
    return isText(type) && !(operand instanceof SqlLiteral) && !isOfParameter(operand);
  }

  /** Whether a parameter, whose value may be of another type than text, is among the results. */
  private static boolean isOfParameter(SqlNode operand) {
    if (operand instanceof SqlCase choice) {
      return choice.getThenOperands().stream().anyMatch(TextOperands::isOfParameter)
          || isOfParameter(choice.getElseOperand());
    }
    return operand instanceof SqlDynamicParam
        || (operand.getKind() == SqlKind.COALESCE
            && ((SqlCall) operand).getOperandList().stream().anyMatch(TextOperands::isOfParameter));
  }

  private static boolean isText(RelDataType type) {
    return SqlTypeUtil.inCharFamily(type);
  }

  private static String named(SqlNode operand) {
    if (operand instanceof SqlIdentifier name) {
      return '"' + name.names.get(name.names.size() - 1).replace("\"", "\"\"") + '"';
    }
    return operand.toString().replace('`', '"');
  }

  private static StatementException refusal(String message) {
    return new StatementException(SqlState.STATEMENT_FAULT, message);
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
        && SqlTypeUtil.isNumeric(target)
        && isText(operand, validator.deriveType(scope, operand))) {
      throw refusal(
          ("%1$s takes numbers, and %2$s is text: write %1$s(CAST(%2$s AS DOUBLE)) if it"
                  + " contains numbers")
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
              ? "; write || to concatenate"
              : "; if a column is meant, it takes double quotes: \"%s\""
                  .formatted(literal.toValue().replace("\"", "\"\""));
      throw new StatementException(e.state(), e.getMessage() + hint, e);
    }
  }
}
