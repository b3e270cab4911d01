package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of which a folder holds several logs, or one log several times. */
class CopiesAndSegmentsTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  CopiesAndSegmentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aLatestRunThatIsARealFolderCountsOnce() {
    LogWriter log = rows(LogWriter.run("a", "team", "vision", 1_000), 0, 10).exit(0);
    log.to(folder, "run-1", "a");
    log.to(folder, "latest-run", "a");

    assertThat(asking().runs()).hasSize(1);
    assertThat(steps("a", "loss")).isEqualTo(10);
    assertThat(asking().history("a")).hasSize(10);
  }

  @Test
  void aCopyThatWasMadeWhileTheRunWentOnCountsOnce() {
    LogWriter log = rows(LogWriter.run("a", "team", "vision", 1_000), 0, 3_000);
    byte[] torn = Arrays.copyOf(log.toBytes(), log.size() - 5);
    LogWriter.write(folder, "backup", "a", torn);
    rows(log, 3_000, 3_010).exit(0).to(folder, "run-1", "a");
    Asking asking = asking();

    Run run = asking.run("a");

    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.historyLineCount()).isEqualTo(3_010);
    assertThat(asking.history("a")).hasSize(3_010);
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void twoLogsThatBeginAlikeAreTwo() {
    rows(LogWriter.run("a", "team", "vision", 1_000), 0, 5).to(folder, "run-1", "a");
    rows(LogWriter.run("a", "team", "vision", 1_000), 5, 12).to(folder, "run-2", "a");

    assertThat(asking().history("a")).hasSize(12);
  }

  @Test
  void copiesOfTwoRunsStayTwoRuns() {
    LogWriter one = rows(LogWriter.run("a", "team", "vision", 1_000), 0, 5);
    LogWriter other = rows(LogWriter.run("b", "team", "vision", 1_000), 0, 5);
    one.to(folder, "run-1", "a");
    one.to(folder, "copy of run-1", "a");
    other.to(folder, "run-2", "b");
    other.to(folder, "copy of run-2", "b");

    assertThat(asking().runs()).extracting(Run::id).containsExactly("a", "b");
  }

  @Test
  void overlappingSegmentsGiveNoMetricMoreStepsThanTheRun() {
    rows(LogWriter.run("a", "team", "vision", 1_000), 0, 10).to(folder, "run-1", "a");
    rows(LogWriter.run("a", "team", "vision", 2_000), 6, 15).to(folder, "run-2", "a");

    assertThat(asking().run("a").historyLineCount()).isEqualTo(15);
    assertThat(steps("a", "loss")).isEqualTo(15);
    assertThat(steps("a", "_step")).isEqualTo(15);
  }

  @Test
  void ofAStepInTwoSegmentsTheLaterOnesTypesCount() {
    LogWriter.run("a", "team", "vision", 1_000)
        .row(0, item("1", "x"), item("1", "gone"))
        .to(folder, "run-1", "a");
    LogWriter.run("a", "team", "vision", 2_000)
        .row(0, item("\"one\"", "x"))
        .row(1, item("2", "x"))
        .to(folder, "run-2", "a");

    HistoryKeys keys = Objects.requireNonNull(asking().run("a").historyKeys());

    assertThat(keys.keys().get("x"))
        .extracting(HistoryKeys.TypeCount::type)
        .containsExactly("number", "string");
    assertThat(keys.keys()).doesNotContainKey("gone");
  }

  @Test
  void automaticStepsOfAResumedSegmentBeginWhereItSays() {
    LogWriter first = LogWriter.run("a", "team", "vision", 1_000);
    LogWriter second = LogWriter.run("a", "team", "vision", 2_000).runBeginsAt(100);
    for (int i = 0; i < 3; i++) {
      first.rowWithoutStepItem(-1, item(Integer.toString(i), "loss"));
      second.rowWithoutStepItem(-1, item(Integer.toString(10 + i), "loss"));
    }
    first.to(folder, "run-1", "a");
    second.to(folder, "run-2", "a");

    assertThat(asking().history("a", number("loss")))
        .extracting(HistoryRow::step)
        .containsExactly(0L, 1L, 2L, 100L, 101L, 102L);
  }

  @Test
  void stepsThatAResumedSegmentTellsAreTaken() {
    LogWriter.run("a", "team", "vision", 1_000).row(0).to(folder, "run-1", "a");
    LogWriter.run("a", "team", "vision", 2_000)
        .runBeginsAt(100)
        .row(7)
        .rowWithoutStepItem(-1)
        .to(folder, "run-2", "a");

    assertThat(asking().history("a")).extracting(HistoryRow::step).containsExactly(0L, 7L, 8L);
  }

  @Test
  void runsWithoutAnEntityBelongToTheOnlyOneOfTheFolder() {
    LogWriter.run("a", "team", "vision", 1_000).to(folder, "run-1", "a");
    LogWriter.run("b", "", "vision", 2_000).to(folder, "run-2", "b");

    assertThat(asking().runs()).extracting(Run::id).containsExactly("a", "b");
  }

  @Test
  void whereThereAreTwoEntitiesSuchRunsAreLocal() {
    LogWriter.run("a", "team", "vision", 1_000).to(folder, "run-1", "a");
    LogWriter.run("b", "", "vision", 2_000).to(folder, "run-2", "b");
    LogWriter.run("c", "other", "vision", 3_000).to(folder, "run-3", "c");

    assertThat(asking().runs()).extracting(Run::id).containsExactly("a");
    assertThat(client().project(new ProjectPath("local", "vision"), CallScope.unbounded()))
        .isPresent();
  }

  private long steps(String run, String key) {
    HistoryKeys keys = Objects.requireNonNull(asking().run(run).historyKeys());
    return keys.keys().getOrDefault(key, List.of()).stream()
        .mapToLong(HistoryKeys.TypeCount::count)
        .sum();
  }

  private static LogWriter rows(LogWriter log, int first, int end) {
    for (int step = first; step < end; step++) {
      log.row(step, item("0.5", "loss"));
    }
    return log;
  }

  private Asking asking() {
    return new Asking(client(), PROJECT);
  }

  private FilesClient client() {
    return FilesClient.open(folder, LATER);
  }
}
