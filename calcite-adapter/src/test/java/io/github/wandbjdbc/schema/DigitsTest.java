package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.files.FilesClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine runs, read from their local files. */
class DigitsTest {
  private static final Path RUNS = Path.of("../sql-tests/src/test/resources/digits/wandb");

  private static FilesClient client;
  private static Sql sql;
  private static Sql plain;

  @BeforeAll
  static void connect() throws SQLException {
    client = FilesClient.open(RUNS, Clock.systemUTC());
    CallScope scope = CallScope.unbounded();
    String entity = client.viewer(scope).entities().get(0);
    String project = WandbSchema.over(client, SchemaOptions.DEFAULT).projects(entity, scope).get(0);
    ProjectPath path = new ProjectPath(entity, project);
    sql = new Sql(client, SchemaOptions.DEFAULT, path);
    plain = new Sql(client, SchemaOptions.builder().pushdown(false).build(), path);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    sql.close();
    plain.close();
    client.close();
  }

  @Test
  void aDivergedRunHasNanForItsLoss() throws SQLException {
    List<String> rows =
        sql.rows(
            "select count(*) from history where run_id = 'sgd-hot01' and is_nan(\"train/loss\")");

    assertThat(rows).containsExactly("124");
  }

  @Test
  void everyStepIsARow() throws SQLException {
    List<String> rows = sql.rows("select count(*) from history where run_id = 'sgd-slow1'");

    assertThat(rows).containsExactly("252");
  }

  @Test
  void sparseMetricsAreNullElsewhere() throws SQLException {
    List<String> rows =
        sql.rows(
            "select count(*), count(\"val/acc\"), max(\"val/acc\") from history"
                + " where run_id = 'sgd-mid01'");

    assertThat(rows).containsExactly("252|11|0.9118387909319899");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from runs order by run_id",
        "select * from history where run_id in ('sgd-mid01', 'adam-kill')",
        "select \"config.optimizer\", max(\"val/acc\") from runs r join history h"
            + " on h.run_id = r.run_id group by \"config.optimizer\" order by 1",
        "select run_id from runs where \"config.lr\" >= 0.01 and state = 'finished' order by run_id",
        "select run_id from runs where has_tag(tags, 'baseline') order by created_at",
        "select _step, \"train/acc\" from sampled_history where run_id = 'sgd-slow1'"
            + " and samples = 20",
      })
  void rowsAreTheSameWithoutPushdown(String query) throws SQLException {
    List<String> rows = sql.rows(query);

    assertThat(rows).isNotEmpty().containsExactlyElementsOf(plain.rows(query));
  }
}
