package io.github.wandbjdbc.shell;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The statements that were typed, which are kept from one shell to the next in a file that only its
 * owner can read. A line that may hold a key isn't kept.
 */
final class StatementHistory extends DefaultHistory {
  private static final Pattern POSSIBLE_KEY = Pattern.compile("[A-Za-z0-9_.-]{40,}");
  private static final String FOLDER = "wandb-jdbc";

  @Override
  public void add(Instant time, String line) {
    if (!POSSIBLE_KEY.matcher(line).find()) {
      super.add(time, line);
    }
  }

  /** The file that they are kept in, in the user's folder for such things. */
  static Path file() throws IOException {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    Path file = folder.resolve(FOLDER).resolve("history");
    boolean hasModes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (hasModes && !Files.exists(file)) {
      Files.createDirectories(
          file.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return file;
  }
}
