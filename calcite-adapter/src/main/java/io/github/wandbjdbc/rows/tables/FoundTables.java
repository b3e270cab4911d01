package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.TableFile;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables that runs logged under one name, as they were found when a statement was planned: the
 * columns of {@code TABLE(read_table('name', 'condition on runs'))} are those of their files. The
 * first who reads the rows has the files that were fetched for that, if they aren't large.
 */
public final class FoundTables {
  /** So long they are what a statement reads; it is planned and executed in that time. */
  public static final Duration LIFETIME = Duration.ofSeconds(10);

  private final String name;
  private final long mostRuns;
  private final TableColumnTypes columns;
  private final List<String> warnings;
  private final AtomicReference<@Nullable List<KeptTable>> kept;
  private final long foundAt = System.nanoTime();

  private FoundTables(
      String name,
      long mostRuns,
      TableColumnTypes columns,
      List<String> warnings,
      @Nullable List<KeptTable> kept) {
    this.name = name;
    this.mostRuns = mostRuns;
    this.columns = columns;
    this.warnings = List.copyOf(warnings);
    this.kept = new AtomicReference<>(kept);
  }

  /**
   * Looks at the tables that {@code runs} logged as {@code name}.
   *
   * @param runs an exact filter
   * @param mostRuns the tables of more runs aren't read
   */
  public static FoundTables find(
      WandbClient client,
      ProjectPath project,
      String name,
      RunFilter runs,
      long mostRuns,
      CallScope scope) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "read_table('predictions') takes the name under which tables were logged, which SELECT"
              + " DISTINCT key FROM logged_tables lists");
    }
    TableColumnTypes columns = new TableColumnTypes(name);
    List<String> warnings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    KeptTables kept = new KeptTables();
    try (Pages<TableContent> pages =
        client.runStreams().tables(project, runs, List.of(name), true, scope)) {
      for (List<TableContent> page = pages.next(); page != null; page = pages.next()) {
        for (TableContent content : page) {
          try (content) {
            seen.add(content.table().runId());
            check(seen.size(), mostRuns);
            look(content, columns, kept, warnings);
          }
        }
      }
    }
    if (seen.isEmpty()) {
      warnings.add(
          ("read_table('%s'): no run that was asked has logged a table of that name; SELECT DISTINCT"
                  + " key FROM logged_tables lists the names")
              .formatted(name));
    }
    warnings.addAll(columns.warnings());
    return new FoundTables(name, mostRuns, columns, warnings, kept.all());
  }

  private static void check(int runs, long most) {
    if (runs > most) {
      throw new WandbException(
          Kind.LIMIT_EXCEEDED,
          ("read_table: tables of more than %d runs would be read, a request each, but maxRuns=%d;"
                  + " name fewer runs by the condition in its second argument, or raise maxRuns")
              .formatted(most, most));
    }
  }

  private static void look(
      TableContent content, TableColumnTypes columns, KeptTables kept, List<String> warnings) {
    LoggedTable table = content.table();
    if (!content.isThere()) {
      warnings.add(
          table.path() == null
              ? ("%s: it is a %s, which only an artifact holds, and is left out; artifact_files lists"
                      + " what is in it")
                  .formatted(table, table.type())
              : "%s: its file %s isn't there, so that its rows are left out"
                  .formatted(table, table.path()));
      return;
    }
    try (Whole all = Whole.of(content)) {
      columns.add(all.shape());
      kept.add(all.content());
      if (isCut(table, all.shape())) {
        warnings.add(
            ("%s: its file holds %,d rows of %,d, as the client writes no more of them into a run's"
                    + " files, and the artifact that holds all of them can't be read")
                .formatted(table, all.shape().rows(), table.rows()));
      }
    } catch (IOException e) {
      throw unreadable(table, e);
    }
  }

  /** The holder of all rows of a table, and the form of these. */
  record Whole(TableContent content, TableFile.Shape shape) implements AutoCloseable {
    /** That of the table in {@code content}. */
    static Whole of(TableContent content) throws IOException {
      TableFile.Shape shape = TableFile.shape(content.open());
      TableContent whole = isCut(content.table(), shape) ? content.whole() : content;
      return new Whole(whole, whole.equals(content) ? shape : TableFile.shape(whole.open()));
    }

    @Override
    public void close() {
      content.close();
    }
  }

  private static boolean isCut(LoggedTable table, TableFile.Shape shape) {
    Long rows = table.rows();
    return table.isWhole() && rows != null && shape.rows() < rows;
  }

  static WandbException unreadable(LoggedTable table, IOException e) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE,
        "%s: its file %s isn't that of a table: %s".formatted(table, table.path(), e.getMessage()),
        e);
  }

  /**
   * The table of their rows.
   *
   * @param runs the filter by which they were found, for whoever reads them anew
   */
  public ItemTable<?> table(Function<CallScope, RunFilter> runs) {
    ItemTable.Builder<TableRow> definition =
        ItemTable.<TableRow>named(
                "read_table", "One row per row of the tables that runs logged as " + name + ".")
            .key(ItemRequest.RUN_ID, TableRow::runId, "The run's id. From Run.name.")
            .column(
                "_step",
                BIGINT,
                TableRow::step,
                "The step that logged the table; NULL if it only stands in the run's summary.");
    List<TableColumnTypes.Typed> typed = columns.typed();
    for (int i = 0; i < typed.size(); i++) {
      int place = i;
      definition.column(
          typed.get(i).name(),
          typed.get(i).type(),
          row -> row.values()[place],
          "The column %s of the logged tables.".formatted(typed.get(i).key()));
    }
    return definition
        .refersToRuns()
        .likelyRows(100_000)
        .ofFilesOfRuns()
        .listedBy(
            (client, request, scope) -> {
              warnings.forEach(scope::warn);
              return rows(client, request, runs, scope);
            });
  }

  private Pages<TableRow> rows(
      WandbClient client,
      ItemRequest request,
      Function<CallScope, RunFilter> runs,
      CallScope scope) {
    boolean isFresh = System.nanoTime() - foundAt < LIFETIME.toNanos();
    List<KeptTable> here = kept.getAndSet(null);
    if (here != null && isFresh) {
      return Pages.<TableContent>of(List.copyOf(here))
          .concatMap(content -> new TableRowPages(content, columns, scope));
    }
    RunFilter wanted = RunFilter.and(runs.apply(scope), request.runs());
    Pages<TableContent> contents =
        client.runStreams().tables(request.project(), wanted, List.of(name), true, scope);
    return new BoundedRuns<>(
            "read_table", mostRuns, (TableContent content) -> content.table().runId(), contents)
        .concatMap(content -> new TableRowPages(content, columns, scope));
  }
}
