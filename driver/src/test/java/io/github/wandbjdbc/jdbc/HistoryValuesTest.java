package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history in rows of single values. */
class HistoryValuesTest {
  private static final List<String> ALL_OF_A =
      List.of(
          "0|loss|0.5|0.5",
          "0|note|null|\"hi\"",
          "0|opt.lr|0.125|0.125",
          "1|loss|NaN|\"NaN\"",
          "3|list|null|[1,2]",
          "3|loss|2.0|2");

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("a")
            .row(0, Map.of("loss", 0.5, "note", "hi", "opt", Map.of("lr", 0.125)))
            .row(1, Map.of("loss", Double.NaN))
            .row(3, Map.of("loss", 2, "list", List.of(1, 2))),
        experiment("b").logging("loss", "acc").forSteps(2000),
        experiment("c"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void eachValueIsARow() throws SQLException {
    assertThat(
            tables.rows(
                "select _step, key, \"value\", value_json from history_values where run_id = 'a' and"
                    + " key not like '\\_%' escape '\\' order by _step, key"))
        .containsExactlyElementsOf(ALL_OF_A);
  }

  @Test
  void ofANamedKeyNothingElseIsRead() throws SQLException {
    assertThat(
            tables.rows(
                "select run_id, count(*), sum(_step) from history_values where key = 'acc' group by"
                    + " run_id"))
        .containsExactly("b|2000|" + 1999L * 2000 / 2);

    assertThat(standIn.requests())
        .noneSatisfy(request -> assertThat(request.toString()).contains("historyKeys]"));
  }

  @Test
  void stepsTravelAsAWindow() throws SQLException {
    assertThat(
            tables.rows(
                "select _step from history_values where run_id = 'b' and key = 'loss' and _step"
                    + " between 1990 and 1992 order by 1"))
        .containsExactly("1990", "1991", "1992");
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void allRunsAreReadWhereNoneIsNamed() throws SQLException {
    assertThat(tables.rows("select count(*) from history_values where key in ('loss', 'acc')"))
        .containsExactly(String.valueOf(3 + 4000));
    assertThat(
            tables.rows(
                "select count(distinct key) from history_values h join runs r on h.run_id ="
                    + " r.run_id where r.run_id = 'b' and key not like '\\_%' escape '\\'"))
        .containsExactly("2");
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      String sql =
          "select * from history_values where key = 'loss' and _step < 4 order by run_id, _step";
      assertThat(plain.rows(sql)).isEqualTo(tables.rows(sql)).hasSize(7);
    }
  }

  @Test
  void localFilesHoldTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(
              local.rows(
                  "select _step, key, \"value\", value_json from history_values where run_id = 'a'"
                      + " and key not like '\\_%' escape '\\' order by _step, key"))
          .containsExactlyElementsOf(ALL_OF_A);
    }
  }
}
