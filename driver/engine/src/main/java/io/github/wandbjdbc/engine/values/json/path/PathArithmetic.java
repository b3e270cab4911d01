package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic of paths, which is that of NUMERIC. */
final class PathArithmetic {
  private PathArithmetic() {}

  /** The operators of two numbers. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    private BigDecimal apply(BigDecimal left, BigDecimal right) {
      return switch (this) {
        case ADD -> JsonNumbers.checked(left.add(right));
        case SUBTRACT -> JsonNumbers.checked(left.subtract(right));
        case MULTIPLY -> JsonNumbers.multiply(left, right);
        case DIVIDE -> JsonNumbers.divide(left, right);
        case REMAINDER -> JsonNumbers.remainder(left, right);
      };
    }
  }

  /** {@code a + b}: of one number each. */
  static final class Binary extends PathStep {
    private final Operator operator;
    private final PathStep left;
    private final PathStep right;

    Binary(Operator operator, PathStep left, PathStep right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      List<JsonValue> a = evaluation.items(left, item, true);
      List<JsonValue> b = evaluation.items(right, item, true);
      BigDecimal result = operator.apply(number(a, "left"), number(b, "right"));
      return proceed(evaluation, new JsonNumber(result), found);
    }

    private BigDecimal number(List<JsonValue> items, String side) {
      if (items.size() == 1 && items.get(0) instanceof JsonNumber number) {
        return number.value();
      }
      throw new JsonFault("the %s operand of %s is not one number".formatted(side, operator.sign));
    }
  }

  /** {@code -a} and {@code +a}: of any number of numbers. */
  static final class Sign extends PathStep {
    private final boolean negative;
    private final PathStep operand;

    Sign(boolean negative, PathStep operand) {
      this.negative = negative;
      this.operand = operand;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      List<JsonValue> operands = evaluation.items(operand, item, true);
      if (found == null && isLast()) {
        return operands.stream().anyMatch(JsonNumber.class::isInstance);
      }
      boolean any = false;
      for (JsonValue value : new ArrayList<>(operands)) {
        if (!(value instanceof JsonNumber number)) {
          throw new JsonFault("the operand of %s is not a number".formatted(negative ? "-" : "+"));
        }
        JsonValue signed = negative ? new JsonNumber(number.value().negate()) : number;
        any |= proceed(evaluation, signed, found);
        if (any && found == null) {
          return true;
        }
      }
      return any;
    }
  }
}
