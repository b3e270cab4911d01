package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever the server makes of filters, the rows are those that SQL means. */
class ServerUnknownsTest {
  private static final ProjectPath PROJECT = new ProjectPath(StandIn.ENTITY, StandIn.PROJECT);

  /** Each is decided by another mix of what may be sent. */
  private static final List<String> QUERIES =
      List.of(
          "select * from runs where created_at > timestamp '2024-01-01 00:00:20' order by run_id",
          "select run_id from runs where created_at = timestamp '2024-01-01 00:00:05.6'"
              + " and state = 'failed'",
          "select count(*) from runs where heartbeat_at <= timestamp '2024-01-01 00:05:00'"
              + " or name = 'Name 3'",
          "select run_id from runs where \"config.opt.lr\" > 1 order by run_id",
          "select run_id from runs where \"config.opt.lr\" in (0.3, 0.4, 0.5)"
              + " and \"config.lr\" < 1 order by run_id",
          "select run_id from runs where \"config.lr\" is not null order by created_at desc limit 3",
          "select run_id from runs where \"config.lr\" > 0.1"
              + " and created_at > timestamp '2024-01-01 00:00:20' order by created_at limit 3",
          "select run_id from runs where \"config.lr\" not in (0.1, 0.2) order by run_id",
          "select run_id from runs where state <> 'finished' and run_id like 'run1%'"
              + " order by run_id",
          "select run_id, name from runs where name like 'Name_3' order by run_id",
          "select run_id from runs where \"config.word\" like 'pla%' order by run_id",
          "select run_id from runs where \"config.opt.name\" like 'sg%' order by run_id",
          "select run_id from runs where runtime_seconds > 20 order by run_id",
          "select run_id from runs where runtime_seconds not in (3, 4, 5) order by run_id",
          "select run_id from runs where runtime_seconds between 10 and 12.5"
              + " and state = 'failed' or runtime_seconds = 31 order by run_id",
          "select count(*) from runs where state = 'finished'",
          "select run_id from runs where state = 'finished' order by created_at desc limit 3",
          "select run_id from runs where run_id in ('run1', 'run2', 'run39')"
              + " and created_at is not null order by run_id",
          "select count(*) from runs where has_tag(tags, 'even') and \"config.seed\" = 's5'"
              + " or \"config.word\" = 'plain'");

  private StandIn standIn;
  private ApiClient client;

  @BeforeEach
  void serve() {
    standIn = StandIn.start();
    for (int i = 0; i < 40; i++) {
      Experiment run =
          ServedTest.run(i)
              .heartbeatAt(
                  i % 4 == 0 ? null : Instant.parse("2024-01-01T00:00:00Z").plusSeconds(30L * i))
              .summary("_runtime", i + 0.5);
      if (i % 8 > 1) {
        run.summary("_wandb", Map.of("runtime", i));
      } else if (i % 8 == 1) {
        run.summary("_wandb.runtime", i);
      }
      standIn.holds(run);
    }
    client =
        ApiClient.open(
            ApiOptions.builder()
                .baseUrl(BaseUrl.of(standIn.url().toString()))
                .credential(Credential.of(StandIn.API_KEY, "the test"))
                .build());
  }

  @AfterEach
  void stop() {
    client.close();
    standIn.close();
  }

