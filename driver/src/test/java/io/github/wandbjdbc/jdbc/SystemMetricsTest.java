package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements of the runs' machines. */
class SystemMetricsTest {
  private static final double START = 1_704_067_200;

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("small")
            .event(
                Map.of(
                    "_wandb", true, "_timestamp", START + 10.5, "_runtime", 10.5, "system.cpu", 7))
            .event(Map.of("_timestamp", START + 20, "_runtime", 20, "system.gpu.0.gpu/l:w1", "NaN"))
            .event(
                Map.of("_timestamp", START + 30, "_runtime", 30, "network", Map.of("sent", "12.5")))
            .event(Map.of("_timestamp", START + 40, "_runtime", 40, "system.cpu", "hot")),
        measured("long", 2500),
        measured("endless", 12_000),
        experiment("bare"));
    tables = Tables.of(standIn);
  }

  private static Experiment measured(String id, int moments) {
    Experiment run = experiment(id);
    for (int i = 0; i < moments; i++) {
      run.event(Map.of("_timestamp", START + i, "_runtime", i, "system.cpu", i));
    }
    return run;
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void eachMeasurementIsARow() throws SQLException {
    assertThat(tables.rows("select * from system_metrics where run_id = 'small'"))
        .containsExactly(
            "small|2024-01-01 00:00:10.5|10.5|cpu|7.0|null|null",
            "small|2024-01-01 00:00:20.0|20.0|gpu.0.gpu|NaN|w1|null",
            "small|2024-01-01 00:00:30.0|30.0|network.sent|12.5|null|null",
            "small|2024-01-01 00:00:40.0|40.0|cpu|null|null|null");

    assertThat(standIn.requests()).hasSize(1);
    assertThat(tables.warnings())
        .singleElement()
        .asString()
        .contains("run small", "\"hot\"", "\"value\"");
  }

  @Test
  void manyMomentsAreAskedForOnceMoreAndAreAll() throws SQLException {
    assertThat(
            tables.rows(
                "select count(*), sum(\"value\") from system_metrics where run_id = 'long'"))
        .containsExactly("2500|" + 2499.0 * 2500 / 2);

    assertThat(standIn.requests()).hasSize(2);
    assertThat(tables.warnings()).isEmpty();
  }

  @Test
  void whatTheServerLeftOutIsTold() throws SQLException {
    assertThat(tables.rows("select count(*) from system_metrics where run_id = 'endless'"))
        .containsExactly("10000");

    assertThat(tables.warnings())
        .containsExactly(
            "system_metrics of run endless of lab/vision: the server gave a sample of 10000 of"
                + " 12000 moments");
  }

  @Test
  void runsWithoutAnyHaveNoRows() throws SQLException {
    assertThat(tables.rows("select * from system_metrics where run_id in ('bare', 'missing')"))
        .isEmpty();
    assertThat(tables.warnings())
        .singleElement()
        .asString()
        .startsWith("no run of lab/vision has the run_id 'missing'");
  }

  @Test
  void localFilesHoldAll(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      String count = "select run_id, count(*) from system_metrics group by run_id order by run_id";
      assertThat(local.rows(count)).containsExactly("endless|12000", "long|2500", "small|4");
      assertThat(
              local.rows(
                  "select recorded_at, key, \"value\" from system_metrics where run_id = 'small'"
                      + " and key <> 'cpu'"))
          .containsExactly(
              "2024-01-01 00:00:20.0|gpu.0.gpu|NaN", "2024-01-01 00:00:30.0|network.sent|12.5");
    }
  }
}
