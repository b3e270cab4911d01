package io.github.wandbjdbc.shell;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears under its name when it is whole: until then it has another, under which it
 * stays if something fails.
 */
final class OutputFile implements Closeable {
  private final Path name;
  private final Path part;
  private final OutputStream out;

  /** The file {@code name}, which an earlier one may have. */
  OutputFile(Path name) throws IOException {
    this.name = name;
    this.part = name.resolveSibling(name.getFileName() + ".part");
    this.out = new BufferedOutputStream(Files.newOutputStream(part));
  }

  OutputStream out() {
    return out;
  }

  /** The name that it has until it is whole. */
  Path part() {
    return part;
  }

  /** It is whole: it gets its name. */
  void publish() throws IOException {
    out.close();
    Files.move(part, name, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
