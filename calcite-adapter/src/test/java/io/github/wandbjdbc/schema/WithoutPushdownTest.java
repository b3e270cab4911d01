package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows never depend on what travels. */
class WithoutPushdownTest {
  private final HeldExperiments held = Vision.held();
  private Sql sql;

  @BeforeEach
  void connect() throws SQLException {
    sql = new Sql(held, SchemaOptions.DEFAULT);
  }

  @AfterEach
  void disconnect() throws SQLException {
    sql.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from runs",
        "select * from history",
        "select run_id, \"config.LR\" from runs where \"config.LR\" >= 1 and state = 'finished'",
        "select run_id from runs where has_tag(tags, 'even') order by created_at desc limit 3",
        "select run_id from runs where \"config.mixed\" = 'one' or not \"config.fast\"",
        "select count(*), max(\"summary.loss\") from runs where created_at between"
            + " timestamp '2024-05-03 00:00:00' and timestamp '2024-05-09 12:00:00'",
        "select state, count(*) from runs group by state order by state",
        "select r.name, max(h.\"val/acc\") from runs r join history h on h.run_id = r.run_id"
            + " where r.state = 'finished' and h._step < 20 group by r.name order by r.name",
        "select r.run_id, count(h._step) from runs r left join history h on h.run_id = r.run_id"
            + " and r.state = 'finished' where r.run_id in ('r2', 'r3') group by r.run_id"
            + " order by 1",
        "select count(*) from runs r where r.run_id <> 'r1' and not exists (select 1 from history h"
            + " where h.run_id = r.run_id and h.loss > 0.3)",
        "select count(*) from history where is_nan(loss)",
        "select count(*) from history where run_id in ('r1', 'r7') and _step > 10",
        "select _step, loss from history where run_id = 'r5' order by _step desc limit 3",
        "select samples, run_id, _step, loss from sampled_history where samples = 4",
        "select loss, \"val/acc\" from sampled_history where loss > 0 and \"val/acc\" > 0.2",
        "select run_id from runs where run_id in (select run_id from history where loss > 0.9)",
        "select logged_at, _runtime from history where run_id = 'r3' limit 2 offset 4",
        "select h.run_id, s.loss from history h join sampled_history s on h.run_id = s.run_id"
            + " and h._step = s._step where h.run_id = 'r1' and s.samples = 5 and s.run_id = 'r1'",
      })
  void rowsAreTheSameWithoutPushdown(String query) throws SQLException {
    List<String> with = sql.rows(query);

    List<String> without;
    try (Sql plain = new Sql(held, SchemaOptions.builder().pushdown(false).build())) {
      without = plain.rows(query);
    }

    assertThat(with).isNotEmpty().containsExactlyElementsOf(without);
  }
}
