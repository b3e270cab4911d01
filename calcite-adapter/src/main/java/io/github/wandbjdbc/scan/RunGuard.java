package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.List;
import java.util.function.Function;

/** Stops a scan that would read the histories of more runs than its user is likely to mean. */
final class RunGuard {
  private final String table;
  private final String what;
  private final ProjectPath project;
  private final ScanSource source;
  private final ScanContext progress;

  /**
   * The guard of one scan.
   *
   * @param table what is read of {@code project}, as SQL calls it
   * @param what is read of each run, for people
   */
  RunGuard(
      String table, String what, ProjectPath project, ScanSource source, ScanContext progress) {
    this.table = table;
    this.what = what;
    this.project = project;
    this.source = source;
    this.progress = progress;
  }

  /**
   * The {@code rows} of {@code runs}; throws {@code LIMIT_EXCEEDED} if these are more than the
   * source's bound. Where they aren't named they are counted first.
   *
   * @param joined whether they are named by a join, a few at a time: then the rows of as many as
   *     may be read come before the exception
   */
  ScanRows open(RunFilter runs, boolean joined, Function<RunFilter, ScanRows> rows) {
    if (!(runs instanceof RunFilter.In in && in.attribute() == RunField.ID)) {
      long count = source.client().count(project, runs, progress.scope());
      if (count > source.maxRuns()) {
        throw exceeded(what + " of %d runs".formatted(count), count);
      }
      progress.scope().progress().expectRuns(count);
      return rows.apply(runs);
    }
    List<Object> admitted = progress.admit(in.values(), source.maxRuns());
    if (joined) {
      progress.scope().progress().expectUnknown();
    }
    progress.scope().progress().expectRuns(admitted.size());
    if (admitted.size() == in.values().size()) {
      return rows.apply(runs);
    }
    if (!joined) {
      int count = in.values().size();
      throw exceeded(what + " of %d runs".formatted(count), count);
    }
    WandbException exceeded =
        exceeded(what + " of more than %d runs".formatted(source.maxRuns()), source.maxRuns() + 1);
    if (admitted.isEmpty()) {
      throw exceeded;
    }
    return new Cut(rows.apply(new RunFilter.In(RunField.ID, admitted)), exceeded);
  }

  private WandbException exceeded(String what, long runs) {
    return new WandbException(
        Kind.LIMIT_EXCEEDED,
        ("%s of %s: %s would be read, in %d requests or more, but maxRuns=%d; add a"
                + " condition on run_id (run_id = …, run_id IN (…), or a join on run_id with"
                + " fewer runs), or raise maxRuns to at least %d")
            .formatted(table, project, what, runs + 1, source.maxRuns(), runs));
  }

  /** Rows that don't end well. */
  private static final class Cut extends ForwardedRows {
    private final WandbException end;

    Cut(ScanRows rows, WandbException end) {
      super(rows);
      this.end = end;
    }

    @Override
    public boolean moveNext() {
      if (rows.moveNext()) {
        return true;
      }
      throw end;
    }
  }
}
