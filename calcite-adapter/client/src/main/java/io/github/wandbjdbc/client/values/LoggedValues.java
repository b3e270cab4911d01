package io.github.wandbjdbc.client.values;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of rows in the columns that were asked for: each a number, a {@link Boolean}, a {@link
 * String}, a {@link io.github.wandbjdbc.client.Misfit}, or null if it isn't there. Numbers are held
 * as what they are, not as objects: of a million rows they are most of what is held. For use by one
 * thread until it is filled.
 */
public final class LoggedValues {
  /** No number: a NaN of bits that no arithmetic yields. {@link Double#NaN} is another one. */
  private static final long NO_NUMBER = 0x7ff8_6e6f_6e75_6d62L;

  private static final double NONE = Double.longBitsToDouble(NO_NUMBER);

  private final int width;
  private final double[] numbers;
  private @Nullable Object @Nullable [] others;

  /** Of {@code rows} rows of {@code width} columns, where nothing is there yet. */
  public LoggedValues(int rows, int width) {
    this.width = width;
    this.numbers = new double[rows * width];
    Arrays.fill(numbers, NONE);
  }

  /** One row of {@code values}, in which numbers are {@link Double}s. */
  public static LoggedValues ofRow(@Nullable Object[] values) {
    LoggedValues row = new LoggedValues(1, values.length);
    for (int i = 0; i < values.length; i++) {
      row.set(0, i, values[i]);
    }
    return row;
  }

  /** How many columns there are. */
  public int width() {
    return width;
  }

  /** Whether {@link #number} is there. */
  public boolean isNumber(int row, int column) {
    return isNumber(number(row, column));
  }

  /** The number; one that {@link #isNumber(double)} denies if the value is none. */
  public double number(int row, int column) {
    return numbers[row * width + column];
  }

  static boolean isNumber(double number) {
    return Double.doubleToRawLongBits(number) != NO_NUMBER;
  }

  /** The value, numbers as {@link Double}s; null if it isn't there. */
  public @Nullable Object get(int row, int column) {
    int place = row * width + column;
    double number = numbers[place];
    if (isNumber(number)) {
      return number;
    }
    return others == null ? null : others[place];
  }

  /** Whether a value is there, of whatever type. */
  public boolean isThere(int row, int column) {
    int place = row * width + column;
    return isNumber(numbers[place]) || (others != null && others[place] != null);
  }

  /** Puts {@code value} there, a {@link Double} as the number that it is. */
  public void set(int row, int column, @Nullable Object value) {
    if (value instanceof Double number) {
      setNumber(row, column, number);
      return;
    }
    int place = row * width + column;
    numbers[place] = NONE;
    if (others != null) {
      others[place] = value;
    } else if (value != null) {
      others = new @Nullable Object[numbers.length];
      others[place] = value;
    }
  }

  /** Puts {@code value} there, as {@link StoredNumber} has it. */
  public void setNumber(int row, int column, double value) {
    int place = row * width + column;
    numbers[place] = StoredNumber.of(value);
    if (others != null) {
      others[place] = null;
    }
  }

  /** Puts the value of {@code from}, which has as many columns, there. */
  public void copy(int row, int column, LoggedValues from, int fromRow) {
    if (from.isNumber(fromRow, column)) {
      setNumber(row, column, from.number(fromRow, column));
    } else {
      set(row, column, from.get(fromRow, column));
    }
  }

  /** How many characters the texts of {@code row} have. */
  public long characters(int row) {
    long characters = 0;
    for (int i = row * width; others != null && i < (row + 1) * width; i++) {
      characters += others[i] instanceof String text ? text.length() : 0;
    }
    return characters;
  }

  /** The values of {@code row}, as {@link #get} gives each. */
  public @Nullable Object[] toArray(int row) {
    @Nullable Object[] values = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      values[i] = get(row, i);
    }
    return values;
  }
}
