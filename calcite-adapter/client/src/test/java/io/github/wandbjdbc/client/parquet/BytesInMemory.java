package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import java.util.Arrays;

/** A file that is there as a whole. */
final class BytesInMemory implements ByteSource {
  private final byte[] file;

  BytesInMemory(byte[] file) {
    this.file = file.clone();
  }

  @Override
  public long size() {
    return file.length;
  }

  @Override
  public Bytes bytes(long offset, int length) {
    return new Bytes() {
      @Override
      public void begin() {
        // They are there.
      }

      @Override
      public byte[] await() throws IOException {
        if (offset < 0 || length < 0 || offset > file.length - (long) length) {
          throw new IOException("%d bytes at %d of %d".formatted(length, offset, file.length));
        }
        return Arrays.copyOfRange(file, (int) offset, (int) offset + length);
      }
    };
  }

  @Override
  public void close() {
    // Nothing to close.
  }
}
