package io.github.wandbjdbc.client.api.contents;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.exports.Spool;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A table whose file the server has; fetched when it is first opened. */
final class StoredTable implements TableContent {
  private final LoggedTable table;
  private final StoredFiles.@Nullable Address place;
  private final StoredFiles files;
  private @Nullable Spool spool;

  StoredTable(LoggedTable table, StoredFiles.@Nullable Address place, StoredFiles files) {
    this.table = table;
    this.place = place;
    this.files = files;
  }

  @Override
  public LoggedTable table() {
    return table;
  }

  @Override
  public boolean isThere() {
    if (spool == null && place != null) {
      spool = files.fetch(place).orElse(null);
    }
    return spool != null;
  }

  @Override
  public InputStream open() {
    if (!isThere() || spool == null) {
      throw new WandbException(Kind.NOT_FOUND, table + ": its file isn't there");
    }
    return spool.streamBeside();
  }

  @Override
  public void close() {
    if (spool != null) {
      spool.close();
      spool = null;
    }
  }
}
