package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that was opened, and then looked at: whatever is done in it is done in just that one,
 * even if another, or a link, has taken its place meanwhile.
 */
final class OpenFolder implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NAME_BYTES = 12;

  private final Path path;
  private final DirectoryStream<Path> stream;
  private final @Nullable SecureDirectoryStream<Path> handle;

  private OpenFolder(Path path, DirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
    // Windows has none.
    this.handle = stream instanceof SecureDirectoryStream<Path> secure ? secure : null;
  }

  /**
   * The folder at {@code path}, which isn't a link, and which only the user may write to.
   *
   * @throws NoSuchFileException if there is none
   */
  @SuppressWarnings("StreamResourceLeak") // The folder closes it.
  static OpenFolder at(Path path) throws IOException {
    BasicFileAttributes seen =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!seen.isDirectory()) {
      throw new IOException(path + " is in the way: it is no directory");
    }
    OpenFolder folder = new OpenFolder(path, Files.newDirectoryStream(path));
    return checked(folder, seen);
  }

  /** The folder {@code name} in this one; likewise. */
  OpenFolder folder(String name) throws IOException {
    Path inner = path.resolve(name);
    if (handle == null) {
      return at(inner);
    }
    OpenFolder folder =
        new OpenFolder(inner, handle.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    return checked(folder, null);
  }

  private static OpenFolder checked(OpenFolder folder, @Nullable BasicFileAttributes seen)
      throws IOException {
    boolean isGood = false;
    try {
      if (folder.handle != null) {
        folder.check(folder.handle, seen);
      } else {
        FolderRights.check(folder.path);
      }
      isGood = true;
      return folder;
    } finally {
      if (!isGood) {
        folder.close();
      }
    }
  }

  private void check(SecureDirectoryStream<Path> open, @Nullable BasicFileAttributes seen)
      throws IOException {
    BasicFileAttributes opened =
        open.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    if (seen != null && !Objects.equals(seen.fileKey(), opened.fileKey())) {
      throw new IOException(path + " was exchanged for another");
    }
    PosixFileAttributeView posix = open.getFileAttributeView(PosixFileAttributeView.class);
    if (posix != null) {
      FolderRights.check(path, posix.readAttributes());
    }
  }

  /** The file {@code name} in it, to read. */
  SeekableByteChannel read(String name) throws IOException {
    Set<java.nio.file.OpenOption> options =
        Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return handle == null
        ? Files.newByteChannel(path.resolve(name), options)
        : handle.newByteChannel(Path.of(name), options);
  }

  /** A new file {@code name} in it, to write, which nobody else may read. */
  SeekableByteChannel create(String name) throws IOException {
    Set<java.nio.file.OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    return handle == null
        ? Files.newByteChannel(path.resolve(name), options, FolderRights.ofFile())
        : handle.newByteChannel(Path.of(name), options, FolderRights.ofFile());
  }

  /** A name that no file has. */
  static String newName(String begin) {
    byte[] random = new byte[NAME_BYTES];
    RANDOM.nextBytes(random);
    return begin + HexFormat.of().formatHex(random) + CacheFolder.UNFINISHED;
  }

  /** Gives the file {@code name} another name, in place of what has it. */
  void rename(String name, String other) throws IOException {
    if (handle == null) {
      Files.move(path.resolve(name), path.resolve(other), StandardCopyOption.ATOMIC_MOVE);
    } else {
      handle.move(Path.of(name), handle, Path.of(other));
    }
  }

  /** Deletes the file {@code name}, if it is there. */
  void delete(String name) throws IOException {
    try {
      if (handle == null) {
        Files.delete(path.resolve(name));
      } else {
        handle.deleteFile(Path.of(name));
      }
    } catch (NoSuchFileException e) {
      // Somebody else was faster.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
