package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.EngineType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Classes of operands that functions stumble over: each is tried with one of each at least. */
enum OperandClass {
  NULL,
  NAN,
  INFINITY,
  MINUS_INFINITY,
  MINUS_ZERO,
  ZERO,
  GREATEST,
  LEAST,
  /** Halfway between two whole numbers, where the lower one is even, or the upper. */
  HALF,
  ROUNDS_DOWN,
  ROUNDS_UP,
  EMPTY,
  VERY_LONG,
  LINE_BREAK,
  COMBINING_MARK,
  EMOJI,
  TURKISH_I,
  SHARP_S,
  LEAP_DAY,
  YEAR_1,
  YEAR_1582,
  YEAR_9999,
  MIDNIGHT,
  DAYLIGHT_SAVING,
  TRUE,
  FALSE,
  NEGATIVE;

  private static final int LONG_TEXT = 4_000;
  private static final List<LocalDate> CHANGES_OF_CLOCKS =
      List.of(LocalDate.of(2024, 3, 31), LocalDate.of(2023, 11, 5));

  /** Those that {@code type} has values of. */
  static List<OperandClass> of(EngineType type) {
    return switch (type) {
      case BOOLEAN -> List.of(NULL, TRUE, FALSE);
      case INTEGER, BIGINT -> List.of(NULL, ZERO, GREATEST, LEAST, NEGATIVE);
      case NUMERIC -> List.of(NULL, ZERO, GREATEST, LEAST, HALF, ROUNDS_DOWN, ROUNDS_UP);
      case DOUBLE ->
          List.of(
              NULL,
              NAN,
              INFINITY,
              MINUS_INFINITY,
              MINUS_ZERO,
              ZERO,
              GREATEST,
              LEAST,
              HALF,
              ROUNDS_DOWN,
              ROUNDS_UP);
      case TEXT ->
          List.of(NULL, EMPTY, VERY_LONG, LINE_BREAK, COMBINING_MARK, EMOJI, TURKISH_I, SHARP_S);
      case DATE -> List.of(NULL, LEAP_DAY, YEAR_1, YEAR_1582, YEAR_9999);
      case TIMESTAMP ->
          List.of(NULL, LEAP_DAY, YEAR_1, YEAR_1582, YEAR_9999, MIDNIGHT, DAYLIGHT_SAVING);
      case TIME -> List.of(NULL, MIDNIGHT);
      case MONTHS, DURATION -> List.of(NULL, ZERO, NEGATIVE);
      case ANY -> throw new IllegalArgumentException("no value is of any type");
    };
  }

  /** Whether {@code value}, held as a {@code type} is, is of this class. */
  boolean has(EngineType type, @Nullable Object value) {
    if (value == null || this == NULL) {
      return value == null && this == NULL;
    }
    if (value instanceof Double number) {
      return has(number.doubleValue());
    }
    if (value instanceof BigDecimal number) {
      return has(number);
    }
    if (value instanceof String text) {
      return has(text);
    }
    long number = (Long) value;
    return switch (type) {
      case DATE -> has(LocalDate.ofEpochDay(number).atStartOfDay());
      case TIMESTAMP ->
          has(
              LocalDateTime.ofEpochSecond(
                  Math.floorDiv(number, 1_000L),
                  (int) Math.floorMod(number, 1_000L) * 1_000_000,
                  ZoneOffset.UTC));
      case TIME -> this == MIDNIGHT && number == 0;
      case BOOLEAN -> this == (number == 1 ? TRUE : FALSE);
      default -> has(type, number);
    };
  }

  private boolean has(EngineType type, long number) {
    boolean isInteger = type == EngineType.INTEGER;
    return switch (this) {
      case ZERO -> number == 0;
      case NEGATIVE -> number < 0;
      case GREATEST -> number == (isInteger ? Integer.MAX_VALUE : Long.MAX_VALUE);
      case LEAST -> number == (isInteger ? Integer.MIN_VALUE : Long.MIN_VALUE);
      default -> false;
    };
  }

  private boolean has(double number) {
    double fraction = Math.abs(number) % 1;
    return switch (this) {
      case NAN -> Double.isNaN(number);
      case INFINITY -> number == Double.POSITIVE_INFINITY;
      case MINUS_INFINITY -> number == Double.NEGATIVE_INFINITY;
      case MINUS_ZERO -> Objects.equals(number, -0.0);
      case ZERO -> Objects.equals(number, 0.0);
      case GREATEST -> number == Double.MAX_VALUE;
      case LEAST -> number == -Double.MAX_VALUE;
      case HALF -> fraction == 0.5;
      case ROUNDS_DOWN -> fraction > 0 && fraction < 0.5;
      case ROUNDS_UP -> fraction > 0.5;
      default -> false;
    };
  }

  private boolean has(BigDecimal number) {
    int half = number.abs().remainder(BigDecimal.ONE).compareTo(new BigDecimal("0.5"));
    boolean isWhole = number.remainder(BigDecimal.ONE).signum() == 0;
    return switch (this) {
      case ZERO -> number.signum() == 0;
      case GREATEST -> number.signum() > 0 && number.precision() >= 38;
      case LEAST -> number.signum() < 0 && number.precision() >= 38;
      case HALF -> half == 0;
      case ROUNDS_DOWN -> half < 0 && !isWhole;
      case ROUNDS_UP -> half > 0;
      default -> false;
    };
  }

  private boolean has(String text) {
    return switch (this) {
      case EMPTY -> text.isEmpty();
      case VERY_LONG -> text.length() >= LONG_TEXT;
      case LINE_BREAK -> text.contains("\n");
      case COMBINING_MARK -> text.contains("\u0301");
      case EMOJI -> text.contains("😀");
      case TURKISH_I -> text.contains("ı") || text.contains("İ");
      case SHARP_S -> text.contains("ß");
      default -> false;
    };
  }

  private boolean has(LocalDateTime time) {
    return switch (this) {
      case LEAP_DAY -> time.getMonthValue() == 2 && time.getDayOfMonth() == 29;
      case YEAR_1 -> time.getYear() == 1;
      case YEAR_1582 -> time.getYear() == 1582;
      case YEAR_9999 -> time.getYear() == 9999;
      case MIDNIGHT -> time.toLocalTime().toNanoOfDay() == 0;
      case DAYLIGHT_SAVING -> CHANGES_OF_CLOCKS.contains(time.toLocalDate());
      default -> false;
    };
  }
}
