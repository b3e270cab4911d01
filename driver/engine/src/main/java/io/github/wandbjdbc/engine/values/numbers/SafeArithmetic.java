package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Arithmetic that gives NULL where the operator would fail, or overflow. */
public final class SafeArithmetic implements Family {
  @Override
  public String title() {
    return "Arithmetic without errors";
  }

  @Override
  public List<String> names() {
    return List.of("SAFE_ADD", "SAFE_SUBTRACT", "SAFE_MULTIPLY", "SAFE_DIVIDE", "SAFE_NEGATE");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry =
        Entry.named(name)
            .manual(
                "%s(%s): %s, or NULL if it overflows%s"
                    .formatted(
                        name,
                        name.equals("SAFE_NEGATE") ? "x" : "x, y",
                        formula(name),
                        name.equals("SAFE_DIVIDE") ? " or divides by zero" : ""));
    if (name.equals("SAFE_NEGATE")) {
      for (ValueType type : List.of(BIGINT, NUMERIC, DOUBLE)) {
        entry.strictOrNull(type, safe(Arithmetic.negation(type).kernel(), type, type), type);
      }
      return entry.entry();
    }
    SqlKind kind = kind(name);
    for (ValueType type : List.of(BIGINT, NUMERIC, DOUBLE)) {
      // Whole numbers are divided as doubles, as elsewhere where there is SAFE_DIVIDE.
      ValueType computed = kind == SqlKind.DIVIDE && type == BIGINT ? DOUBLE : type;
      Kernel kernel = Arithmetic.kernel(kind, computed, computed).kernel();
      entry.strictOrNull(computed, safe(kernel, type, computed), type, type);
    }
    return entry.entry();
  }

  private static SqlKind kind(String name) {
    return switch (name) {
      case "SAFE_ADD" -> SqlKind.PLUS;
      case "SAFE_SUBTRACT" -> SqlKind.MINUS;
      case "SAFE_MULTIPLY" -> SqlKind.TIMES;
      default -> SqlKind.DIVIDE;
    };
  }

  private static String formula(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "SAFE_ADD" -> "x + y";
      case "SAFE_SUBTRACT" -> "x - y";
      case "SAFE_MULTIPLY" -> "x * y";
      case "SAFE_DIVIDE" -> "x / y";
      default -> "-x";
    };
  }

  /** Row by row, so that one's failure is no other's. */
  private static Kernel safe(Kernel kernel, ValueType operand, ValueType result) {
    return (operands, size, to, look) -> {
      Column[] row = new Column[operands.length];
      for (int k = 0; k < row.length; k++) {
        row[k] = Column.of(operand.kind(), 1);
      }
      Column answer = Column.of(result.kind(), 1);
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < row.length; k++) {
          row[k].copy(0, operands[k], i);
        }
        to.set(i, value(kernel, row, answer, look));
      }
    };
  }

  private static @Nullable Object value(Kernel kernel, Column[] row, Column answer, Runnable look) {
    answer.clearNulls();
    try {
      kernel.compute(row, 1, answer, look);
    } catch (StatementException e) {
      return switch (e.state()) {
        case OUT_OF_RANGE, DIVISION_BY_ZERO -> null;
        default -> throw e;
      };
    }
    if (!(answer.get(0) instanceof Double number) || Double.isFinite(number)) {
      return answer.get(0);
    }
    for (Column operand : row) {
      if (operand.get(0) instanceof Double given && !Double.isFinite(given)) {
        return number;
      }
    }
    return null;
  }
}
