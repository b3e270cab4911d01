package io.github.wandbjdbc.engine.validate.parameters;

import io.github.wandbjdbc.engine.values.Intervals;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Tells the types of parameters in arithmetic and aggregates, where a type needn't be that of what
 * stands beside it: {@code ts > ? - INTERVAL '1' DAY} takes a TIMESTAMP, {@code date + ?} a number
 * of days.
 */
public final class ParameterOperands {
  private static final Set<SqlKind> SIGNED = Set.of(SqlKind.PLUS, SqlKind.MINUS);

  private static final Set<SqlKind> SCALED = Set.of(SqlKind.TIMES, SqlKind.DIVIDE);

  private static final Set<String> OF_NUMBERS =
      Set.of(
          "SUM",
          "AVG",
          "MEAN",
          "MEDIAN",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP");

  /** Functions that take a place, rather than the pattern that a text would be. */
  private static final Set<String> PARTS = Set.of("SUBSTRING", "SUBSTR");

  private final SqlValidator validator;
  private final ParameterTypes parameters;
  private final OperandTypeInference.Inference inference;

  public ParameterOperands(
      SqlValidator validator, ParameterTypes parameters, OperandTypeInference.Inference inference) {
    this.validator = validator;
    this.parameters = parameters;
    this.inference = inference;
  }

  /**
   * Settles the parameters that are operands of {@code node}.
   *
   * @param wanted the type that the node is to have, unknown if anything serves
   */
  public void settleIn(SqlNode node, SqlValidatorScope scope, RelDataType wanted) {
    if (!(node instanceof SqlCall call)) {
      return;
    }
    switch (call.getKind()) {
      case PLUS_PREFIX, MINUS_PREFIX -> {
        if (call.operand(0) instanceof SqlDynamicParam parameter) {
          guess(parameter, SqlTypeUtil.isNumeric(wanted) ? wanted : number(), scope);
        }
      }
      case PLUS, MINUS, TIMES, DIVIDE -> settleArithmetic(call, scope, wanted);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          settleCompared(call, scope);
      default -> {
        if (PARTS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
            && call.operandCount() == 2
            && call.operand(1) instanceof SqlDynamicParam parameter) {
          guess(parameter, types().createSqlType(SqlTypeName.BIGINT), scope);
        }
        if (OF_NUMBERS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
            && call.operandCount() == 1
            && call.operand(0) instanceof SqlDynamicParam parameter) {
          guess(parameter, number(), scope);
        }
      }
    }
  }

  private void settleArithmetic(SqlCall call, SqlValidatorScope scope, RelDataType wanted) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    boolean isSum = SIGNED.contains(call.getKind());
    if (left instanceof SqlDynamicParam first && right instanceof SqlDynamicParam second) {
      boolean isMoment = isSum && isMoment(wanted);
      guess(first, isMoment ? wanted : number(), scope);
      guess(second, isMoment ? duration() : number(), scope);
    } else if (right instanceof SqlDynamicParam second) {
      RelDataType type = rightOf(call.getKind(), typeOf(left, scope), wanted);
      if (type != null) {
        guess(second, type, scope);
      }
    } else if (left instanceof SqlDynamicParam first) {
      RelDataType type = leftOf(call.getKind(), typeOf(right, scope), wanted);
      if (type != null) {
        guess(first, type, scope);
      }
    }
  }

  private @Nullable RelDataType rightOf(SqlKind kind, RelDataType left, RelDataType wanted) {
    if (SqlTypeUtil.isInterval(left)) {
      return SCALED.contains(kind)
          ? number()
          : kind == SqlKind.PLUS && !SqlTypeUtil.isInterval(wanted) ? timestamp() : null;
    }
    if (!isMoment(left) || SCALED.contains(kind)) {
      return null;
    }
    boolean isDate = left.getSqlTypeName() == SqlTypeName.DATE;
    boolean givesMoment = kind == SqlKind.PLUS || isMoment(wanted);
    if (!givesMoment) {
      return left;
    }
    return isDate && wanted.getSqlTypeName() != SqlTypeName.TIMESTAMP ? days() : duration();
  }

  private @Nullable RelDataType leftOf(SqlKind kind, RelDataType right, RelDataType wanted) {
    if (SqlTypeUtil.isInterval(right)) {
      if (SCALED.contains(kind)) {
        return kind == SqlKind.TIMES ? number() : null;
      }
      return SqlTypeUtil.isInterval(wanted) ? right : isMoment(wanted) ? wanted : timestamp();
    }
    if (!isMoment(right)) {
      return null;
    }
    return kind == SqlKind.MINUS
        ? right
        : right.getSqlTypeName() == SqlTypeName.DATE ? days() : duration();
  }

  /** Tells a sum or difference in a comparison what it is compared with. */
  private void settleCompared(SqlCall comparison, SqlValidatorScope scope) {
    List<SqlNode> operands = comparison.getOperandList();
    if (operands.stream().noneMatch(ParameterOperands::isOpen)) {
      return;
    }
    for (SqlNode operand : operands) {
      if (operand != null && !isOpen(operand) && !(operand instanceof SqlDynamicParam)) {
        RelDataType type = typeOf(operand, scope);
        if (isMoment(type)) {
          operands.stream()
              .filter(ParameterOperands::isOpen)
              .forEach(open -> inference.infer(type, scope, open));
        }
      }
    }
  }

  /** Whether {@code node} adds or subtracts a parameter. */
  private static boolean isOpen(@Nullable SqlNode node) {
    return node instanceof SqlCall call
        && SIGNED.contains(call.getKind())
        && call.getOperandList().stream().anyMatch(SqlDynamicParam.class::isInstance);
  }

  private static boolean isMoment(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private void guess(SqlDynamicParam parameter, RelDataType type, SqlValidatorScope scope) {
    parameters.guess(parameter);
    inference.infer(type, scope, parameter);
  }

  private RelDataType typeOf(SqlNode node, SqlValidatorScope scope) {
    inference.infer(validator.getUnknownType(), scope, node);
    return validator.deriveType(scope, node);
  }

  private RelDataTypeFactory types() {
    return validator.getTypeFactory();
  }

  private RelDataType number() {
    return types().createSqlType(SqlTypeName.DOUBLE);
  }

  private RelDataType days() {
    return types().createSqlType(SqlTypeName.INTEGER);
  }

  private RelDataType timestamp() {
    return types().createSqlType(SqlTypeName.TIMESTAMP);
  }

  private RelDataType duration() {
    return Intervals.duration(types());
  }
}
