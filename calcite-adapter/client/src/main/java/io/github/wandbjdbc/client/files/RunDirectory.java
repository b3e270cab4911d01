package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the logs lie: a {@code wandb} folder of run directories, a folder that holds one, a run
 * directory, or a log itself.
 *
 * <p>Symbolic links below it are not followed: they would lead out of the directory, or, as {@code
 * latest-run} does, to a run that was read already.
 */
final class RunDirectory {
  private static final int MAX_ENTRIES = 1_000_000;

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /** The directory or log at {@code path}; fails if there is none. */
  static RunDirectory at(Path path) {
    try {
      Path root = path.toRealPath();
      if (!Files.isReadable(root)) {
        throw new WandbException(
            Kind.FORBIDDEN, "%s can't be read: permission denied".formatted(path));
      }
      return new RunDirectory(root);
    } catch (NoSuchFileException e) {
      throw new WandbException(Kind.UNREACHABLE, "%s does not exist".formatted(path), e);
    } catch (IOException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "%s can't be opened: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The logs that lie there now, by path. */
  List<Path> logs() throws IOException {
    if (Files.isRegularFile(root)) {
      return List.of(root);
    }
    List<Path> logs = logsIn(root);
    Path inner = root.resolve("wandb");
    if (logs.isEmpty() && Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS)) {
      logs = logsIn(inner);
    }
    logs.sort(null);
    return logs;
  }

  @Override
  public String toString() {
    return root.toString();
  }

  /** The logs in {@code directory} and in the directories in it. */
  private static List<Path> logsIn(Path directory) throws IOException {
    List<Path> logs = new ArrayList<>();
    for (Path entry : entries(directory)) {
      if (isLog(entry)) {
        logs.add(entry);
      } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        for (Path inner : entriesIfThere(entry)) {
          if (isLog(inner)) {
            logs.add(inner);
          }
        }
      }
    }
    return logs;
  }

  private static boolean isLog(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".wandb")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A run directory may be removed while we look: then it has no logs. */
  private static List<Path> entriesIfThere(Path directory) throws IOException {
    try {
      return entries(directory);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (entries.size() >= MAX_ENTRIES) {
          throw new WandbException(
              Kind.LIMIT_EXCEEDED, "%s contains too many files".formatted(directory.getFileName()));
        }
        entries.add(entry);
      }
    }
    return entries;
  }
}