  private Sql sql(boolean pushdown) throws SQLException {
    return new Sql(client, SchemaOptions.builder().pushdown(pushdown).build(), PROJECT);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {
        "TIME_FILTERS.*",
        "NULL_(IS|MATCHES).*",
        "OR_.*",
        "NE_.*",
        "NO_(EXISTS|REGEX|RUN_COUNT)",
        "FILTERS.*",
        "EXISTS.*",
        "REGEX.*"
      })
  void theRowsAreTheSameUnderEachAnswer(Setting setting) throws SQLException {
    standIn.with(setting);

    try (Sql sql = sql(true);
        Sql plain = sql(false)) {
      for (String query : QUERIES) {
        assertThat(sql.rows(query)).as(query).containsExactlyElementsOf(plain.rows(query));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TIME_FILTERS_NEED_Z        | created_at > timestamp '2024-01-01 00:00:20' | createdAt",
        "TIME_FILTERS_MATCH_NOTHING | created_at > timestamp '2024-01-01 00:00:20' |",
        "TIME_FILTERS_MATCH_NOTHING | \"config.lr\" > 1        | config.lr",
        "NULL_IS_NOT_MISSING        | \"config.opt.lr\" > 1    |",
        "NULL_MATCHES_NOTHING       | \"config.opt.lr\" > 1    |",
        "NULL_MATCHES_NOTHING       | heartbeat_at > timestamp '2024-01-01 00:00:20' |",
        "OR_WITH_NULL_MATCHES_NOTHING | \"config.opt.lr\" > 1    |",
        "OR_WITH_NULL_MATCHES_NOTHING | \"config.lr\" > 1    | config.lr",
        "NULL_IS_NOT_MISSING        | created_at > timestamp '2024-01-01 00:00:20' | createdAt",
        "NE_MATCHES_MISSING         | \"config.opt.lr\" > 1    | config.opt.lr",
        "NO_EXISTS                  | \"config.lr\" is not null |",
        "EXISTS_MATCHES_NOTHING     | \"config.lr\" is not null |",
        "NE_MATCHES_NOTHING         | \"config.lr\" is not null | $exists",
        "NO_REGEX                   | name like 'Name%'        |",
        "REGEX_IS_LITERAL           | name like 'Name%'        |",
        "NO_EXISTS                  | name like 'Name%'        | $regex",
        "NE_MATCHES_NOTHING         | state <> 'finished'      |",
        "NO_REGEX                   | state <> 'finished'      | $ne",
        "NE_MATCHES_NOTHING         | \"config.lr\" not in (1, 2) |",
        "FILTERS_ARE_TYPED          | \"config.lr\" > 1        |",
        "FILTERS_ARE_TYPED          | \"config.flag\"          | config.flag",
        "NO_RUN_COUNT               | created_at > timestamp '2024-01-01 00:00:20' |",
        "NO_RUN_COUNT               | state = 'finished' and name like 'N%' | state",
      })
  void onlyWhatAgreesIsSentAfterwards(Setting setting, String where, String sent)
      throws SQLException {
    standIn.with(setting);

    List<RecordedRequest> second;
    try (Sql sql = sql(true)) {
      sql.rows("select run_id from runs where " + where);
      standIn.forgetRequests();
      sql.rows("select run_id from runs where " + where);
      second = standIn.requestsFor("runs");
    }

    assertThat(second).hasSize(1);
    String filters = String.valueOf(second.get(0).argument("runs", "filters"));
    if (sent == null) {
      assertThat(filters).isEqualTo("{}");
    } else {
      assertThat(filters).contains(sent);
    }
  }

  @Test
  void theCountsRideOnDiscovery() throws SQLException {
    try (Sql sql = sql(true)) {
      sql.rows("select run_id from runs where created_at > timestamp '2024-01-01 00:00:20'");
    }

    List<RecordedRequest> requests = standIn.requestsFor("runs");
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0).document()).contains("createdAtBounds");
    assertThat(requests.get(1).document()).doesNotContain("createdAtBounds");
    assertThat(String.valueOf(requests.get(1).argument("runs", "filters")))
        .isEqualTo("{\"createdAt\":{\"$gte\":\"2024-01-01T00:00:19Z\"}}");
  }

  @Test
  void withoutPushdownNothingIsCounted() throws SQLException {
    try (Sql plain = sql(false)) {
      plain.rows("select run_id from runs where created_at > timestamp '2024-01-01 00:00:20'");
    }

    assertThat(standIn.requests())
        .noneSatisfy(request -> assertThat(request.document()).contains("runsBefore"));
  }

  @Test
  void aRunThatComesBetweenTheCountsIsNoDisagreement() throws SQLException {
    standIn.holdsAfterCounts(3, ServedTest.run(40));
    String query = "select run_id from runs where created_at > timestamp '2024-01-01 00:00:35'";

    List<String> rows;
    try (Sql sql = sql(true)) {
      rows = sql.rows(query);
    }

    assertThat(rows).hasSize(6).contains("run40");
    assertThat(standIn.requestsFor("runs"))
        .hasSize(2)
        .last()
        .satisfies(
            request ->
                assertThat(String.valueOf(request.argument("runs", "filters")))
                    .contains("createdAt"));
  }
}
