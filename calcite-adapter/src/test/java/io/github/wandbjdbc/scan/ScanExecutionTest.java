package io.github.wandbjdbc.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.rows.FixedColumns;
import io.github.wandbjdbc.rows.Notice;
import io.github.wandbjdbc.rows.TypeMismatch;
import io.github.wandbjdbc.schema.HeldExperiments;
import io.github.wandbjdbc.schema.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanExecutionTest {
  private final HeldExperiments held = new HeldExperiments();
  private final List<ScanWarning> warnings = new ArrayList<>();
  private final CallScope scope = new CallScope(null, warnings::add);
  private final DataContext context = DataContexts.of(Map.of(ScanVariables.CALL_SCOPE, scope));

  ScanExecutionTest() {
    for (int day = 1; day <= 25; day++) {
      held.holds(TestRuns.run("r" + day, "failed", day, "{}", "{}", Map.of()), Map.of());
    }
  }

  private Enumerator<@Nullable Object> runs(DataContext context, @Nullable String notice) {
    List<Notice> notices =
        notice == null ? List.of() : List.of(new Notice(Notice.Kind.MANY_KEYS, notice));
    ScanSource source = new ScanSource(held, true, TypeMismatch.NULL, 1000, notices);
    RunsScan scan = RunsScan.all(HeldExperiments.PROJECT, FixedColumns.RUNS.subList(0, 1));
    ScanExecution execution = new ScanExecution(1, source, scan, List.of(), true);
    return ScanExecution.execute(context, execution, new @Nullable Object[0]).enumerator();
  }

  @Test
  void aRowOfOneColumnIsTheValue() {
    try (Enumerator<@Nullable Object> rows = runs(context, null)) {
      rows.moveNext();

      assertThat(rows.current()).isEqualTo("r1");
    }
  }

  @Test
  void nothingIsAskedBeforeTheFirstRowIsWanted() {
    runs(context, null).close();

    assertThat(held.asked()).isEmpty();
  }

  @Test
  void pagesAreAskedForOneByOne() {
    try (Enumerator<@Nullable Object> rows = runs(context, null)) {
      for (int i = 0; i < 10; i++) {
        rows.moveNext();
      }
      assertThat(held.pagesRead()).isEqualTo(1);

      rows.moveNext();
      assertThat(held.pagesRead()).isEqualTo(2);
    }
  }

  @Test
  void theEndStaysTheEnd() {
    try (Enumerator<@Nullable Object> rows = runs(context, null)) {
      int count = 0;
      while (rows.moveNext()) {
        count++;
      }

      assertThat(count).isEqualTo(25);
      assertThat(rows.moveNext()).isFalse();
    }
  }

  @Test
  void whoReadsATableIsToldWhatItLacks() {
    runs(context, "columns are missing").close();

    assertThat(warnings).extracting(ScanWarning::message).containsExactly("columns are missing");
  }

  @Test
  void cancellationEndsTheScanWithThePage() {
    try (Enumerator<@Nullable Object> rows = runs(context, null)) {
      rows.moveNext();
      scope.cancel();

      assertThatThrownBy(() -> readOn(rows))
          .isInstanceOf(WandbException.class)
          .extracting("kind")
          .isEqualTo(WandbException.Kind.CANCELLED);
    }
  }

  @Test
  void calcitesOwnCancelFlagEndsTheScanToo() {
    AtomicBoolean cancelled = new AtomicBoolean();
    DataContext plain =
        DataContexts.of(Map.of(DataContext.Variable.CANCEL_FLAG.camelName, cancelled));
    try (Enumerator<@Nullable Object> rows = runs(plain, null)) {
      rows.moveNext();
      cancelled.set(true);

      assertThatThrownBy(() -> readOn(rows)).isInstanceOf(WandbException.class);
    }
  }

  private void readOn(Enumerator<@Nullable Object> rows) {
    while (rows.moveNext()) {
      assertThat(held.pagesRead()).isEqualTo(1);
    }
  }
}
