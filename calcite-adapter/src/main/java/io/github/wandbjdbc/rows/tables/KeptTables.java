package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.logged.TableContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps the files of tables from planning to execution, as long as they are small together. */
final class KeptTables {
  private static final int MAX_BYTES = 32 << 20;

  private @Nullable List<KeptTable> tables = new ArrayList<>();
  private int bytes;

  /** Keeps the file of {@code content}, unless there is too much. */
  void add(TableContent content) throws IOException {
    if (tables == null) {
      return;
    }
    Limited compressed = new Limited(MAX_BYTES - bytes);
    try (InputStream file = content.open();
        GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      byte[] buffer = new byte[8192];
      for (int n = file.read(buffer); n >= 0 && !compressed.isOver(); n = file.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
    if (compressed.isOver()) {
      tables = null;
      return;
    }
    tables.add(new KeptTable(content.table(), compressed.bytes.toByteArray()));
    bytes += compressed.bytes.size();
  }

  /** All of them; null if they were too large. */
  @Nullable List<KeptTable> all() {
    return tables == null ? null : List.copyOf(tables);
  }

  /** Takes no more than so many bytes. */
  private static final class Limited extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private boolean over;

    Limited(int most) {
      this.most = most;
    }

    boolean isOver() {
      return over;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) {
      over |= bytes.size() + length > most;
      if (!over) {
        bytes.write(some, from, length);
      }
    }
  }
}
