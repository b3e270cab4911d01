package io.github.wandbjdbc.client.files.folder;

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
public record LogFile(
    Path path, long size, Instant modified, @Nullable Object fileKey, boolean isOldDirectory) {

  /** Its name, which tells users where to look without telling where it lies. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** The run id in its name, for a log whose run record is lost. */
  public String idInName() {
    return isOldDirectory
        ? OldRunDirectory.idOf(name())
        : name().replaceFirst("^run-", "").replaceFirst("\\.wandb$", "");
  }
}
