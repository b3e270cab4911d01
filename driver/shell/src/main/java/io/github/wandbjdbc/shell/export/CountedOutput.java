package io.github.wandbjdbc.shell.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Output that knows how many bytes were written: footers name places in their file. */
final class CountedOutput extends FilterOutputStream {
  private long written;

  CountedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    written += length;
  }

  long written() {
    return written;
  }
}
