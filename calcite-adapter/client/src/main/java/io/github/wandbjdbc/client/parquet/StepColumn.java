package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.StepRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** The steps of a row group's rows: whole numbers, in some files written as doubles. */
final class StepColumn {
  /** The step of a row that has none. */
  static final long NONE = -1;

  /** From here on a double stands for several whole numbers. */
  private static final double MAX_DOUBLE = 0x1p53;

  private final FlatPages pages;
  private final Type type;

  StepColumn(Field field, FlatPages pages) {
    this.pages = pages;
    this.type = field.element().getType();
  }

  /** Whether {@code field} can tell steps. */
  static boolean isStep(Field field) {
    return field.isColumn()
        && field.maxRepetition() == 0
        && switch (field.element().getType()) {
          case INT32, INT64, FLOAT, DOUBLE -> true;
          case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
        };
  }

  /** The range of steps in the statistics of a row group, if they have one. */
  static Optional<StepRange> range(Field field, ColumnMetaData column) {
    Statistics statistics = column.getStatistics();
    if (statistics == null || !statistics.isSetMin_value() || !statistics.isSetMax_value()) {
      return Optional.empty();
    }
    double nextAfterLast;
    long first;
    long last;
    ByteBuffer min = ByteBuffer.wrap(statistics.getMin_value()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer max = ByteBuffer.wrap(statistics.getMax_value()).order(ByteOrder.LITTLE_ENDIAN);
    int size = min.remaining();
    if (size != max.remaining() || (size != Integer.BYTES && size != Long.BYTES)) {
      return Optional.empty();
    }
    switch (field.element().getType()) {
      case INT64 -> {
        if (size != Long.BYTES) {
          return Optional.empty();
        }
        first = min.getLong();
        last = max.getLong();
      }
      case INT32 -> {
        if (size != Integer.BYTES) {
          return Optional.empty();
        }
        first = min.getInt();
        last = max.getInt();
      }
      case DOUBLE, FLOAT -> {
        double least = size == Long.BYTES ? min.getDouble() : min.getFloat();
        nextAfterLast = Math.floor(size == Long.BYTES ? max.getDouble() : max.getFloat());
        if (Double.isNaN(least) || Double.isNaN(nextAfterLast)) {
          return Optional.empty();
        }
        first = (long) Math.floor(least);
        last = (long) nextAfterLast;
      }
      default -> {
        return Optional.empty();
      }
    }
    boolean isPlausible = first >= 0 && first <= last && last < Long.MAX_VALUE;
    return isPlausible ? Optional.of(new StepRange(first, last + 1)) : Optional.empty();
  }

  /** Reads the steps of the next {@code count} rows; {@link #NONE} for a row that has none. */
  void read(long[] steps, int count) throws IOException {
    int at = 0;
    while (at < count) {
      int end = at + pages.take(count - at);
      boolean isPresent = pages.isPresent();
      for (; at < end; at++) {
        steps[at] = isPresent ? step() : NONE;
      }
    }
  }

  private long step() throws IOException {
    switch (type) {
      case INT64 -> {
        return checked(pages.nextLong());
      }
      case INT32 -> {
        return checked(pages.nextInteger());
      }
      default -> {
        double value = type == Type.DOUBLE ? pages.nextDouble() : pages.nextFloat();
        if (value != Math.rint(value) || Math.abs(value) >= MAX_DOUBLE) {
          throw new DisorderException("a step that isn't a whole number: " + value);
        }
        return checked((long) value);
      }
    }
  }

  private static long checked(long step) throws IOException {
    if (step < 0) {
      throw new DisorderException("a negative step: " + step);
    }
    return step;
  }
}
