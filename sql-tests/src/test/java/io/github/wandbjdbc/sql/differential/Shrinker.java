package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;

/** Makes what failed as small as it can while it still fails. */
final class Shrinker {
  private final Postgres postgres;
  private final Path folder;
  private DataSet data;
  private Verdict verdict;
  private long end;
  private int tries;

  Shrinker(DataSet data, Verdict verdict, Postgres postgres, Path folder) {
    this.postgres = postgres;
    this.data = data;
    this.verdict = verdict;
    this.folder = folder;
  }

  /** Small data and a small statement that fail, told in full, as small as they get in a time. */
  String shrink(Duration time) throws SQLException, IOException {
    if (verdict.difference() != Difference.ENDLESS) {
      end = System.nanoTime() + time.toNanos();
      shrinkStatement();
      shrinkData();
      shrinkStatement();
    }
    return verdict + "\n" + data;
  }

  private boolean isTimeLeft() {
    return System.nanoTime() - end < 0;
  }

  private void shrinkStatement() throws SQLException, IOException {
    try (Contest contest = new Contest(data, postgres, next())) {
      Iterator<Statement> candidates = verdict.statement().simpler().iterator();
      while (candidates.hasNext() && isTimeLeft() && !contest.isEndless()) {
        Verdict smaller = contest.judge(candidates.next());
        if (isAsWrong(smaller)) {
          verdict = smaller;
          candidates = verdict.statement().simpler().iterator();
        }
      }
    }
  }

  private void shrinkData() throws SQLException, IOException {
    Iterator<DataSet> candidates = data.simpler().iterator();
    while (candidates.hasNext() && isTimeLeft()) {
      DataSet candidate = candidates.next();
      try (Contest contest = new Contest(candidate, postgres, next())) {
        Verdict smaller = contest.judge(verdict.statement());
        if (isAsWrong(smaller)) {
          verdict = smaller;
          data = candidate;
          candidates = data.simpler().iterator();
        }
      }
    }
  }

  /** A wrong answer shall not shrink to another failure, nor a failure to a wrong answer. */
  private boolean isAsWrong(Verdict smaller) {
    return !smaller.expected().isMoot()
        && !smaller.isAgreement()
        && smaller.kind().equals(verdict.kind());
  }

  private Path next() {
    return folder.resolve("try" + tries++);
  }
}
