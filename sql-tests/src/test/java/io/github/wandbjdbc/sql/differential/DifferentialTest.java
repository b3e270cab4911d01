package io.github.wandbjdbc.sql.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random statements over random runs get the same answer with pushdown and without, from run files,
 * and from a PostgreSQL that was told the data; the driver can explain each of its answers.
 *
 * <p>A seed decides on everything. One alone is run again by {@code -Ddifferential.seed=…}; {@code
 * differential.statements} says how many there are, and {@code differential.first} with which seed
 * they begin: {@code random} makes it a new one each time.
 */
final class DifferentialTest {
  private static final int STATEMENTS_PER_DATA_SET = 20;
  private static final int MOST_REPORTED = 20;
  private static final Duration FOR_MAKING_SMALL = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final Tally tally = new Tally();

  @Test
  void statementsHaveOneAnswer() throws SQLException, IOException {
    Postgres postgres = Postgres.startOrSkip();
    Long only = Long.getLong("differential.seed");
    long first = only != null ? only : first();
    long count = only != null ? 1 : Long.getLong("differential.statements", 1000);

    for (long dataSeed = dataSeed(first); dataSeed <= dataSeed(first + count - 1); dataSeed++) {
      run(
          postgres,
          Math.max(first, dataSeed * STATEMENTS_PER_DATA_SET),
          Math.min(first + count, (dataSeed + 1) * STATEMENTS_PER_DATA_SET));
    }

    System.out.println(tally);
    List<Tally.Found> found = tally.smallest(MOST_REPORTED);
    if (!found.isEmpty()) {
      fail(report(postgres, found));
    }
    // A refusal is no wrong answer; but few statements may be refused.
    assertThat(tally.refused() * 20).isLessThanOrEqualTo(Math.max(20, tally.statements()));
    // Statements that PostgreSQL has no answer to judge nothing.
    assertThat(tally.moot() * 20).isLessThanOrEqualTo(Math.max(100, tally.statements()));
  }

  private static long first() {
    String first = System.getProperty("differential.first", "1000");
    return first.equals("random") ? System.nanoTime() >>> 8 : Long.parseLong(first);
  }

  private static long dataSeed(long seed) {
    return Math.floorDiv(seed, STATEMENTS_PER_DATA_SET);
  }

  private void run(Postgres postgres, long from, long end) throws SQLException, IOException {
    long dataSeed = dataSeed(from);
    DataSet data = new RandomData(dataSeed).dataSet();
    boolean exactSums = !RandomData.hasExtremes(dataSeed);
    long seed = from;
    while (seed < end) {
      try (Contest contest = new Contest(data, postgres, folder.resolve("data" + seed))) {
        assertThat(contest.columnsDiffer()).as("%s", data).isNull();
        while (seed < end && !contest.isEndless()) {
          Statement statement = new RandomStatements(seed, contest.truth(), exactSums).statement();
          Verdict verdict = contest.judge(statement);
          if (end - from == 1) {
            System.out.println(verdict);
          }
          tally.add(seed++, verdict);
        }
      }
    }
  }

  private String report(Postgres postgres, List<Tally.Found> found)
      throws SQLException, IOException {
    StringBuilder report = new StringBuilder(tally.toString());
    for (Tally.Found one : found) {
      DataSet data = new RandomData(dataSeed(one.seed())).dataSet();
      String small =
          new Shrinker(data, one.verdict(), postgres, folder.resolve("small" + one.seed()))
              .shrink(FOR_MAKING_SMALL.dividedBy(found.size()));
      report.append(
          "\n\n-Ddifferential.seed=%d: %s.\n%s"
              .formatted(one.seed(), one.verdict().wrong(), small));
    }
    return report.toString();
  }
}
