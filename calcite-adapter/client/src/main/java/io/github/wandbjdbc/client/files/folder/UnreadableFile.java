package io.github.wandbjdbc.client.files.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/**
 * A file or directory that should hold a run, and can't be read.
 *
 * @param reason goes on behind its name
 */
public record UnreadableFile(Path path, String reason) implements Comparable<UnreadableFile> {
  @Override
  public int compareTo(UnreadableFile other) {
    return path.compareTo(other.path);
  }

  /** The one at {@code path}, which can't be read because of {@code failure}. */
  public static UnreadableFile of(Path path, IOException failure) {
    return new UnreadableFile(path, reason(failure));
  }

  /** The reason of a failure, without the path that most of them begin with. */
  public static String reason(IOException failure) {
    return failure instanceof AccessDeniedException
        ? "can't be read: permission denied"
        : failure instanceof UnreadableLogException
            ? String.valueOf(failure.getMessage())
            : "can't be read: " + failure.getMessage();
  }

  /** Its name and what is wrong with it; the folder of the run alone tells equal names apart. */
  public String message() {
    Path folder = path.getParent();
    Path folderName = folder == null ? null : folder.getFileName();
    String name = String.valueOf(path.getFileName());
    return "%s %s".formatted(folderName == null ? name : folderName + "/" + name, reason);
  }
}
