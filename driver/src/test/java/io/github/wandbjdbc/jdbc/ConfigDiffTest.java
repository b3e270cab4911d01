package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code TABLE(config_diff('a', 'b'))}: the settings by which two runs differ. */
final class ConfigDiffTest {
  private static final String DIFF = "SELECT path, a, b FROM TABLE(config_diff('a', 'b'))";

  /** One-sided settings and nulls among them, which a comparison by {@code <>} wouldn't show. */
  private static final List<String> DIFFERENCES =
      List.of(
          "big|9007199254740992|9007199254740993",
          "dropout|null|0.1",
          "layers|[64,32]|[64,16]",
          "lr|0.1|0.01",
          "only.a|true|null",
          "opt.name|adam|sgd",
          "seed|1|\"1\"",
          "warmup|null|100");

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("a")
            .config("lr", 0.1)
            .config("opt", Map.of("name", "adam", "beta", 0.9))
            .config("layers", List.of(64, 32))
            .config("epochs", 10)
            .config("seed", 1)
            .config("big", 9007199254740992L)
            .config("warmup", null)
            .config("only", Map.of("a", true)),
        experiment("b")
            .config("lr", 0.01)
            .config("opt", Map.of("name", "sgd", "beta", 0.9))
            .config("layers", List.of(64, 16))
            .config("epochs", 10.0)
            .config("seed", "1")
            .config("big", 9007199254740993L)
            .config("warmup", 100)
            .config("dropout", 0.1),
        experiment("c"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void itTellsOneSidedSettingsAndNullsWithOneRequest() throws SQLException {
    assertThat(tables.rows(DIFF + " ORDER BY path")).containsExactlyElementsOf(DIFFERENCES);

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void localFilesHoldTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows(DIFF + " ORDER BY path")).containsExactlyElementsOf(DIFFERENCES);
    }
  }

  @Test
  void aRunWithoutSettingsLacksEach() throws SQLException {
    assertThat(tables.rows("SELECT COUNT(*), COUNT(b) FROM TABLE(config_diff('a', 'c'))"))
        .containsExactly("9|0");
    assertThat(tables.rows("SELECT * FROM TABLE(config_diff('a', 'a'))")).isEmpty();
  }

  @Test
  void itIsJoinedLikeAnyTable() throws SQLException {
    assertThat(
            tables.rows(
                "SELECT d.path, c.run_id FROM TABLE(config_diff('a', 'b')) d"
                    + " JOIN run_config c ON c.path = d.path WHERE d.path LIKE 'opt.%'"
                    + " ORDER BY c.run_id"))
        .containsExactly("opt.name|a", "opt.name|b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config_diff('a', 'zzz')", "config_diff('zzz', 'a')"})
  void aRunThatIsNotThereIsNamed(String call) {
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(" + call + ")"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("there is no run zzz in lab/vision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config_diff('a')", "config_diff('a', '')", "config_diff('a', NULL)"})
  void itTakesTwoRuns(String call) {
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(" + call + ")"))
        .isInstanceOf(SQLException.class);
  }
}
