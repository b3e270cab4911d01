package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.TablesOfRun;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table that a run's logs name, in the folder beside them. */
record FolderTable(LoggedTable table, LocalRun run) implements TableContent {

  /** The tables that {@code run} logged under {@code keys}, by step. */
  static Pages<TableContent> of(
      LocalRun run, ProjectPath project, List<String> keys, Instant now, CallScope scope) {
    HistoryRequest request =
        HistoryRequest.all(project)
            .withColumns(keys.stream().map(key -> new ValueColumn(key, ValueType.TEXT)).toList());
    TablesOfRun found = new TablesOfRun(run.id(), keys);
    try (Pages<HistoryRow> rows = new LoggedHistoryPages(List.of(run), request, now, scope)) {
      for (List<HistoryRow> page = rows.next(); page != null; page = rows.next()) {
        for (HistoryRow row : page) {
          for (int i = 0; i < keys.size(); i++) {
            found.add(i, row.step(), row.value(i));
          }
        }
      }
    }
    List<TableContent> tables = new ArrayList<>();
    for (LoggedTable table : found.with(summary(run, now, scope))) {
      tables.add(new FolderTable(table, run));
    }
    return Pages.of(tables);
  }

  private static @Nullable String summary(LocalRun run, Instant now, CallScope scope) {
    try {
      return run.toRun(Set.of(RunField.SUMMARY), now, scope).summary();
    } catch (IOException e) {
      throw LoggedHistoryPages.failure(run, 0, e);
    }
  }

  private Optional<InputStream> file() {
    String path = table.path();
    return path == null ? Optional.empty() : RunFolder.open(run.files(), path);
  }

  @Override
  public boolean isThere() {
    try (InputStream file = file().orElse(null)) {
      return file != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public InputStream open() {
    return file()
        .orElseThrow(
            () -> new WandbException(Kind.NOT_FOUND, table + ": its file isn't in the folder"));
  }

  @Override
  public void close() {
    // Its streams are closed by who opens them.
  }
}
