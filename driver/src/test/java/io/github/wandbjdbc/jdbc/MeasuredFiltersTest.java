package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predicates that travel only if the server's answers allow. */
class MeasuredFiltersTest {
  private static final String SINCE = "created_at >= TIMESTAMP '2024-01-01 00:01:00'";

  private final StandIn standIn = StandIn.start();

  @TempDir Path folder;

  @BeforeEach
  void hold() {
    standIn.holds(
        experiment("a").displayName("base-1").config("lr", 0.5).logging("loss").forSteps(1),
        experiment("b").displayName("base-2").config("lr", 1),
        experiment("c").displayName("other").config("lr", Double.NaN));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void explainSaysSoAndCountsNothing() throws SQLException {
    try (Tables tables = Tables.of(standIn)) {
      tables.rows("SELECT \"config.lr\" FROM runs LIMIT 1");
      standIn.forgetRequests();

      assertThat(tables.rows("EXPLAIN SELECT name FROM runs WHERE state = 'finished' AND " + SINCE))
          .singleElement()
          .asString()
          .contains(
              "filter: (state = 'finished' and created_at >= 2024-01-01T00:01:00Z"
                  + " (if the server's answers allow))");
      assertThat(tables.rows("EXPLAIN SELECT name FROM runs WHERE \"config.lr\" <> 1"))
          .singleElement()
          .asString()
          .contains("filter: config.lr <> 1.0 (if the server's answers allow)")
          .contains("(checked again, as the API may let more runs pass)");
      assertThat(standIn.requests()).noneMatch(MeasuredFiltersTest::counts);
    }
  }

  @Test
  void ofLocalFilesNothingIsInDoubt() throws Exception {
    standIn.writesTo(folder);

    try (Tables tables = Tables.of(folder)) {
      assertThat(tables.rows("EXPLAIN SELECT name FROM runs WHERE " + SINCE).toString())
          .contains("filter: created_at >= 2024-01-01T00:01:00Z")
          .doesNotContain("answers");
      assertThat(tables.rows("SELECT name FROM runs WHERE name LIKE 'other%'"))
          .containsExactly("other");
    }
  }

  @Test
  void aFreshConnectionCountsInRequestsThatItSendsAnyway() throws SQLException {
    try (Tables tables = Tables.of(standIn)) {
      assertThat(tables.rows("SELECT run_id FROM runs WHERE " + SINCE))
          .containsExactlyInAnyOrder("b", "c");
      assertThat(standIn.requestsFor("runs")).singleElement().matches(MeasuredFiltersTest::counts);
      standIn.forgetRequests();

      assertThat(tables.rows("SELECT run_id FROM runs WHERE \"config.lr\" = 1 AND " + SINCE))
          .isNotNull();
      List<RecordedRequest> requests = standIn.requestsFor("runs");
      assertThat(requests).hasSize(2).first().matches(MeasuredFiltersTest::counts);
      assertThat(requests.get(1)).matches(request -> !counts(request));
    }
  }

  @Test
  void withoutAMemoryEachFilterIsMeasuredAnew() throws SQLException {
    try (Tables tables = Tables.of(standIn, "?metadataCacheSeconds=0")) {
      tables.rows("SELECT run_id FROM runs WHERE " + SINCE);
      tables.rows("SELECT run_id FROM runs WHERE state = 'finished'");
    }

    assertThat(standIn.requestsFor("runs"))
        .filteredOn(request -> filters(request).contains("created"))
        .hasSize(1)
        .allMatch(MeasuredFiltersTest::counts);
    assertThat(standIn.requestsFor("runs"))
        .filteredOn(request -> filters(request).contains("state"))
        .noneMatch(MeasuredFiltersTest::counts);
  }

  @Test
  void whatWasMeasuredIsATable() throws SQLException {
    standIn.with(Setting.TIME_FILTERS_MATCH_NOTHING).with(Setting.NO_EXISTS);
    try (Tables tables = Tables.of(standIn)) {
      tables.rows("SELECT \"config.lr\" FROM runs WHERE " + SINCE);

      assertThat(
              tables.rows(
                  "SELECT name, value FROM information_schema.server WHERE name LIKE 'lab/vision: %'"
                      + " ORDER BY name"))
          .containsExactly(
              "lab/vision: a path that no run has, $exists: false, finds all runs|no: the server"
                  + " can't answer it",
              "lab/vision: a path that no run has, equal to null, finds all runs|yes",
              "lab/vision: createdAt >= 1970-01-01T00:00:00Z finds all runs|no: 0 of 3",
              "lab/vision: heartbeatAt >= 1970-01-01T00:00:00Z, or null, finds all runs|yes",
              "lab/vision: name $ne and $nin what no run is called finds all runs|yes",
              "lab/vision: name $regex ^. finds all runs|yes");
    }
  }

  @Test
  void predicatesTravelFromParameters() throws SQLException {
    try (Tables tables = Tables.of(standIn)) {
      assertThat(tables.rows("SELECT run_id FROM runs WHERE name LIKE ?", "base%"))
          .containsExactlyInAnyOrder("a", "b");
      assertThat(tables.rows("SELECT run_id FROM runs WHERE \"config.lr\" <> ?", 1))
          .containsExactlyInAnyOrder("a", "c");
      assertThat(tables.rows("SELECT run_id FROM runs WHERE \"config.lr\" NOT IN (?, 0.5)", 7))
          .containsExactlyInAnyOrder("b", "c");
      assertThat(tables.rows("SELECT run_id FROM runs WHERE state <> ?", "finished")).isEmpty();
    }

    assertThat(standIn.requestsFor("runs"))
        .extracting(MeasuredFiltersTest::filters)
        .anyMatch(filters -> filters.equals("{\"displayName\":{\"$regex\":\"^base\"}}"))
        .anyMatch(filters -> filters.contains("{\"$ne\":1}"))
        .anyMatch(filters -> filters.contains("{\"$ne\":7}") && filters.contains("{\"$ne\":0.5}"))
        .anyMatch(filters -> filters.equals("{\"state\":{\"$ne\":\"finished\"}}"));
  }

  private static String filters(RecordedRequest request) {
    return String.valueOf(request.argument("runs", "filters"));
  }

  private static boolean counts(RecordedRequest request) {
    return request.document().contains("runsBefore");
  }
}
