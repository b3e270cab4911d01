package io.github.wandbjdbc.client.files;

import java.nio.file.Path;

/**
 * A file or directory that should hold a run, and can't be read.
 *
 * @param reason goes on behind its name
 */
record UnreadableFile(Path path, String reason) implements Comparable<UnreadableFile> {
  @Override
  public int compareTo(UnreadableFile other) {
    return path.compareTo(other.path);
  }

  /** What is wrong with which file; the folder of the run alone tells equal names apart. */
  String message() {
    Path folder = path.getParent();
    Path folderName = folder == null ? null : folder.getFileName();
    String name = String.valueOf(path.getFileName());
    return "%s %s".formatted(folderName == null ? name : folderName + "/" + name, reason);
  }
}
