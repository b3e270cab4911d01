package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the cache lies: a folder of its own within the directory that the user named, with a folder
 * for each stored file. Nobody else may read or write there.
 */
final class CacheFolder {
  /** How the names of entries end that are being written. */
  static final String UNFINISHED = ".part";

  private static final String NAME = "wandb-jdbc";

  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;

  private CacheFolder(Path path) {
    this.path = path;
  }

  /**
   * The folder in {@code directory}, which is made unless it is there.
   *
   * @throws IOException if it can't be made, or the folder isn't the user's alone; the message says
   *     which
   */
  static CacheFolder in(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    try {
      make(absolute);
    } catch (IOException e) {
      throw new IOException(absolute + " is no directory, and can't be made one", e);
    }
    CacheFolder folder = new CacheFolder(absolute.resolve(NAME));
    if (Files.exists(folder.path, LinkOption.NOFOLLOW_LINKS)) {
      folder.check();
    }
    return folder;
  }

  private static void make(Path folder) throws IOException {
    FileAttribute<?>[] mine =
        IS_POSIX
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, mine);
  }

  /**
   * Checks that nobody else can write to the folder: files that others put there would be taken for
   * the storage's.
   */
  private void check() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(path + " is not a directory");
    }
    if (!IS_POSIX) {
      return;
    }
    PosixFileAttributes attributes =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    Set<PosixFilePermission> permissions = attributes.permissions();
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("others may write to " + path + "; remove the permissions of others");
    }
    Optional<UserPrincipal> user = user();
    if (user.isPresent()
        && !attributes.owner().equals(user.get())
        && !attributes.owner().getName().equals("root")) {
      throw new IOException(path + " belongs to " + attributes.owner().getName());
    }
  }

  /** Whom this process belongs to; empty where users have no names, as in some containers. */
  private static Optional<UserPrincipal> user() {
    try {
      return Optional.of(
          FileSystems.getDefault()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name", "")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** The folder of {@code file}, which may not be there. */
  Path of(FileIdentity file) {
    return path.resolve(file.hash());
  }

  /** The folder of {@code file}, which is made unless it is there. */
  Path made(FileIdentity file) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      make(path);
      check();
    }
    Path folder = of(file);
    make(folder);
    return folder;
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
