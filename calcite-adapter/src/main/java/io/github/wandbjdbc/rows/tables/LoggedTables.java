package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.logged.ArtifactIds;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.LoggedTableReader;
import io.github.wandbjdbc.client.reading.TableFile;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.JsonStrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of the tables that runs logged. */
final class LoggedTables {
  /** So many runs are asked at once for what they logged, and for so many keys. */
  private static final int RUNS_TOGETHER = 25;

  private static final int KEYS_TOGETHER = 20;

  private static final String OF_SERVER = "wandb-artifact://";

  private static final String KEY = "key";
  private static final String COLUMN_NAMES = "column_names";

  /** Of {@code logged_tables}: one row per table and step. */
  static final ItemTable<Row> TABLE =
      ItemTable.<Row>named(
              "logged_tables",
              "One row per table (wandb.Table) that a run logged, at each step that did. Their rows"
                  + " are read by TABLE(read_table('key')).")
          .key(ItemRequest.RUN_ID, row -> row.table.runId(), "The run's id. From Run.name.")
          .key(KEY, row -> row.table.key(), "The name under which it was logged.")
          .column(
              "_step",
              BIGINT,
              row -> row.table.step(),
              "The step that logged it; NULL if it only stands in the run's summary.")
          .column(
              "row_count",
              BIGINT,
              row -> row.table.rows(),
              "The number of rows, as logged; of an incremental table of all until then.")
          .column(
              COLUMN_NAMES,
              VARCHAR,
              Row::columnNames,
              "JSON array of strings: the columns. Where this is selected the file of each table is"
                  + " read; NULL if there is none.")
          .column(
              "path",
              VARCHAR,
              row -> row.table.path(),
              "The file of the run that holds it; NULL if only an artifact does.")
          .column(
              "artifact_id",
              VARCHAR,
              Row::artifactId,
              "The artifact that holds it, by the id that its value names: the artifact's own, or the"
                  + " one that its client gave it.")
          .refersToRuns()
          .likelyRows(10_000)
          .ofEachRun()
          .together()
          .listedBy((client, request, scope) -> list(client, request, scope));

  private LoggedTables() {}

  /**
   * A table, and what its file says.
   *
   * @param columnNames a JSON array, null if it wasn't looked at
   */
  private record Row(LoggedTable table, @Nullable String columnNames) {
    /** The part between the scheme and the file. */
    @Nullable String artifactId() {
      String address = table.artifact();
      int begin = address == null ? -1 : address.indexOf("://");
      if (address == null || begin < 0) {
        return null;
      }
      int end = address.indexOf('/', begin + 3);
      String id = address.substring(begin + 3, end < 0 ? address.length() : end);
      return address.startsWith(OF_SERVER) ? ArtifactIds.ofServer(id).orElse(id) : id;
    }
  }

  private static Pages<Row> list(WandbClient client, ItemRequest request, CallScope scope) {
    Set<String> keys = request.selected(KEY);
    boolean opens = request.reads(COLUMN_NAMES);
    return keys == null
        ? named(client, request, scope)
            .concatMap(some -> tables(client, request, some.runs, some.keys, opens, scope))
        : tables(client, request, request.runs(), List.copyOf(keys), opens, scope);
  }

  private static Pages<Row> tables(
      WandbClient client,
      ItemRequest request,
      RunFilter runs,
      List<String> keys,
      boolean opens,
      CallScope scope) {
    return client
        .runStreams()
        .tables(request.project(), runs, keys, opens, scope)
        .flatMap(
            content -> {
              try (content) {
                return List.of(
                    new Row(content.table(), opens ? columnNames(content, scope) : null));
              }
            });
  }

  private static @Nullable String columnNames(TableContent content, CallScope scope) {
    if (!content.isThere()) {
      return null;
    }
    try {
      return JsonStrings.array(TableFile.shape(content.open()).columns());
    } catch (IOException e) {
      scope.warn(
          "%s: its file isn't that of a table: %s".formatted(content.table(), e.getMessage()));
      return null;
    }
  }

  /** Some runs, and the keys under which any of them logged tables. */
  private record Some(RunFilter runs, List<String> keys) {}

  private static Pages<Some> named(WandbClient client, ItemRequest request, CallScope scope) {
    RunsRequest all =
        RunsRequest.all(request.project())
            .withFilter(request.runs())
            .withFields(Set.of(RunField.HISTORY_KEYS, RunField.SUMMARY));
    Pages<Run> runs = client.runs(all, scope.alsoReading(KEY));
    return new Pages<>() {
      @Override
      public @Nullable List<Some> next() {
        List<Run> page = runs.next();
        return page == null ? null : together(page, scope);
      }

      @Override
      public void close() {
        runs.close();
      }
    };
  }

  private static List<Some> together(List<Run> runs, CallScope scope) {
    List<Some> parts = new ArrayList<>();
    List<Object> ids = new ArrayList<>();
    Set<String> keys = new TreeSet<>();
    for (Run run : runs) {
      Set<String> own = keys(run, scope);
      if (!own.isEmpty()) {
        ids.add(run.id());
        keys.addAll(own);
      } else {
        scope.progress().endRun();
      }
      if (ids.size() == RUNS_TOGETHER) {
        add(ids, keys, parts);
      }
    }
    add(ids, keys, parts);
    return parts;
  }

  private static void add(List<Object> ids, Set<String> keys, List<Some> parts) {
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += KEYS_TOGETHER) {
      parts.add(
          new Some(
              new RunFilter.In(RunField.ID, List.copyOf(ids)),
              all.subList(from, Math.min(all.size(), from + KEYS_TOGETHER))));
    }
    ids.clear();
    keys.clear();
  }

  private static Set<String> keys(Run run, CallScope scope) {
    Set<String> keys = new TreeSet<>();
    HistoryKeys logged = run.historyKeys();
    if (logged != null) {
      LoggedTableReader.collect(logged.keys(), "", keys);
    }
    try {
      LoggedTableReader.collect(run.summary(), keys);
    } catch (IOException e) {
      scope.warn(
          "run %s: its summary is no JSON object; tables in it are left out".formatted(run.id()));
    }
    return keys;
  }
}
