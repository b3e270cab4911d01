package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static io.github.wandbjdbc.client.files.Asking.text;
import static io.github.wandbjdbc.client.files.LogWriter.item;
import static io.github.wandbjdbc.client.files.LogWriter.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of local files, row by row. */
@Tag("text")
class HistoryOfFilesTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  HistoryOfFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void valuesAreReadAsTheirColumnsWantThem() {
    log()
        .row(0, item("0.5", "loss"), item("NaN", "acc"), item("\"a\"", "note"))
        .row(1, item("-0", "loss"), item("\"Infinity\"", "acc"), item("7", "note"))
        .row(2, item("\"high\"", "loss"), item("1e999", "acc"), item("null", "note"))
        .to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("loss"), number("acc"), text("note"));

    assertThat(values(rows.get(0), 3)).containsExactly(0.5, Double.NaN, "a");
    assertThat(values(rows.get(1), 3)).containsExactly(0.0, Double.POSITIVE_INFINITY, "7");
    assertThat(values(rows.get(2), 3))
        .containsExactly(new Misfit("\"high\""), new Misfit("1e999"), null);
  }

  @Test
  void nestedItemsAreFoundUnderTheirDottedPath() {
    log()
        .row(0, item("1", "a", "b"), item("2", "a.b"), item("3", "a.c"))
        .row(1, item("2", "a.b"), item("1", "a", "b"))
        .to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("a.b"), number("a.c"));

    assertThat(values(rows.get(0), 2)).containsExactly(1.0, 3.0);
    assertThat(values(rows.get(1), 2)).containsExactly(1.0, null);
  }

  @Test
  void anObjectOfSeveralItemsIsOneJsonText() {
    log()
        .row(
            0,
            item("\"image-file\"", "img", "_type"),
            item("1", "loss"),
            item("\"media/x.png\"", "img", "path"),
            item("NaN", "img", "score"))
        .to(folder, "run-1", "a");

    HistoryRow row = asking().history("a", text("img"), number("loss")).get(0);

    assertThat(values(row, 2))
        .containsExactly(
            "{\"_type\":\"image-file\",\"path\":\"media/x.png\",\"score\":\"NaN\"}", 1.0);
  }

  @Test
  void theKeysOfOldClientsHoldWholeObjects() {
    log().row(0, keyed("{\"b\":{\"c\":4}}", "a"), keyed("5", "loss")).to(folder, "run-1", "a");

    HistoryRow row =
        asking().history("a", number("a.b.c"), text("a"), text("a.b"), number("loss")).get(0);

    assertThat(values(row, 4)).containsExactly(4.0, "{\"b\":{\"c\":4}}", "{\"c\":4}", 5.0);
  }

  @Test
  void theStepIsTheItemsElseTheRecordsElseTheNext() {
    log()
        .rowWithoutStepItem(0, item("1", "loss"))
        .rowWithoutStepItem(7, item("1", "loss"))
        .rowWithoutStepItem(-1, item("1", "loss"))
        .row(20)
        .to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("_step"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 7L, 8L, 20L);
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(0.0, 7.0, 8.0, 20.0);
  }

  @Test
  void ofTwoRecordsWithOneStepTheLaterIsTheRow() {
    log()
        .row(0, item("1", "loss"))
        .row(1, item("2", "loss"), item("2", "only"))
        .row(1, item("3", "loss"))
        .row(0, item("4", "loss"))
        .row(5, item("6", "loss"))
        .to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("loss"), number("only"));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 1L, 5L);
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(4.0, 3.0, 6.0);
    assertThat(rows).extracting(row -> row.value(1)).containsOnlyNulls();
    assertThat(asking().run("a").historyLineCount()).isEqualTo(3);
  }

  @Test
  void aResumedRunGoesOnInItsLaterSegment() {
    LogWriter first = log();
    LogWriter second = LogWriter.run("a", "team", "vision", 2_000);
    for (int step = 0; step < 3_000; step++) {
      first.row(step, item("1", "segment"));
      second.row(step + 2_000, item("2", "segment"));
    }
    second.to(folder, "run-2", "a");
    first.to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("segment"));

    assertThat(rows).hasSize(5_000);
    assertThat(rows)
        .allMatch(row -> row.value(0) instanceof Double d && d == (row.step() < 2_000 ? 1 : 2));
    assertThat(asking().run("a").historyLineCount()).isEqualTo(5_000);
  }

  @Test
  void stepsInDisorderComeInOrder() {
    LogWriter log = log();
    for (int i = 0; i < 200; i++) {
      log.row((i * 37) % 200, item(Integer.toString(i), "loss"));
    }
    log.to(folder, "run-1", "a");

    List<HistoryRow> rows = asking().history("a", number("loss"));

    assertThat(rows).extracting(HistoryRow::step).hasSize(200).isSorted().doesNotHaveDuplicates();
    assertThat(rows)
        .allMatch(row -> row.value(0) instanceof Double d && d * 37 % 200 == row.step());
  }

  @Test
  void aStepRangeGivesItsStepsAlone() {
    LogWriter log = log();
    for (int step = 0; step < 100; step += 3) {
      log.row(step, item("1", "loss"));
    }
    log.to(folder, "run-1", "a");

    assertThat(asking().history("a", new StepRange(10, 19)))
        .extracting(HistoryRow::step)
        .containsExactly(12L, 15L, 18L);
    assertThat(asking().history("a", new StepRange(100, 200))).isEmpty();
    assertThat(asking().history("a", StepRange.NONE)).isEmpty();
  }

  @Test
  void aLongLogIsOneHistoryFromWhicheverStepItIsRead() {
    LogWriter log = log();
    for (int step = 0; step < 12_000; step++) {
      log.rowWithoutStepItem(-1, item(Integer.toString(step), "loss"));
    }
    log.to(folder, "run-1", "a");

    List<HistoryRow> all = asking().history("a", number("loss"));
    List<HistoryRow> some = asking().history("a", new StepRange(4_998, 10_002), number("loss"));

    assertThat(all).hasSize(12_000);
    assertThat(all).allMatch(row -> row.value(0) instanceof Double d && d == row.step());
    assertThat(some).hasToString(all.subList(4_998, 10_002).toString());
  }

  @Test
  void runsFollowEachOtherByCreationAndNoPageMixesTwo() {
    LogWriter.run("late", "team", "vision", 3_000).row(0).row(1).to(folder, "run-1", "late");
    LogWriter.run("early", "team", "vision", 1_000).row(5).to(folder, "run-2", "early");
    LogWriter.run("empty", "team", "vision", 2_000).to(folder, "run-3", "empty");

    try (Pages<HistoryRow> pages = history(RunFilter.ALL, Long.MAX_VALUE, CallScope.unbounded())) {
      assertThat(pages.next()).extracting(HistoryRow::runId).containsExactly("early");
      assertThat(pages.next()).extracting(HistoryRow::runId).containsExactly("late", "late");
      assertThat(pages.next()).isNull();
      assertThat(pages.next()).isNull();
    }
  }

  @Test
  void aLimitEndsTheScan() {
    log().row(0).row(1).row(2).to(folder, "run-1", "a");

    List<HistoryRow> rows = Asking.all(history(RunFilter.ALL, 2, CallScope.unbounded()));

    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 1L);
  }

  @Test
  void keysThatNoColumnAsksForAreToldOnce() {
    log()
        .row(0, item("1", "x"), item("1", "_hidden"))
        .row(1, item("1", "y"), item("1", "x"))
        .to(folder, "run-1", "a");
    List<String> warnings = new ArrayList<>();

    Asking.all(
        history(
            RunFilter.ALL,
            Long.MAX_VALUE,
            new CallScope(null, warning -> warnings.add(warning.message()))));

    assertThat(warnings).singleElement().asString().contains("3 keys", "such as x");
  }

  @Test
  void aCancelledScanEnds() {
    log().row(0).to(folder, "run-1", "a");
    CallScope scope = CallScope.unbounded();
    Pages<HistoryRow> pages = history(RunFilter.ALL, Long.MAX_VALUE, scope);
    scope.cancel();

    assertThatThrownBy(pages::next)
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
  }

  @Test
  void aValueThatIsNoJsonIsAnErrorThatNamesRunAndStep() {
    log().row(0, item("1", "loss")).row(4, item("}{", "loss")).to(folder, "run-1", "a");

    assertThatThrownBy(() -> asking().history("a", number("loss")))
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE))
        .hasMessageContaining("run a")
        .hasMessageContaining("step 4");
  }

  private Pages<HistoryRow> history(RunFilter runs, long limit, CallScope scope) {
    return FilesClient.open(folder, LATER)
        .history(
            HistoryRequest.all(PROJECT).withRuns(runs).withNoteOtherKeys(true).withLimit(limit),
            scope);
  }

  private Asking asking() {
    return new Asking(FilesClient.open(folder, LATER), PROJECT);
  }

  private static LogWriter log() {
    return LogWriter.run("a", "team", "vision", 1_000);
  }

  private static List<Object> values(HistoryRow row, int columns) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      values.add(row.value(i));
    }
    return values;
  }
}
