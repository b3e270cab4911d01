package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins by run id in every shape: whose histories are read, and that the rows are the same. */
class JoinsTest {
  private static final List<Object> FINISHED =
      List.of("r3", "r6", "r9", "r12", "r15", "r18", "r21", "r24");

  private final HeldExperiments held = Vision.held();
  private Sql sql;
  private Sql withoutPushdown;

  @BeforeEach
  void connect() throws SQLException {
    sql = new Sql(held, SchemaOptions.DEFAULT);
    withoutPushdown = new Sql(held, SchemaOptions.builder().pushdown(false).build());
  }

  @AfterEach
  void disconnect() throws SQLException {
    withoutPushdown.close();
    sql.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select r.name, h.loss from runs r join history h on r.run_id = h.run_id"
            + " where r.state = 'finished'",
        "select r.name, h.loss from history h join runs r on r.run_id = h.run_id"
            + " where r.state = 'finished'",
        "select r.name, h.loss from runs r left join history h on r.run_id = h.run_id"
            + " where r.state = 'finished'",
        "select r.name, h.loss from history h right join runs r on r.run_id = h.run_id"
            + " where r.state = 'finished'",
        "select r.name, h.loss from history h, runs r"
            + " where r.run_id = h.run_id and r.state = 'finished' and h.loss < 0.2",
        "select loss from history where run_id in"
            + " (select run_id from runs where state = 'finished')",
        "select loss from history h where exists"
            + " (select 1 from runs r where r.run_id = h.run_id and r.state = 'finished')",
        "select run_id from runs where state = 'finished'"
            + " and run_id in (select run_id from history where loss < 0.04)",
        "select run_id from runs r where state = 'finished'"
            + " and exists (select 1 from history h where h.run_id = r.run_id and loss < 0.04)",
        "select run_id from runs where state = 'finished'"
            + " and run_id not in (select run_id from history where loss > 0.1)",
        "select run_id from runs r where state = 'finished'"
            + " and not exists (select 1 from history h where h.run_id = r.run_id and loss > 0.1)",
        "select count(*), max(\"val/acc\") from history"
            + " where run_id in (select run_id from runs where state = 'finished')",
        "select r.name, m.best from runs r"
            + " join (select run_id, max(\"val/acc\") best from history group by run_id) m"
            + " on r.run_id = m.run_id where r.state = 'finished'",
        "select name, (select max(\"val/acc\") from history h where h.run_id = r.run_id) best"
            + " from runs r where state = 'finished'",
        "select r.name, x.loss from runs r, lateral"
            + " (select loss from history h where h.run_id = r.run_id order by loss desc limit 1) x"
            + " where r.state = 'finished'",
        "select r.name, w.rn from runs r join (select run_id, row_number() over"
            + " (partition by run_id order by loss) rn from history) w"
            + " on r.run_id = w.run_id where r.state = 'finished' and w.rn = 1",
        "select a._step from history a join history b on a.run_id = b.run_id and a._step = b._step"
            + " join runs r on r.run_id = a.run_id where r.state = 'finished'",
        "select r.name, a.loss - b.loss from runs r, history a, history b where r.run_id = a.run_id"
            + " and r.run_id = b.run_id and a._step = b._step + 2 and r.state = 'finished'",
        "select r.run_id, u.loss from runs r join (select run_id, loss from history where _step < 4"
            + " union all select run_id, loss from history where _step > 30) u"
            + " on u.run_id = r.run_id where r.state = 'finished'",
        "with f as (select run_id id from runs where state = 'finished')"
            + " select h.loss from f join history h on h.run_id = f.id where h._step < 6",
        "select h.loss from history h join (values ('r3'), ('r6'), ('r9'), (cast(null as varchar)))"
            + " v(id) on h.run_id = v.id",
      })
  void onlyTheHistoriesOfTheJoinedRunsAreRead(String query) throws SQLException {
    List<String> rows = sql.rows(query);

    assertThat(historiesRead()).isNotEmpty().isSubsetOf(FINISHED);
    assertThat(rows).isNotEmpty().containsExactlyInAnyOrderElementsOf(withoutPushdown.rows(query));
    assertThat(sql.plan(query)).containsAnyOf("BindJoin", "Correlate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.run_id = 'r1' and b.run_id = 'r2' and a._step = b._step         | r1, r2
          a.run_id = 'r1' and b.run_id = a.run_id and a._step = b._step     | r1
          a.run_id in ('r1', 'r4') and b.run_id = a.run_id and b._step < 4  | r1, r4
          """)
  void twoRunsAreComparedByReadingTwo(String condition, String runs) throws SQLException {
    String query = "select a._step, a.loss, b.loss from history a, history b where " + condition;

    List<String> rows = sql.rows(query);

    assertThat(historiesRead()).containsOnly((Object[]) runs.split(", "));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(withoutPushdown.rows(query));
  }

  @Test
  void samplesAreAskedForTheJoinedRunsWithWhatDefinesThem() throws SQLException {
    String query =
        "select s.loss from runs r join sampled_history s on r.run_id = s.run_id where"
            + " r.state = 'finished' and s.loss is not null and s._step < 9 and s.samples = 8";

    List<String> rows = sql.rows(query);

    List<SampledHistoryRequest> samples = asked(SampledHistoryRequest.class).toList();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).samples()).isEqualTo(8);
    assertThat(samples.get(0).together()).isTrue();
    assertThat(ids(samples.get(0).runs())).containsExactlyInAnyOrderElementsOf(FINISHED);
    assertThat(rows).containsExactlyInAnyOrderElementsOf(withoutPushdown.rows(query));
  }

  @Test
  void aRunIsLookedUpForItsHistory() throws SQLException {
    List<String> rows =
        sql.rows(
            "select h._step, r.name from history h left join runs r on h.run_id = r.run_id"
                + " where h.run_id = 'r2' and h._step < 3");

    assertThat(rows).containsExactly("0|run r2", "2|run r2");
    assertThat(asked(RunsRequest.class).flatMap(runs -> ids(runs.filter()).stream()))
        .containsExactly("r2");
  }

  @Test
  void aLimitStopsTheJoin() throws SQLException {
    String query =
        "select r.name, h.loss from runs r join history h on r.run_id = h.run_id limit 5";
    sql.plan(query);
    int before = held.pagesRead();

    assertThat(sql.rows(query)).hasSize(5);
    // Three of the runs, and one of the first run's history.
    assertThat(held.pagesRead() - before).isEqualTo(4);
  }

  @Test
  void aJoinMayReadAsManyHistoriesAsMaxRuns() throws SQLException {
    String join = "select h.loss from runs r join history h on r.run_id = h.run_id";

    try (Sql guarded = new Sql(held, SchemaOptions.builder().maxRuns(8).build())) {
      assertThat(guarded.rows(join + " where r.state = 'finished'")).hasSize(160);
      assertThat(guarded.rows(join + " limit 159")).hasSize(159);
      assertThatThrownBy(() -> guarded.rows(join))
          .hasStackTraceContaining("maxRuns=8")
          .hasStackTraceContaining("run_id");
    }
  }

  private List<Object> historiesRead() {
    return asked(HistoryRequest.class).flatMap(request -> ids(request.runs()).stream()).toList();
  }

  private static List<Object> ids(RunFilter filter) {
    return filter instanceof RunFilter.In in ? in.values() : List.of("all of " + filter);
  }

  private <T> Stream<T> asked(Class<T> type) {
    return held.scans().stream().filter(type::isInstance).map(type::cast);
  }
}
