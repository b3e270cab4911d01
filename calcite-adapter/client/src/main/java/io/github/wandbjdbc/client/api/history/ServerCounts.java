package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counts that the server states of one run's history, held against the rows that came. */
final class ServerCounts {
  private final RunReference run;
  private final RunExtent extent;
  private final HistoryRowReader reader;
  private final CallScope scope;
  private @Nullable ValueCount values;
  private int unplaced;
  private boolean hasToldOfUnplaced;

  ServerCounts(
      RunReference run,
      RunExtent extent,
      HistoryKeys keys,
      HistoryRowReader reader,
      CallScope scope) {
    this.run = run;
    this.extent = extent;
    this.reader = reader;
    this.scope = scope;
    this.values = ValueCount.of(reader.columns(), keys);
  }

  /** Takes note of rows of a window. */
  void add(List<HistoryRow> rows) {
    if (values != null) {
      values.add(rows);
    }
  }

  /** Takes note that rows come otherwise, with all of their values. */
  void leaveValues() {
    values = null;
  }

  /** Takes note of rows that don't say which step they are. */
  void unplaced(int rows) {
    unplaced = Math.max(unplaced, rows);
  }

  /** Tells it at once, since who has enough rows doesn't read on to the end. */
  void tellOfUnplaced() {
    if (unplaced > 0 && !hasToldOfUnplaced) {
      hasToldOfUnplaced = true;
      scope.warn(
          "history of %s: %d or more rows don't say which step they are (_step), and were left out"
              .formatted(run, unplaced));
    }
  }

  /** Fails if the run ends earlier {@code now} than when its history was begun. */
  void checkRewind(HistoryKeys now) {
    checkRewind(run, extent.lastStep(), now.lastStep());
  }

  /** Fails if {@code run} ends at the step {@code now}, and before at a later one. */
  static void checkRewind(RunReference run, long lastStep, long now) {
    if (now >= 0 && now < lastStep) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "history of %s: it was rewound from step %d to %d while it was read; read it again"
              .formatted(run, lastStep, now));
    }
  }

  /** Tells what is missing, now that all windows are done. */
  void compare(long rows) {
    if (rows + (extent.areLines() ? unplaced : 0) < extent.leastRows()) {
      scope.warn(
          extent.isWholeRun()
              ? "history of %s: %d rows were read, where the server states %d"
                  .formatted(run, rows, extent.rows())
              : "history of %s, steps %d to %d: %d rows were read, where the server states %d of %d steps, and so %d or more here"
                  .formatted(
                      run,
                      extent.steps().first(),
                      extent.steps().end() - 1,
                      rows,
                      extent.rows(),
                      extent.lastStep() + 1,
                      extent.leastRows()));
    }
    if (values != null && extent.rows() > 0) {
      values
          .missing(Math.max(0, extent.rows() - rows), reader.repeated())
          .ifPresent(
              missing ->
                  scope.warn(
                      "history of %s: the server's rows lack values that it counts: %s"
                          .formatted(run, missing)));
    }
    tellOfUnplaced();
  }
}
