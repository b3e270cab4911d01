package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of each metric of each run. */
class MetricStatsTest {
  private static final String FIGURES =
      "select key, steps, nan_steps, min_value, max_value, mean_value, first_value, last_value,"
          + " step_of_min, step_of_max, first_step, last_step from metric_stats where run_id = 'a'"
          + " and key not like '\\_%' escape '\\' order by key";

  private static final List<String> OF_A =
      List.of(
          "inf|2|0|-Infinity|Infinity|NaN|Infinity|-Infinity|4|3|3|4",
          "lonely|1|1|null|null|null|null|null|null|null|null|null",
          "loss|5|1|0.25|2.0|0.75|0.25|0.5|0|3|0|5",
          "note|1|0|null|null|null|null|null|null|null|null|null");

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    List<Experiment> experiments = new ArrayList<>();
    experiments.add(
        experiment("a")
            .row(0, Map.of("loss", 0.25, "note", "hi"))
            .row(1, Map.of("loss", Double.NaN, "lonely", Double.NaN))
            .row(3, Map.of("loss", 2, "inf", Double.POSITIVE_INFINITY))
            .row(4, Map.of("loss", 0.25, "inf", Double.NEGATIVE_INFINITY))
            .row(5, Map.of("loss", 0.5)));
    experiments.add(experiment("b").logging("loss", "acc").forSteps(2000));
    experiments.add(experiment("c"));
    for (int i = 0; i < 30; i++) {
      experiments.add(experiment("d" + i).logging("acc").forSteps(3));
    }
    standIn.holds(experiments.toArray(Experiment[]::new));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void eachMetricOfARunIsARow() throws SQLException {
    assertThat(tables.rows(FIGURES)).containsExactlyElementsOf(OF_A);
  }

  @Test
  void theyAreThoseOfTheHistory() throws SQLException {
    assertThat(
            tables.rows(
                "select run_id, steps, min_value, max_value, step_of_min, step_of_max, last_value"
                    + " from metric_stats where key = 'acc' order by run_id"))
        .hasSize(31)
        .isEqualTo(
            tables.rows(
                "select run_id, count(acc), min(acc), max(acc), arg_min(_step, acc),"
                    + " arg_max(_step, acc), arg_max(acc, _step)"
                    + " from history group by run_id having count(acc) > 0 order by run_id"));
  }

  @Test
  void ofANamedKeyNothingElseIsRead() throws SQLException {
    assertThat(tables.rows("select run_id, steps from metric_stats where key = 'loss'"))
        .containsExactly("a|5", "b|2000");

    assertThat(standIn.requests())
        .noneSatisfy(request -> assertThat(request.toString()).contains("historyKeys]"));
  }

  @Test
  void ofANamedRunNoOtherIsRead() throws SQLException {
    assertThat(tables.rows("select key from metric_stats where run_id = 'd7' and key = 'acc'"))
        .containsExactly("acc");

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void runsThatLoggedTheSameAreReadTogether() throws SQLException {
    List<String> together = tables.rows("select run_id, key, steps from metric_stats");

    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      assertThat(plain.rows("select run_id, key, steps from metric_stats"))
          .containsExactlyInAnyOrderElementsOf(together);
    }
    assertThat(together).filteredOn(row -> row.contains("|acc|")).hasSize(31);
  }

  @Test
  void localFilesHoldTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows(FIGURES)).containsExactlyElementsOf(OF_A);
    }
  }
}
