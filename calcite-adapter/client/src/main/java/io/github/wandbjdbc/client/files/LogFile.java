package io.github.wandbjdbc.client.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction log as a look at its folder found it, or the directory of a run that a client
 * before 0.10 wrote. Equal ones hold the same.
 *
 * @param size in bytes; what is added later is not read
 * @param modified when it was last written
 * @param fileKey what the file system calls the file, null if it has no name for files
 * @param isOldDirectory whether it is a directory of a client before 0.10
 */
record LogFile(
    Path path, long size, Instant modified, @Nullable Object fileKey, boolean isOldDirectory) {

  /** The records from {@code position} on, which is 0 or that of a record. */
  LogRecords open(long position) throws IOException {
    return isOldDirectory
        ? OldRunReader.open(path, position)
        : LogReader.open(path, size, position);
  }

  /** Its name, which tells users where to look without telling where it lies. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** The run id in its name, for a log whose run record is lost. */
  String idInName() {
    return isOldDirectory
        ? OldRun.idOf(name())
        : name().replaceFirst("^run-", "").replaceFirst("\\.wandb$", "");
  }
}
