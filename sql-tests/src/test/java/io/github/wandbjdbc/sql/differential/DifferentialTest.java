package io.github.wandbjdbc.sql.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random statements over random runs get the same answer with pushdown and without, from run files,
 * and from another engine that was told the data; the driver can explain each of its answers.
 *
 * <p>A seed decides on everything. One alone is run again by {@code -Ddifferential.seed=…}; {@code
 * differential.statements} says how many there are, and {@code differential.first} with which seed
 * they begin: {@code random} makes it a new one each time.
 */
final class DifferentialTest {
  private static final int STATEMENTS_PER_DATA_SET = 20;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> statementsHaveOneAnswer() {
    Long only = Long.getLong("differential.seed");
    long first = only != null ? only : first();
    long count = only != null ? 1 : Long.getLong("differential.statements", 300);
    return LongStream.rangeClosed(dataSeed(first), dataSeed(first + count - 1))
        .mapToObj(
            dataSeed -> {
              long from = Math.max(first, dataSeed * STATEMENTS_PER_DATA_SET);
              long end = Math.min(first + count, (dataSeed + 1) * STATEMENTS_PER_DATA_SET);
              return dynamicTest("seeds %d to %d".formatted(from, end - 1), () -> run(from, end));
            });
  }

  private static long first() {
    String first = System.getProperty("differential.first", "1000");
    return first.equals("random") ? System.nanoTime() >>> 8 : Long.parseLong(first);
  }

  private static long dataSeed(long seed) {
    return Math.floorDiv(seed, STATEMENTS_PER_DATA_SET);
  }

  private void run(long from, long end) throws SQLException, IOException {
    long dataSeed = dataSeed(from);
    DataSet data = new RandomData(dataSeed).dataSet();
    try (Contest contest = new Contest(data, folder.resolve("data" + dataSeed))) {
      assertThat(contest.columnsDiffer()).as("%s", data).isNull();
      for (long seed = from; seed < end; seed++) {
        Statement statement =
            new RandomStatements(seed, contest.truth(), !RandomData.hasExtremes(dataSeed))
                .statement();
        Verdict verdict = contest.judge(statement);
        if (!verdict.isAgreement()) {
          fail(report(seed, verdict, data));
        }
      }
    }
  }

  private String report(long seed, Verdict verdict, DataSet data) throws SQLException, IOException {
    String small =
        verdict.isMoot()
            ? "nothing: the reference engine failed"
            : new Shrinker(data, verdict, folder.resolve("small" + seed)).shrink();
    return "-Ddifferential.seed=%d: wrong are %s.\n%s\n%s\n\nMade small:\n%s"
        .formatted(seed, verdict.wrong(), verdict, data, small);
  }
}
