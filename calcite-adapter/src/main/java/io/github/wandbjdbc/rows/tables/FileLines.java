package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.logged.TextLine;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.function.Function;

/** The rows of {@code TABLE(file_lines('name', 'condition on runs'))}: a text file of many runs. */
public final class FileLines {
  private FileLines() {}

  /**
   * The table of the lines of the files called {@code name}.
   *
   * @param runs which runs are meant, exactly
   * @param mostRuns the files of more runs aren't read
   * @throws IllegalArgumentException if no file can be called so
   */
  public static ItemTable<?> table(
      String name, Function<CallScope, RunFilter> runs, long mostRuns) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "file_lines('output.log') takes the name of a file, which SELECT DISTINCT name FROM files"
              + " lists");
    }
    return ItemTable.<TextLine>named(
            "file_lines", "One row per line of a text file that runs saved.")
        .key(ItemRequest.RUN_ID, TextLine::runId, "The run's id. From Run.name.")
        .required("number", BIGINT, TextLine::number, "The number of the line, from 0.")
        .required("line", VARCHAR, TextLine::line, "The line, without its end.")
        .primaryKey(ItemRequest.RUN_ID, "number")
        .refersToRuns()
        .likelyRows(1e6)
        .ofFilesOfRuns()
        .listedBy(
            (client, request, scope) -> {
              RunFilter wanted = RunFilter.and(runs.apply(scope), request.runs());
              return new BoundedRuns<>(
                  "file_lines",
                  mostRuns,
                  TextLine::runId,
                  client.runStreams().lines(request.project(), wanted, name, scope));
            });
  }
}
