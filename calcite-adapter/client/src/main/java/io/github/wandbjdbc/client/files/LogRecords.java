package io.github.wandbjdbc.client.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a log, one after the other. */
interface LogRecords extends AutoCloseable {
  /** The next whole record that can be read, or null behind the last one. */
  @Nullable LogRecord next() throws IOException;

  /** In how many places records were lost to damage so far. */
  int damages();

  /** Whether the file ends within a record. */
  boolean isTorn();

  @Override
  void close() throws IOException;
}
