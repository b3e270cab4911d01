package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wandbjdbc.sql.DigitsSources.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Genuine runs hold what their training script logged, from whichever source they are read. */
final class DigitsTest {
  @TempDir static Path directory;
  private static DigitsSources sources;

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyStepOnDiskIsARow(Source source) throws SQLException {
    Answer answer = ask(source, "SELECT run_id, COUNT(*) FROM history GROUP BY run_id");

    assertThat(byRun(answer)).isEqualTo(expected("rows_on_disk", JsonNode::asLong));
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfRowsDoesNotDependOnTheColumns(Source source) throws SQLException {
    Answer answer =
        ask(
            source,
            "SELECT run_id, COUNT(*) FROM (SELECT run_id, \"val/acc\" FROM history) GROUP BY run_id");

    assertThat(byRun(answer)).isEqualTo(expected("rows_on_disk", JsonNode::asLong));
  }

  @ParameterizedTest
  @EnumSource
  void theBestAccuracyOfEachRunIsTheOneThatItLogged(Source source) throws SQLException {
    Answer answer = ask(source, "SELECT run_id, MAX(\"val/acc\") FROM history GROUP BY run_id");

    Map<String, Object> best = expected("max_val_acc", JsonNode::asDouble);
    best.putAll(expected("max_val_acc_on_disk", JsonNode::asDouble));
    assertThat(byRun(answer)).isEqualTo(best);
  }

  @ParameterizedTest
  @EnumSource
  void aMetricThatAStepDidNotLogIsNull(Source source) throws SQLException {
    Answer answer = ask(source, "SELECT run_id, COUNT(\"val/acc\") FROM history GROUP BY run_id");

    // What the killed run logged after its file's last whole record is not on disk.
    Map<String, Object> rows = expected("val_rows", JsonNode::asLong);
    rows.remove("adam-kill");
    assertThat(byRun(answer)).containsAllEntriesOf(rows);
  }

  @ParameterizedTest
  @EnumSource
  void nanIsADoubleNotANull(Source source) throws SQLException {
    List<Object> losses =
        ask(source, "SELECT \"train/loss\" FROM history WHERE run_id = 'sgd-hot01'")
            .column("train/loss");

    assertThat(losses).hasSize(126).doesNotContainNull();
    assertThat(losses.stream().filter(loss -> ((Double) loss).isNaN())).hasSize(124);
  }

  @ParameterizedTest
  @EnumSource
  void configAndStateAreAsTheRunsHadThem(Source source) throws SQLException {
    Answer answer =
        ask(
            source,
            "SELECT run_id, name, run_group, state, \"config.lr\", \"config.optimizer\", \"config.hidden\" FROM runs");

    assertThat(answer.rows()).hasSize(9);
    for (List<Object> row : answer.rows()) {
      JsonNode run = Digits.expected().get((String) row.get(0));
      assertThat(row.subList(1, 7))
          .containsExactly(
              run.get("name").asText(),
              run.get("group").asText(),
              run.get("state").asText(),
              run.at("/config/lr").asDouble(),
              run.at("/config/optimizer").asText(),
              run.at("/config/hidden").asDouble());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstAndTheLastStepAreAsLogged(Source source) throws SQLException {
    for (String runId : Digits.runIds()) {
      JsonNode first = Digits.expected().get(runId).get("first");

      Answer answer =
          ask(
              source,
              "SELECT _step, \"train/loss\", \"train/acc\", grad_norm, epoch, \"val/loss\" FROM history WHERE run_id = '"
                  + runId
                  + "' AND _step = "
                  + first.get("_step").asLong());

      assertThat(answer.rows()).hasSize(1);
      assertThat((double) Objects.requireNonNull(answer.rows().get(0).get(1)))
          .isEqualTo(first.get("train/loss").asDouble(), within(0.0));
      assertThat(answer.column("val/loss")).containsExactly(first.get("val/loss").asDouble());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FILES")
  void theTornFileOfTheKilledRunIsTold(Source source) throws SQLException {
    Answer answer = ask(source, "SELECT COUNT(*) FROM history WHERE run_id = 'adam-kill'");

    assertThat(answer.value()).isEqualTo(935L);
    assertThat(answer.warnings()).singleElement().asString().contains("adam-kill");
  }

  private static Answer ask(Source source, String sql) throws SQLException {
    try (Connection connection = sources.connect(source)) {
      return Answer.to(sql, connection);
    }
  }

  private static Map<String, Object> byRun(Answer answer) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (List<Object> row : answer.rows()) {
      values.put((String) row.get(0), row.get(1));
    }
    return values;
  }

  private static Map<String, Object> expected(String figure, Function<JsonNode, Object> read) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String runId : Digits.runIds()) {
      JsonNode value = Digits.expected().get(runId).get(figure);
      if (value != null) {
        values.put(runId, read.apply(value));
      }
    }
    return values;
  }
}
