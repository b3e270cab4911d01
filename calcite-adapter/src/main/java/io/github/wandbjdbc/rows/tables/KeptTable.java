package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** A table whose file was fetched already, and is kept compressed. */
final class KeptTable implements TableContent {
  private final LoggedTable table;
  private final byte[] compressed;

  KeptTable(LoggedTable table, byte[] compressed) {
    this.table = table;
    this.compressed = compressed;
  }

  @Override
  public LoggedTable table() {
    return table;
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public InputStream open() {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(compressed));
    } catch (IOException e) {
      throw new UncheckedIOException("our own bytes", e);
    }
  }

  @Override
  public void close() {
    // There is nothing to let go of.
  }
}
