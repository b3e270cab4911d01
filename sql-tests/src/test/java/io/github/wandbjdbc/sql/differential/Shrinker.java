package io.github.wandbjdbc.sql.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;

/** Makes what failed as small as it can while it still fails. */
final class Shrinker {
  private static final int MAX_STATEMENTS = 600;
  private static final int MAX_DATA_SETS = 250;

  private final Path folder;
  private DataSet data;
  private Verdict verdict;
  private int tries;

  Shrinker(DataSet data, Verdict verdict, Path folder) {
    this.data = data;
    this.verdict = verdict;
    this.folder = folder;
  }

  /** Small data and a small statement that fail, told in full. */
  String shrink() throws SQLException, IOException {
    shrinkStatement();
    shrinkData();
    shrinkStatement();
    return verdict + "\n" + data;
  }

  private void shrinkStatement() throws SQLException, IOException {
    try (Contest contest = new Contest(data, next())) {
      int left = MAX_STATEMENTS;
      Iterator<Statement> candidates = verdict.statement().simpler().iterator();
      while (candidates.hasNext() && left-- > 0) {
        Verdict smaller = contest.judge(candidates.next());
        if (isAsWrong(smaller)) {
          verdict = smaller;
          candidates = verdict.statement().simpler().iterator();
        }
      }
    }
  }

  private void shrinkData() throws SQLException, IOException {
    int left = MAX_DATA_SETS;
    Iterator<DataSet> candidates = data.simpler().iterator();
    while (candidates.hasNext() && left-- > 0) {
      DataSet candidate = candidates.next();
      try (Contest contest = new Contest(candidate, next())) {
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
    return !smaller.isMoot() && !smaller.isAgreement() && kind(smaller).equals(kind(verdict));
  }

  private static String kind(Verdict verdict) {
    Outcome answer = verdict.answers().get(verdict.wrong().get(0));
    return answer == null || answer.failure() == null
        ? "wrong"
        : String.valueOf(answer.failure().getMessage()).replaceAll("\\d+|'.*?'", "");
  }

  private Path next() {
    return folder.resolve("try" + tries++);
  }
}
