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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may do what with the folders and files of the cache, where files have rights. */
final class FolderRights {
  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private static final boolean HAS_MODE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** Only who owns something in such a folder may put another in its place. */
  private static final int STICKY = 01000;

  private FolderRights() {}

  /** The rights of a new folder: the user's alone. */
  static FileAttribute<?>[] ofFolder() {
    return rights("rwx------");
  }

  /** The rights of a new file: likewise. */
  static FileAttribute<?>[] ofFile() {
    return rights("rw-------");
  }

  private static FileAttribute<?>[] rights(String permissions) {
    return IS_POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Checks that nobody else can write to {@code folder}: files that others put there would be taken
   * for the storage's.
   */
  static void check(Path folder) throws IOException {
    if (IS_POSIX) {
      check(
          folder,
          Files.getFileAttributeView(
                  folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes());
    }
  }

  /** The same of a folder that has {@code attributes}. */
  static void check(Path folder, PosixFileAttributes attributes) throws IOException {
    if (isOpenToOthers(attributes)) {
      throw new IOException("others may write to " + folder + "; remove the permissions of others");
    }
    checkOwner(folder, attributes);
  }

  /**
   * Checks that nobody else can put another folder in the place of {@code folder}, or of one that
   * it is in, as far as they exist.
   */
  static void checkParents(Path folder) throws IOException {
    Path nearest = folder.getParent();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !IS_POSIX) {
      return;
    }
    // By its own name, and by that of where links on the way lead.
    for (Path start : List.of(nearest, nearest.toRealPath())) {
      for (Path parent = start; parent != null; parent = parent.getParent()) {
        checkParent(parent, folder);
      }
    }
  }

  private static void checkParent(Path parent, Path folder) throws IOException {
    PosixFileAttributes attributes =
        Files.getFileAttributeView(parent, PosixFileAttributeView.class).readAttributes();
    if (isOpenToOthers(attributes) && !isOfOwnGroup(attributes) && !isSticky(parent)) {
      throw new IOException(
          "others may write to %s, so they could exchange %s".formatted(parent, folder));
    }
    checkOwner(parent, attributes);
  }

  /** Many systems give each user a group of their own, which may write what the user may. */
  private static boolean isOfOwnGroup(PosixFileAttributes attributes) {
    return !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        && attributes.group().getName().equals(attributes.owner().getName());
  }

  private static boolean isOpenToOthers(PosixFileAttributes attributes) {
    Set<PosixFilePermission> permissions = attributes.permissions();
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static boolean isSticky(Path folder) throws IOException {
    return HAS_MODE && ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
  }

  private static void checkOwner(Path folder, PosixFileAttributes attributes) throws IOException {
    Optional<UserPrincipal> user = user();
    if (user.isPresent()
        && !attributes.owner().equals(user.get())
        && !attributes.owner().getName().equals("root")) {
      throw new IOException(folder + " belongs to " + attributes.owner().getName());
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
}
