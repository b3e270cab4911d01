package io.github.wandbjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.schema.HeldExperiments;
import io.github.wandbjdbc.schema.TestRuns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Discovery among runs that can't be read, and over sources that fail. */
class NewestRunsTest {
  private final HeldExperiments held = new HeldExperiments();
  private final CallScope scope = CallScope.unbounded();
  private final AtomicLong now = new AtomicLong();
  private int day;

  private void holds(int runs) {
    for (int i = 0; i < runs; i++) {
      config("{\"k%d\": 1}".formatted(i));
    }
  }

  private void config(String json) {
    run(json, "{}");
  }

  private void run(String config, String summary) {
    day++;
    held.holds(TestRuns.run("r" + day, "finished", 1, config, summary, Map.of()), Map.of());
  }

  private TableColumns runs(WandbClient client) {
    return new Discovery(100, 1000).runs(client, HeldExperiments.PROJECT, scope);
  }

  private static List<String> discovered(TableColumns table) {
    return table.columns().stream()
        .skip(FixedColumns.RUNS.size())
        .map(Column::name)
        .sorted()
        .toList();
  }

  private static AbstractStringAssert<?> assertOnlyNotice(TableColumns table, Notice.Kind kind) {
    assertThat(table.notices()).singleElement().extracting(Notice::kind).isEqualTo(kind);
    return assertThat(table.notices().get(0).text());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAUTHENTICATED",
        "FORBIDDEN",
        "UNKNOWN_ENTITY",
        "UNKNOWN_PROJECT",
        "CANCELLED",
        "NOT_RECORDED"
      },
      mode = Mode.EXCLUDE)
  void theRunsThatCameAreEnoughIfTheSourceFails(Kind kind) {
    holds(25);

    TableColumns table = runs(UnsteadyExperiments.failing(held, 2, kind));

    assertThat(discovered(table)).hasSize(20).contains("config.k24").doesNotContain("config.k4");
    assertThat(table.isOfFewerRuns()).isTrue();
    assertOnlyNotice(table, Notice.Kind.FEWER_RUNS)
        .contains("runs of ml/vision", "newest 20 runs rather than 100");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAUTHENTICATED",
        "FORBIDDEN",
        "UNKNOWN_ENTITY",
        "UNKNOWN_PROJECT",
        "CANCELLED",
        "NOT_RECORDED"
      })
  void whoMayNotAskGetsNoColumns(Kind kind) {
    holds(25);

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(() -> runs(UnsteadyExperiments.failing(held, 2, kind)))
        .returns(kind, WandbException::kind);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureBeforeTheFirstRunIsAFailure(Kind kind) {
    holds(25);

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(() -> runs(UnsteadyExperiments.failing(held, 0, kind)))
        .returns(kind, WandbException::kind);
  }

  @Test
  void aStatementThatIsCancelledFails() {
    holds(25);
    WandbClient client =
        new UnsteadyExperiments(
            held,
            pages -> {
              if (pages == 1) {
                scope.cancel();
                throw new WandbException(Kind.SERVER_ERROR, "cancelled meanwhile");
              }
            },
            () -> {});

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(() -> runs(client))
        .returns(Kind.CANCELLED, WandbException::kind);
  }

  @Test
  void aBudgetThatIsSpentIsAFailure() {
    holds(25);
    CallScope limited = scope.withBudget(new Budget(1, Long.MAX_VALUE));
    WandbClient client =
        new UnsteadyExperiments(held, pages -> limited.budget().request(), () -> {});

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(() -> new Discovery(100, 1000).runs(client, HeldExperiments.PROJECT, limited))
        .returns(Kind.LIMIT_EXCEEDED, WandbException::kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9, 60})
  void aSlowSourceIsGivenItsTimeAndAtLeastAPage(int secondsPerPage) {
    holds(35);

    TableColumns table = runsIn(Duration.ofSeconds(9), secondsPerPage);

    int pages = secondsPerPage == 3 ? 3 : secondsPerPage == 5 ? 2 : 1;
    assertThat(discovered(table)).hasSize(10 * pages);
    assertOnlyNotice(table, Notice.Kind.FEWER_RUNS)
        .contains("newest %d runs rather than 100".formatted(10 * pages), "longer than 9 s");
  }

  @Test
  void aSlowSourceThatHasNoMoreLacksNothing() {
    holds(10);

    TableColumns table = runsIn(Duration.ofSeconds(9), 60);

    assertThat(discovered(table)).hasSize(10);
    assertThat(table.notices()).isEmpty();
  }

  @Test
  void withoutABoundAllAreWaitedFor() {
    holds(35);

    TableColumns table = runsIn(Duration.ZERO, 60);

    assertThat(discovered(table)).hasSize(35);
    assertThat(table.notices()).isEmpty();
  }

  private TableColumns runsIn(Duration time, int secondsPerPage) {
    WandbClient client =
        new UnsteadyExperiments(
            held, pages -> now.addAndGet(TimeUnit.SECONDS.toNanos(secondsPerPage)), () -> {});
    return new Discovery(100, 1000, false, time, now::get)
        .runs(client, HeldExperiments.PROJECT, scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "\"text\"",
        "7",
        "null",
        "{\"half\": 1, \"cut\": ",
        "{\"half\": {\"deep\": [1, }}",
        "{\"half\": 1} 2 {",
        "not json"
      })
  void aRunThatCannotBeReadIsPassedOver(String odd) {
    config("{\"lr\": 1}");
    run(odd, "{\"acc\": 1}");
    config("{\"seed\": 1}");

    TableColumns table = runs(held);

    assertThat(discovered(table)).contains("config.lr", "config.seed", "summary.acc");
    if (odd.startsWith("{\"half\": 1} ")) {
      // A whole object, whatever follows it.
      assertThat(discovered(table)).contains("config.half");
      return;
    }
    assertThat(discovered(table)).hasSize(3);
    assertThat(table.isOfFewerRuns()).isFalse();
    assertOnlyNotice(table, Notice.Kind.ODD_RUNS).contains("runs of ml/vision", "config of run r2");
  }

  @Test
  void manyOddRunsAreOneNotice() {
    for (int i = 0; i < 7; i++) {
      config("[]");
    }
    run("{\"lr\": 1}", "[]");

    TableColumns table = runs(held);

    assertThat(discovered(table)).containsExactly("config.lr");
    assertOnlyNotice(table, Notice.Kind.ODD_RUNS)
        .contains("the summary of run r8", "the config of run r7", "nor can 3 more")
        .doesNotContain("run r1 ");
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_REQUEST", "REFUSED", "SERVER_ERROR", "MALFORMED_RESPONSE"})
  void whereNothingCanBeSampledTheFirstRowsTellNumbersFromText(Kind kind) {
    Map<Long, String> rows =
        Map.of(
            0L, "{\"loss\": 1, \"phase\": 1}",
            1L, "{\"loss\": \"NaN\", \"phase\": \"warm-up\"}");
    held.holds(TestRuns.run("r1", "finished", 1, "{}", "{}", rows), rows);
    WandbClient client =
        new UnsteadyExperiments(
            held,
            pages -> {},
            () -> {
              throw new WandbException(kind, "no samples");
            });

    TableColumns table =
        new Discovery(100, 1000).history(client, HeldExperiments.PROJECT, scope).history();

    assertThat(table.columns())
        .filteredOn(column -> List.of("loss", "phase").contains(column.name()))
        .extracting(Column::type)
        .containsExactly(ColumnType.DOUBLE, ColumnType.VARCHAR);
    assertThat(table.notices()).isEmpty();
  }

  @Test
  void stringsThatCannotBeLookedAtAreText() {
    Map<Long, String> rows = Map.of(0L, "{\"loss\": 1}", 1L, "{\"loss\": \"NaN\"}");
    held.holds(TestRuns.run("r1", "finished", 1, "{}", "{}", rows), rows);
    WandbClient client =
        new UnsteadyExperiments(
            held,
            pages -> {},
            () -> {
              throw new WandbException(Kind.NOT_FOUND, "the run is gone");
            });

    TableColumns table =
        new Discovery(100, 1000).history(client, HeldExperiments.PROJECT, scope).history();

    assertThat(table.columns())
        .filteredOn(column -> column.name().equals("loss"))
        .singleElement()
        .extracting(Column::type)
        .isEqualTo(ColumnType.VARCHAR);
    assertThat(table.isOfFewerRuns()).isTrue();
    assertOnlyNotice(table, Notice.Kind.FEWER_RUNS)
        .contains("history of ml/vision", "VARCHAR", "the run is gone");
  }
}
