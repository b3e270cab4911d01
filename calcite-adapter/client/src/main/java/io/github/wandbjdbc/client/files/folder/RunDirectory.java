package io.github.wandbjdbc.client.files.folder;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Where the logs lie: the folder that the user named, or a log itself. */
public final class RunDirectory {
  private final Path root;
  private final boolean isRecursive;

  private RunDirectory(Path root, boolean isRecursive) {
    this.root = root;
    this.isRecursive = isRecursive;
  }

  /**
   * The directory or log at {@code path}; fails if there is none.
   *
   * @param isRecursive whether logs are looked for however deep they lie
   */
  public static RunDirectory at(Path path, boolean isRecursive) {
    try {
      Path root = path.toRealPath();
      if (!Files.isReadable(root)) {
        throw new WandbException(
            Kind.FORBIDDEN, "%s can't be read: permission denied".formatted(path));
      }
      if (!Files.isDirectory(root) && !Files.isRegularFile(root)) {
        throw new WandbException(
            Kind.UNREACHABLE,
            "%s is a pipe or device: name a folder or a .wandb file".formatted(path));
      }
      return new RunDirectory(root, isRecursive);
    } catch (NoSuchFileException e) {
      throw new WandbException(Kind.UNREACHABLE, "%s does not exist".formatted(path), e);
    } catch (IOException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "%s can't be opened: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The folder, or the log itself. */
  public Path root() {
    return root;
  }

  /** The logs that are there now; fails if the folder itself can't be read. */
  public FolderListing list(CallScope scope) {
    try {
      if (Files.isRegularFile(root)) {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        return new FolderListing(
            List.of(
                new LogFile(
                    root,
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant(),
                    attributes.fileKey(),
                    false)),
            List.of(),
            1);
      }
      return new FolderSearch(scope).search(root, isRecursive);
    } catch (AccessDeniedException e) {
      throw new WandbException(
          Kind.FORBIDDEN, "%s can't be read: permission denied".formatted(e.getFile()), e);
    } catch (IOException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "%s can't be read: %s".formatted(root, e.getMessage()), e);
    }
  }

  /** The failure if nothing in it can be read. */
  public WandbException nothingReadable(FolderListing listing, List<UnreadableFile> unreadable) {
    if (!unreadable.isEmpty()) {
      return new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s holds no run that can be read: %s%s"
              .formatted(
                  root,
                  unreadable.get(0).message(),
                  unreadable.size() == 1
                      ? ""
                      : "; and %d more such files".formatted(unreadable.size() - 1)));
    }
    return new WandbException(
        Kind.UNREACHABLE,
        ("%s holds no run, but %s: name a wandb folder, a run directory or a .wandb file. Runs are"
                + " looked for in the folder, in its subfolders and in wandb, .wandb,"
                + " outputs/*/*/wandb and multirun/*/*/*/wandb below it%s")
            .formatted(
                root,
                listing.entries() == 1 ? "one other entry" : listing.entries() + " other entries",
                isRecursive ? ", and deeper" : "; recursive=true looks deeper"));
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
