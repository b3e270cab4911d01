package io.github.wandbjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.values.Texts;
import io.github.wandbjdbc.schema.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("text")
class RowReadersTest {
  private static final Column LR =
      new Column(
          "config.lr",
          ColumnType.DOUBLE,
          true,
          "",
          new ColumnSource.Config("lr", ValueType.NUMBER, true, false));

  private final List<ScanWarning> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warnings::add);

  private Object[] read(Column column, Run run) {
    return new RunReader(List.of(column), new Misfits(TypeMismatch.NULL, scope)).read(run);
  }

  private static Run run(String config, String summary) {
    return TestRuns.run("r1", "finished", 2, config, summary, Map.of());
  }

  private static Column runColumn(String name) {
    return FixedColumns.RUNS.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Column stepColumn(String name) {
    return FixedColumns.SAMPLED_HISTORY.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void timesAreMillisecondsOfUtc() {
    Object[] row = read(runColumn("created_at"), run("{}", "{}"));

    assertThat(row).containsExactly(1714644000250L);
  }

  @Test
  void tagsAreAJsonArray() {
    Object[] row = read(runColumn("tags"), run("{}", "{}"));

    assertThat(row).containsExactly("[\"even\",\"nice \\\"tag\\\"\"]");
  }

  @Test
  void theRuntimeIsTheActiveTimeElseTheLoggedOne() {
    Column runtime = runColumn("runtime_seconds");

    assertThat(read(runtime, run("{}", "{\"_runtime\": 4.5, \"_wandb\": {\"runtime\": 3}}")))
        .containsExactly(3.0);
    assertThat(read(runtime, run("{}", "{\"_runtime\": 4.5}"))).containsExactly(4.5);
    assertThat(read(runtime, run("{}", "{}"))).containsExactly((Object) null);
  }

  @Test
  void aRunThatLoggedNothingHasNoLastStep() {
    Object[] row = read(runColumn("last_step"), run("{}", "{}"));

    assertThat(row).containsExactly((Object) null);
  }

  @Test
  void numbersMayBeSpelledAsStringsIfJsonCannotSayThem() {
    assertThat(read(LR, run("{\"lr\": \"NaN\"}", "{}"))).containsExactly(Double.NaN);
    assertThat(read(LR, run("{\"lr\": \"-Infinity\"}", "{}")))
        .containsExactly(Double.NEGATIVE_INFINITY);
    assertThat(read(LR, run("{\"lr\": -0.0}", "{}"))).containsExactly(0.0);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aValueThatDoesNotFitIsNullAndTold() {
    Object[] row = read(LR, run("{\"lr\": \"cosine\"}", "{}"));

    assertThat(row).containsExactly((Object) null);
    assertThat(warnings)
        .singleElement()
        .extracting(ScanWarning::message)
        .asString()
        .contains("r1", "config.lr", "\"cosine\"", "NULL");
  }

  @Test
  void halfACharacterIsNoText() {
    Column text =
        new Column(
            "config.t",
            ColumnType.VARCHAR,
            true,
            "",
            new ColumnSource.Config("t", ValueType.TEXT, true, false));
    Run half = run("{\"t\": [\"a\\ud800\"]}", "{}");

    assertThat(read(text, half)).containsExactly((Object) null);
    assertThat(read(runColumn("config"), run("{\"t\":\"\uD800\"}", "{}")))
        .containsExactly("{\"t\":\"\uFFFD\"}");
    assertThat(warnings)
        .extracting(ScanWarning::message)
        .hasSize(2)
        .allMatch(Texts::isWhole)
        .allMatch(warning -> warning.contains("r1"));
  }

  @Test
  void whatIsWrongWithARunIsToldOnceWhereItIsRead() {
    Run plain = run("{}", "{}");
    Run odd =
        new Run(
            "odd",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            plain.summary(),
            null,
            null,
            null,
            List.of(),
            null,
            Map.of(RunField.CONFIG, "is no JSON, or cut off", RunField.TAGS, "can't be read"));
    RunReader reader =
        new RunReader(
            List.of(LR, runColumn("config"), runColumn("name")),
            new Misfits(TypeMismatch.NULL, scope));

    assertThat(reader.read(odd)).containsExactly(null, null, null);
    assertThat(read(runColumn("tags"), odd)).containsExactly((Object) null);
    assertThat(warnings)
        .extracting(ScanWarning::message)
        .containsExactly(
            "run odd: its config is no JSON, or cut off; it was read as NULL",
            "run odd: its tags can't be read; it was read as NULL");
  }

  @Test
  void onlyTenValuesThatDoNotFitAreToldOneByOne() {
    Misfits misfits = new Misfits(TypeMismatch.NULL, scope);
    RunReader reader = new RunReader(List.of(LR), misfits);

    for (int i = 0; i < 13; i++) {
      reader.read(run("{\"lr\": [1]}", "{}"));
    }
    misfits.summarize();
    misfits.summarize();

    assertThat(warnings).hasSize(11);
    assertThat(warnings.get(10).message()).startsWith("3 more values");
  }

  @Test
  void aValueThatDoesNotFitCanBeAnError() {
    RunReader reader = new RunReader(List.of(LR), new Misfits(TypeMismatch.ERROR, scope));

    assertThatThrownBy(() -> reader.read(run("{\"lr\": true}", "{}")))
        .isInstanceOf(WandbException.class)
        .hasMessageContaining("run r1")
        .hasMessageContaining("typeMismatch");
  }

  @Test
  void onlyWhatTheColumnsNeedIsAskedOfARun() {
    assertThat(RunReader.fields(List.of(runColumn("name"))))
        .containsExactlyInAnyOrder(RunField.ID, RunField.DISPLAY_NAME);
    assertThat(RunReader.fields(List.of(LR, runColumn("last_step"), runColumn("runtime_seconds"))))
        .containsExactlyInAnyOrder(
            RunField.ID, RunField.CONFIG, RunField.HISTORY_KEYS, RunField.SUMMARY);
  }

  @Test
  void theInstantOfAStepIsItsTimestamp() {
    List<Column> columns = List.of(stepColumn("logged_at"), stepColumn("_timestamp"));
    HistoryReader reader = new HistoryReader(columns, 0, new Misfits(TypeMismatch.NULL, scope));

    Object[] row = reader.read(step(1700000000.123));

    assertThat(HistoryReader.values(columns)).hasSize(1);
    assertThat(row).containsExactly(1700000000123L, 1700000000.123);
  }

  @Test
  void aTimestampThatIsNoInstantDoesNotFit() {
    List<Column> columns = List.of(stepColumn("logged_at"));
    HistoryReader reader = new HistoryReader(columns, 0, new Misfits(TypeMismatch.NULL, scope));

    Object[] row = reader.read(step(Double.NaN));

    assertThat(row).containsExactly((Object) null);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void everyStepHoldsItsRunItsNumberAndTheSizeOfTheSample() {
    List<Column> columns =
        List.of(stepColumn("samples"), stepColumn("_step"), stepColumn("run_id"));
    HistoryReader reader = new HistoryReader(columns, 500, new Misfits(TypeMismatch.NULL, scope));

    Object[] row = reader.read(step(null));

    assertThat(row).containsExactly(500, 7L, "r1");
  }

  private static HistoryRow step(@Nullable Object timestamp) {
    return new HistoryRow("r1", 7, new @Nullable Object[] {timestamp});
  }
}
