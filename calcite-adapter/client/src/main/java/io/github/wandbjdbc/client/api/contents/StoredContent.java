package io.github.wandbjdbc.client.api.contents;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.exports.Spool;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table whose file the server has; fetched when it is first opened. */
final class StoredContent implements TableContent {
  private final LoggedTable table;
  private final StoredFiles.@Nullable Address place;
  private final StoredFiles files;
  private final @Nullable TablesInArtifacts elsewhere;
  private @Nullable Spool spool;

  /**
   * @param place where its file is; null if it isn't anywhere
   * @param elsewhere finds all of it in an artifact; null if this is all
   */
  StoredContent(
      LoggedTable table,
      StoredFiles.@Nullable Address place,
      StoredFiles files,
      @Nullable TablesInArtifacts elsewhere) {
    this.elsewhere = elsewhere;
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
  public TableContent whole() {
    List<TableContent> all =
        elsewhere == null || table.artifact() == null ? List.of() : elsewhere.of(table);
    return all.size() == 1 && all.get(0).isThere() ? all.get(0) : this;
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
