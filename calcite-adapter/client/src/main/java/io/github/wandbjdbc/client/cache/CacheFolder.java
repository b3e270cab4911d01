package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the cache lies: a folder of its own within the directory that the user named, with a folder
 * for each stored file. Nobody else may read or write there.
 */
final class CacheFolder {
  /** How the names of entries end that are being written. */
  static final String UNFINISHED = ".part";

  private static final String NAME = "wandb-jdbc";

  private final Path path;

  private CacheFolder(Path path) {
    this.path = path;
  }

  /**
   * The folder in {@code directory}, which needn't be there: it is made when the first file is to
   * be kept.
   *
   * @throws IOException if it can't be made, or the folder isn't the user's alone; the message says
   *     which
   */
  static CacheFolder in(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path nearest = absolute;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !Files.isDirectory(nearest)) {
      throw new IOException(absolute + " is no directory, and can't be made one");
    }
    CacheFolder folder = new CacheFolder(absolute.resolve(NAME));
    FolderRights.checkParents(folder.path);
    if (Files.exists(folder.path, LinkOption.NOFOLLOW_LINKS)) {
      folder.opened().close();
    }
    return folder;
  }

  /**
   * The folder, open and looked at.
   *
   * @throws java.nio.file.NoSuchFileException if nothing was kept yet
   */
  OpenFolder opened() throws IOException {
    FolderRights.checkParents(path);
    return OpenFolder.at(path);
  }

  /** The same, which is made unless it is there. */
  OpenFolder made() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path, FolderRights.ofFolder());
    }
    return opened();
  }

  /** The folder of {@code file}, which may not be there. */
  Path of(FileIdentity file) {
    return path.resolve(file.hash());
  }

  /** The folder of {@code file} in {@code open}, which is made unless it is there. */
  OpenFolder made(FileIdentity file, OpenFolder open) throws IOException {
    Files.createDirectories(of(file), FolderRights.ofFolder());
    return open.folder(file.hash());
  }

  /** The folders of all files. */
  List<Path> all() throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        ? in(path, "?".repeat(64))
        : List.of();
  }

  /** The entries of a file's folder, by name; none if the folder doesn't exist. */
  static List<Path> in(Path folder, String names) {
    List<Path> found = new ArrayList<>();
    try (var paths = Files.newDirectoryStream(folder, names)) {
      paths.forEach(found::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // Gone, or being cleared by another process.
      return found;
    }
    return found;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
