package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Expression.Parameter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes up constants to compare columns with, which often are values of theirs. */
final class RandomConstants {
  private final Chance chance;
  private final boolean parameters;

  /**
   * Constants in the text of a statement.
   *
   * @param parameters whether they may stand beside it as well
   */
  RandomConstants(Chance chance, boolean parameters) {
    this.chance = chance;
    this.parameters = parameters;
  }

  List<Expression> constants(Column column) {
    List<Expression> constants = new ArrayList<>();
    for (int i = chance.between(1, 4); i > 0; i--) {
      constants.add(constant(column));
    }
    return constants;
  }

  /** A constant to compare {@code column} with, in the text or beside it. */
  Expression constant(Column column) {
    Object value = chance.in100(3) ? null : sample(column);
    return parameters && chance.in100(30)
        ? new Parameter(column.type(), chance.of(Binding.of(column.type(), value)), value)
        : new Literal(column.type(), value);
  }

  /** {@code value}, in the text or beside it. */
  Expression given(Type type, Object value) {
    return parameters && chance.in100(40)
        ? new Parameter(type, chance.of(Binding.of(type, value)), value)
        : new Literal(type, value);
  }

  /** A value that the column has, or one near it. */
  Object sample(Column column) {
    Object value =
        column.samples().isEmpty() || chance.in100(15)
            ? any(column.type())
            : chance.of(column.samples());
    if (!chance.in100(20)) {
      return value;
    } else if (value instanceof String text) {
      return chance.of(
          text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), text + " ", text + "x");
    } else if (value instanceof Long number) {
      return number + chance.between(-2, 2);
    } else if (value instanceof LocalDateTime time) {
      return chance.of(
          time.withNano(0), time.plusSeconds(1), time.minusNanos(1_000_000), time.withSecond(0));
    }
    return value;
  }

  Object any(Type type) {
    return switch (type) {
      case NUMBER ->
          chance.of(
              0.0,
              1.0,
              0.5,
              -1.0,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              9007199254740992.0);
      case WHOLE -> chance.of(0L, 1L, 3L, -1L, 100L, 5L);
      case DECIMAL -> new BigDecimal(chance.of("0.5", "2.5", "-1.25", "3", "100.01"));
      case DATE -> LocalDate.parse("2024-03-%d".formatted(chance.between(29, 31)));
      case TEXT -> chance.of("", "alpha", "finished", "1", "true", "a1", "NaN", "two\nlines");
      case TRUTH -> chance.in100(50);
      case TIME -> LocalDateTime.parse("2024-03-31T01:0%d:00".formatted(chance.below(4)));
    };
  }

  /** A pattern that some values of {@code column} have. */
  String pattern(Column column) {
    String text = sample(column).toString().replace("\\", "");
    String start = text.substring(0, text.offsetByCodePoints(0, Math.min(2, length(text))));
    return chance.of(
        start + "%", "%" + start, "%" + start + "%", text, "_" + start + "%", "%", "_%");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
