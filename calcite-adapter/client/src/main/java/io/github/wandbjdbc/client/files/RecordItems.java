package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.log.LogRecord;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

/**
 * Makes items of the records of one run, told record by record, log by log. What it returns is read
 * to its end before it is told more.
 *
 * @param <T> an item
 */
@FunctionalInterface
interface RecordItems<T> {

  /** The items of {@code record}; fails if it can't be decoded. */
  Iterator<T> read(LogRecord record) throws IOException;

  /** Those that only the end of a log completes. */
  default Iterator<T> endOfLog() {
    return Collections.emptyIterator();
  }

  /** Those that only the end of the last log completes. */
  default Iterator<T> endOfRun() {
    return Collections.emptyIterator();
  }

  /** About how many characters {@code item} holds, if these may be many. */
  default long weight(T item) {
    return 0;
  }
}
