package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parameters that define the rows of a sample, and those that don't. */
class SampledHistoryTest {
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

  private SampledHistoryRequest asked() {
    assertThat(held.scans()).hasSize(1);
    return (SampledHistoryRequest) held.scans().get(0);
  }

  @Test
  void aSampleIsAsLargeAsTheQuerySays() throws SQLException {
    List<String> rows =
        sql.rows(
            "select samples, loss from sampled_history"
                + " where run_id = 'r1' and samples = 3 and _step >= 4");

    assertThat(rows).containsExactly("3|0.3333333333333333", "3|0.25", "3|0.2");
    SampledHistoryRequest request = asked();
    assertThat(request.samples()).isEqualTo(3);
    assertThat(request.together()).isFalse();
    assertThat(request.steps()).isEqualTo(new StepRange(4, Long.MAX_VALUE));
  }

  @Test
  void theSizeOfASampleMayBeAParameter() throws SQLException {
    sql.rows("select loss from sampled_history where run_id = 'r1' and samples = ?", 7);

    assertThat(asked().samples()).isEqualTo(7);
  }

  @Test
  void otherPredicatesOnTheSizeTestTheDefault() throws SQLException {
    assertThat(sql.rows("select loss from sampled_history where run_id = 'r1' and samples > 500"))
        .isEmpty();
    assertThat(sql.rows("select loss from sampled_history where run_id = 'r1' and samples > 499"))
        .hasSize(20);
  }

  @Test
  void aSizeBelowOneIsNoSample() {
    assertThatThrownBy(
            () ->
                sql.rows("select loss from sampled_history where run_id = 'r1' and samples = ?", 0))
        .hasStackTraceContaining("a whole number above 0");
  }

  @Test
  void theAxisIsReadOfEachPointAndEchoed() throws SQLException {
    assertThat(
            sql.rows(
                "select x_axis, loss from sampled_history"
                    + " where run_id = 'r1' and x_axis = 'val/acc'"))
        .isNotEmpty()
        .allMatch(row -> row.startsWith("val/acc|"));
    assertThat(asked().axis()).isEqualTo("val/acc");
    assertThat(asked().columns()).extracting(ValueColumn::key).containsExactly("loss", "val/acc");
  }

  @Test
  void theAxisMayBeAParameter() throws SQLException {
    sql.rows("select loss from sampled_history where run_id = 'r1' and x_axis = ?", "val/acc");

    assertThat(asked().axis()).isEqualTo("val/acc");
  }

  @Test
  void aTimeMayBeTheAxis() throws SQLException {
    sql.rows("select loss from sampled_history where run_id = 'r1' and x_axis = 'logged_at'");

    assertThat(asked().axis()).isEqualTo("_timestamp");
  }

  @Test
  void otherPredicatesOnTheAxisTestTheDefault() throws SQLException {
    assertThat(
            sql.rows("select loss from sampled_history where run_id = 'r1' and x_axis <> '_step'"))
        .isEmpty();
    assertThat(
            sql.rows("select loss from sampled_history where run_id = 'r1' and x_axis like '_st%'"))
        .hasSize(20);
  }

  @Test
  void aRangeOfTheAxisLeavesOtherMetricsToThemselves() throws SQLException {
    sql.rows(
        "select \"val/acc\", loss from sampled_history"
            + " where run_id = 'r1' and x_axis = 'val/acc' and \"val/acc\" > 0.1");

    assertThat(asked().together()).isFalse();
  }

  @Test
  void metricsThatMayAllNotBeNullAreSampledTogether() throws SQLException {
    sql.rows(
        "select loss, \"val/acc\" from sampled_history"
            + " where run_id = 'r1' and loss is not null and \"val/acc\" > 0.1");

    assertThat(asked().together()).isTrue();
  }

  @Test
  void metricsOfWhichOneMayBeNullAreNot() throws SQLException {
    sql.rows(
        "select loss, \"val/acc\" from sampled_history where run_id = 'r1' and loss is not null");

    assertThat(asked().together()).isFalse();
  }
}
