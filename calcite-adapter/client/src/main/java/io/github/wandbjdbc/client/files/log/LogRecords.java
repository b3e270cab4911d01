package io.github.wandbjdbc.client.files.log;

import io.github.wandbjdbc.client.files.folder.LogFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a log, one after the other. */
public interface LogRecords extends AutoCloseable {
  /** The records of {@code file} from {@code position} on, which is 0 or that of a record. */
  static LogRecords open(LogFile file, long position) throws IOException {
    return open(file, position, RecordTypes.OF_RUNS);
  }

  /** The same for records of other {@code types}; those of an old run may be others. */
  static LogRecords open(LogFile file, long position, RecordTypes types) throws IOException {
    return file.isOldDirectory()
        ? OldRunReader.open(file.path(), position)
        : LogReader.open(file.path(), file.size(), position, types);
  }

  /** The next whole record that can be read, or null behind the last one. */
  @Nullable LogRecord next() throws IOException;

  /** In how many places records were lost to damage so far. */
  int damages();

  /** How many of these are records that are longer than any that we read. */
  int tooLong();

  /** Whether the file ends within a record. */
  boolean isTorn();

  @Override
  void close() throws IOException;
}
