package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One logged step as a log holds it.
 *
 * @param items its values; the one named {@code _step} is told by {@code step} alone
 */
public record HistoryRecord(long step, List<Item> items) {
  /** Steps are doubles on their way to a reader: beyond this they would no longer be distinct. */
  private static final long MAX_STEP = (1L << 53) - 1;

  /** More values than a row has; only a file made to exhaust memory holds that many. */
  private static final int MAX_ITEMS = 1_000_000;

  /** A whole number of so many digits is a step. */
  private static final int SURELY_LONG = 15;

  private static final List<String> STEP = List.of("_step");

  /**
   * Reads a record.
   *
   * @param previous the step of the record before it in its file, -1 for the first; the next one is
   *     assumed where the record doesn't tell, as files of several writers don't
   * @param reader has read the records before it
   */
  public static HistoryRecord read(LogRecord record, long previous, LogItemReader reader)
      throws IOException {
    MessageReader in = record.payload();
    List<Item> items = new ArrayList<>();
    long step = -1;
    long itemStep = -1;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> {
          Item item = reader.read(record, in);
          if (items.size() >= MAX_ITEMS) {
            throw new IOException("more than %d values in a row".formatted(MAX_ITEMS));
          }
          if (item.path().equals(STEP)) {
            itemStep = stepOf(item.json());
          } else {
            items.add(item);
          }
        }
        case 2 -> step = readStep(in);
        default -> in.skipField(tag);
      }
    }
    return new HistoryRecord(
        itemStep >= 0 ? itemStep : step >= 0 ? step : Math.addExact(previous, 1), items);
  }

  /**
   * Reads a record, or gives null if it can't be decoded: that was counted as damage when its file
   * was first read, and is told with the rows.
   */
  public static @Nullable HistoryRecord readIfWhole(
      LogRecord record, long previous, LogItemReader reader) {
    try {
      return read(record, previous, reader);
    } catch (IOException | ArithmeticException e) {
      return null;
    }
  }

  /** Step 0 is not written: an empty message stands for it. */
  private static long readStep(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    long step = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 1) {
        step = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return step <= MAX_STEP ? step : -1;
  }

  private static long stepOf(String json) {
    try {
      if (!json.isEmpty() && json.length() <= SURELY_LONG && areDigits(json)) {
        return Long.parseLong(json);
      }
      double step = Double.parseDouble(json);
      return step >= 0 && step == Math.rint(step) && step <= MAX_STEP ? (long) step : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
