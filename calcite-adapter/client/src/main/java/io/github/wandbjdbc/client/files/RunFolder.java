package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.MetadataReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run saved beside one of its logs: the folder {@code files} of the run directory,
 * or all of the directory of a client before 0.10. No link in it is followed.
 *
 * @param files the folder
 */
record RunFolder(Path files) {
  private static final int MAX_DEPTH = 30;

  /** More files than any run saves. */
  static final int MAX_FILES = 100_000;

  /** A few kilobytes, usually. */
  private static final int MAX_METADATA = 4 << 20;

  /** In no name of a file that a run saved: separators and drives of some system. */
  private static final Pattern NO_NAME = Pattern.compile("[\\\\:\\x00]");

  private static final Pattern RUN_DIRECTORY =
      Pattern.compile("(?:offline-|dry)?run-.+|latest-run");

  /** The folder beside {@code log}, unless there is none, or it may be of another run. */
  static Optional<RunFolder> beside(LogFile log) {
    if (log.isOldDirectory()) {
      return Optional.of(new RunFolder(log.path()));
    }
    Path directory = log.path().getParent();
    if (directory == null) {
      return Optional.empty();
    }
    Path files = directory.resolve("files");
    return Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS) && isOfOneRun(directory)
        ? Optional.of(new RunFolder(files))
        : Optional.empty();
  }

  private static boolean isOfOneRun(Path directory) {
    if (RUN_DIRECTORY.matcher(String.valueOf(directory.getFileName())).matches()) {
      return true;
    }
    int logs = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.wandb")) {
      for (Path each : entries) {
        logs += Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) ? 1 : 0;
        if (logs > 1) {
          return false;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return logs == 1;
  }

  /** Puts its files, by name, as those of {@code run}; false if they are too many. */
  boolean list(String run, Map<String, RunFile> found, CallScope scope) throws IOException {
    Visitor visitor = new Visitor(run, found, scope);
    Files.walkFileTree(files, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, visitor);
    return !visitor.isFull;
  }

  /**
   * The notes of the client on the machine and the program, beside the last of {@code logs} that it
   * did it for.
   */
  static EnvironmentBuilder metadata(List<LogFile> logs) {
    EnvironmentBuilder all = new EnvironmentBuilder();
    for (int i = logs.size() - 1; i >= 0 && !all.isComplete(); i--) {
      EnvironmentBuilder one = beside(logs.get(i)).map(RunFolder::metadata).orElse(null);
      if (one != null) {
        all.addAll(one);
      }
    }
    return all;
  }

  /**
   * Opens the file {@code name} beside the last of {@code logs} that has it; empty if there is
   * none. A name that leads out of the folder, also by a link, is that of no file.
   */
  static Optional<InputStream> open(List<LogFile> logs, String name) {
    for (int i = logs.size() - 1; i >= 0; i--) {
      RunFolder folder = beside(logs.get(i)).orElse(null);
      Path file = folder == null ? null : folder.inside(name);
      if (file != null) {
        try {
          return Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
          throw new WandbException(
              Kind.UNREACHABLE, "%s can't be read: %s".formatted(file, e.getMessage()), e);
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable Path inside(String name) {
    Path path = files;
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || NO_NAME.matcher(part).find()) {
        return null;
      }
      path = path.resolve(part);
      if (Files.isSymbolicLink(path)) {
        return null;
      }
    }
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? path : null;
  }

  private @Nullable EnvironmentBuilder metadata() {
    Path file = files.resolve("wandb-metadata.json");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_METADATA + 1);
      return bytes.length > MAX_METADATA
          ? null
          : MetadataReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It is incomplete while a run begins.
      return null;
    }
  }

  /** Collects files; what can't be read, or vanishes meanwhile, is passed over. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    private final String run;
    private final Map<String, RunFile> found;
    private final CallScope scope;
    private boolean isFull;

    Visitor(String run, Map<String, RunFile> found, CallScope scope) {
      this.run = run;
      this.found = found;
      this.scope = scope;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      scope.check();
      if (!attributes.isRegularFile()) {
        return FileVisitResult.CONTINUE;
      }
      if (found.size() >= MAX_FILES) {
        isFull = true;
        return FileVisitResult.TERMINATE;
      }
      String name =
          files.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      found.put(
          name,
          new RunFile(
              run,
              name,
              attributes.size(),
              null,
              null,
              attributes.lastModifiedTime().toInstant(),
              null));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
