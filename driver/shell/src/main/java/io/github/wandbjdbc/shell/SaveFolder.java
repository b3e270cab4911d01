package io.github.wandbjdbc.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The folder that files of runs are saved in, each as {@code run_id/name}. Names come from a
 * server: none leads out of the folder, through a link or by itself.
 */
final class SaveFolder {
  /** Of no file of a run: the separator and drives of Windows. */
  private static final Pattern FOREIGN = Pattern.compile("\\\\|^[A-Za-z]:");

  /** Names that mean a device on Windows, whatever their suffix is. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?");

  private final Path root;

  private SaveFolder(Path root) {
    this.root = root;
  }

  /** The folder {@code path}, which is made if it isn't there. */
  static SaveFolder at(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
    }
    return new SaveFolder(path.toRealPath());
  }

  /** A name under which nothing is saved. */
  static final class UnsafeNameException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsafeNameException(String message) {
      super(message);
    }
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws SQLException, IOException;
  }

  /**
   * Saves {@code content} as the file {@code name} of the run {@code runId}, in place of an earlier
   * one. Until it is whole it has another name, and it is gone if it never is.
   */
  void save(String runId, String name, Content content) throws SQLException, IOException {
    checkPart(runId);
    String[] parts = name.split("/", -1);
    for (String part : parts) {
      checkPart(part);
    }
    Path folder = folder(root, runId);
    for (int i = 0; i < parts.length - 1; i++) {
      folder = folder(folder, parts[i]);
    }
    if (!folder.toRealPath().startsWith(root)) {
      throw new UnsafeNameException("its folder is elsewhere");
    }
    Path file = inside(folder, parts[parts.length - 1]);
    if (Files.isSymbolicLink(file) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnsafeNameException("a link or a folder has its name: " + file);
    }
    Path part = folder.resolve(".wandb-sql-" + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out =
          Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void checkPart(String part) throws UnsafeNameException {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw new UnsafeNameException("an empty part, . and .. are in no name of a file");
    }
    if (FOREIGN.matcher(part).find() || part.chars().anyMatch(Character::isISOControl)) {
      throw new UnsafeNameException("it holds a backslash, a drive or a control character");
    }
    if (DEVICE.matcher(part).matches() || part.endsWith(".") || part.endsWith(" ")) {
      throw new UnsafeNameException(
          "%s is a device, or another name, on some systems".formatted(part));
    }
  }

  /** The folder {@code name} in {@code parent}, which is no link; made if it isn't there. */
  private static Path folder(Path parent, String name) throws IOException {
    Path folder = inside(parent, name);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafeNameException("a link or a file is where its folder should be: " + folder);
      }
    }
    return folder;
  }

  private static Path inside(Path parent, String name) throws UnsafeNameException {
    try {
      return parent.resolve(name);
    } catch (InvalidPathException e) {
      throw new UnsafeNameException("no file can be called so here: " + e.getReason());
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
