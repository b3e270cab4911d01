package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that tell in rows what runs hold: configs, summaries, tags and metrics. */
class RunTablesTest {
  private static final List<String> CONFIG_OF_NESTED =
      List.of(
          "nested|a.b|2.0|2|2",
          "nested|betas|null|[0.9,0.99]|[0.9,0.99]",
          "nested|empty|null|{}|{}",
          "nested|flag|null|true|true",
          "nested|lr|NaN|NaN|\"NaN\"",
          "nested|name|null|sgd|\"sgd\"",
          "nested|none|null|null|null");

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(
        experiment("nested")
            .config("lr", "NaN")
            .config("name", "sgd")
            .config("flag", true)
            .config("a.b", 1)
            .config("a", Map.of("b", 2))
            .config("betas", List.of(0.9, 0.99))
            .config("empty", Map.of())
            .config("none", null)
            .summary("acc", 0.5)
            .summary("_step", 3)
            .summary("_wandb", Map.of("runtime", 9))
            .tags("fast", "deep")
            .row(0, Map.of("loss", 1.5, "note", "x"))
            .row(7, Map.of("loss", 0.5)),
        experiment("bare").withoutConfig().withoutTags().withoutHistoryKeys());
    for (int i = 0; i < 230; i++) {
      standIn.holds(experiment("run" + i).config("seed", i).tags(i < 3 ? "first" : "later"));
    }
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void eachValueOfAConfigIsARow() throws SQLException {
    assertThat(tables.rows("select * from run_config where run_id = 'nested' order by path"))
        .containsExactlyElementsOf(CONFIG_OF_NESTED);

    assertThat(standIn.requests()).singleElement().matches(request -> request.selects("config"));
  }

  @Test
  void localFilesTellTheSame(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("select * from run_config where run_id = 'nested' order by path"))
          .containsExactlyElementsOf(CONFIG_OF_NESTED);
      assertThat(local.rows("select * from run_tags where run_id = 'nested' order by tag"))
          .containsExactly("nested|deep", "nested|fast");
      assertThat(local.rows("select count(*) from run_tags where tag = 'first'"))
          .containsExactly("3");
      assertThat(local.rows("select key, types, steps from metrics order by key"))
          .containsExactly("loss|[\"number\"]|2", "note|[\"string\"]|1");
    }
  }

  @Test
  void severalPagesOfRunsAreReadAndRunsWithoutAnythingHaveNoRows() throws SQLException {
    assertThat(tables.rows("select count(*), sum(\"value\") from run_config where path = 'seed'"))
        .containsExactly("230|" + 229.0 * 230 / 2);
    assertThat(standIn.requestsFor("runs"))
        .extracting(request -> request.argument("runs", "first"))
        .containsExactly(100, 400);
    standIn.forgetRequests();

    assertThat(tables.rows("select * from run_config where run_id = 'bare'")).isEmpty();
    assertThat(tables.rows("select * from run_config where run_id = 'missing'")).isEmpty();

    // One look-up for each, which tells whether there is such a run.
    assertThat(standIn.requestsFor("runs")).hasSize(2);
  }

  @Test
  void aSummaryIsToldWithoutWhatIsInternal() throws SQLException {
    assertThat(tables.rows("select * from run_summary where run_id = 'nested' order by path"))
        .containsExactly("nested|_step|3.0|3|3", "nested|acc|0.5|0.5|0.5");
  }

  @Test
  void aTagIsLookedForByTheServer() throws SQLException {
    assertThat(tables.rows("select run_id from run_tags where tag = 'first' order by run_id"))
        .containsExactly("run0", "run1", "run2");

    RecordedRequest request = standIn.requests().get(0);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(request.argument("runs", "filters")).asString().contains("first");
  }

  @Test
  void theTagsOfTheRunsThatAJoinNamesComeWithThem() throws SQLException {
    tables.rows("select 1 from runs where run_id = 'x'");
    standIn.forgetRequests();

    List<String> rows =
        tables.rows(
            "select r.name, t.tag from runs r join run_tags t on t.run_id = r.run_id"
                + " where r.name = 'run4'");

    assertThat(rows).containsExactly("run4|later");
    assertThat(standIn.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("runs", "filters"))
                    .isEqualTo("{\"displayName\":\"run4\"}"));
  }

  @Test
  void metricsTellTheTypesAndTheNumberOfSteps() throws SQLException {
    assertThat(tables.rows("select * from metrics order by run_id, key"))
        .containsExactly("nested|loss|[\"number\"]|2|2|7", "nested|note|[\"string\"]|1|2|7");
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      for (String query :
          List.of(
              "select * from run_config where run_id in ('nested', 'run3') order by run_id, path",
              "select run_id from run_tags where tag in ('first', 'deep') order by run_id",
              "select tag from run_tags where tag = 'later' limit 4",
              "select * from metrics where key = 'loss'")) {
        assertThat(plain.rows(query)).isNotEmpty().isEqualTo(tables.rows(query));
      }
    }
  }

  @Test
  void aLimitIsReachedWithinOnePage() throws SQLException {
    assertThat(tables.rows("select path from run_config limit 4")).hasSize(4);

    assertThat(standIn.requests()).hasSize(1);
  }
}
