package io.github.wandbjdbc.client.files.folder;

import java.util.List;

/**
 * The logs of a folder.
 *
 * @param logs by path
 * @param unreadable what is named like a log, or should hold some, and can't be looked at
 * @param entries how many files and directories the folder itself holds
 */
public record FolderListing(List<LogFile> logs, List<UnreadableFile> unreadable, int entries) {
  public FolderListing {
    logs = List.copyOf(logs);
    unreadable = List.copyOf(unreadable);
  }
}
