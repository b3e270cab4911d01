package io.github.wandbjdbc.client.files.folder;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for logs where clients and their users leave them: in a {@code wandb} folder of run
 * directories, in one run directory, in the {@code wandb} or {@code .wandb} folder below the one
 * that is named, and in those that Hydra makes for each job.
 *
 * <p>Symbolic links are not followed: they would lead out of the folder, or, as {@code latest-run}
 * does, to a run that was read already.
 */
final class FolderSearch {
  private static final int MAX_ENTRIES = 1_000_000;

  /** Deeper folders are none that people make. */
  private static final int MAX_DEPTH = 40;

  private static final List<String> WANDB = List.of("wandb", ".wandb");

  /** The folders in which Hydra makes one for each job, and how deep below them that lies. */
  private static final Map<String, List<Integer>> OF_HYDRA =
      Map.of("outputs", List.of(2), "multirun", List.of(2, 3));

  private final CallScope scope;
  private final Map<Path, LogFile> logs = new TreeMap<>();
  private final TreeSet<UnreadableFile> unreadable = new TreeSet<>();
  private int entries;

  FolderSearch(CallScope scope) {
    this.scope = scope;
  }

  /** The logs below {@code root}. */
  FolderListing search(Path root, boolean isRecursive) throws IOException {
    List<Path> top = entries(root);
    if (isRecursive) {
      addAll(root, 0);
    } else {
      addRuns(root, top);
      WANDB.forEach(name -> addRuns(root.resolve(name)));
      OF_HYDRA.forEach(
          (name, depths) -> depths.forEach(depth -> addRunsOfJobs(root.resolve(name), depth)));
    }
    return new FolderListing(List.copyOf(logs.values()), List.copyOf(unreadable), top.size());
  }

  private void addRunsOfJobs(Path folder, int depth) {
    if (!isDirectory(folder)) {
      return;
    }
    if (depth == 0) {
      WANDB.forEach(name -> addRuns(folder.resolve(name)));
      return;
    }
    for (Path entry : entriesIfReadable(folder)) {
      addRunsOfJobs(entry, depth - 1);
    }
  }

  private void addRuns(Path folder) {
    if (isDirectory(folder)) {
      addRuns(folder, entriesIfReadable(folder));
    }
  }

  /** The logs in {@code folder}, and in the directories in it. */
  private void addRuns(Path folder, List<Path> inFolder) {
    addRun(folder, inFolder);
    for (Path entry : inFolder) {
      if (isDirectory(entry)) {
        addRun(entry, entriesIfReadable(entry));
      }
    }
  }

  private void addAll(Path folder, int depth) {
    List<Path> inFolder = entriesIfReadable(folder);
    addRun(folder, inFolder);
    for (Path entry : inFolder) {
      if (isDirectory(entry) && !entry.endsWith(".git")) {
        if (depth < MAX_DEPTH) {
          addAll(entry, depth + 1);
        } else {
          unreadable.add(
              new UnreadableFile(entry, "lies more than %d folders deep".formatted(MAX_DEPTH)));
        }
      }
    }
  }

  /** The logs that lie in {@code folder} itself. */
  private void addRun(Path folder, List<Path> inFolder) {
    scope.check();
    boolean hasLog = false;
    for (Path entry : inFolder) {
      if (String.valueOf(entry.getFileName()).endsWith(".wandb") && !entry.endsWith(".wandb")) {
        hasLog |= addLog(entry);
      }
    }
    if (!hasLog) {
      try {
        OldRunDirectory.at(folder, inFolder).ifPresent(run -> logs.put(folder, run));
      } catch (IOException e) {
        unreadable.add(UnreadableFile.of(folder, e));
      }
    }
  }

  private boolean addLog(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        logs.put(
            file,
            new LogFile(
                file,
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.fileKey(),
                false));
        return true;
      }
      if (attributes.isSymbolicLink()) {
        unreadable.add(new UnreadableFile(file, "is a symbolic link, and links are not followed"));
      } else if (!attributes.isDirectory()) {
        unreadable.add(new UnreadableFile(file, "is a pipe or device, not a file"));
      }
    } catch (NoSuchFileException e) {
      // Removed while we looked.
      return false;
    } catch (IOException e) {
      unreadable.add(UnreadableFile.of(file, e));
    }
    return false;
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** A directory may be removed while we look: then there is nothing in it. */
  private List<Path> entriesIfReadable(Path directory) {
    try {
      return entries(directory);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      unreadable.add(UnreadableFile.of(directory, e));
      return List.of();
    }
  }

  private List<Path> entries(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        entries++;
        if (entries > MAX_ENTRIES) {
          throw new WandbException(
              Kind.LIMIT_EXCEEDED, "%s contains too many files".formatted(directory.getFileName()));
        }
        found.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(null);
    return found;
  }
}
