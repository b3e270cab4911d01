package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.StepRange;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries, what they ask of the source, and their rows. */
class PushdownTest {
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

  private <T> T asked(Class<T> type) {
    assertThat(held.scans()).hasSize(1);
    return type.cast(held.scans().get(0));
  }

  @Test
  void onlyTheSelectedFieldsAreAskedFor() throws SQLException {
    List<String> rows = sql.rows("select name, state from runs where run_id = 'r3'");

    assertThat(rows).containsExactly("run r3|finished");
    assertThat(asked(RunsRequest.class).fields())
        .containsExactlyInAnyOrder(RunField.ID, RunField.DISPLAY_NAME, RunField.STATE);
  }

  @Test
  void aLimitIsOnePage() throws SQLException {
    List<String> rows = sql.rows("select run_id from runs limit 3");

    assertThat(rows).containsExactly("r1", "r2", "r3");
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(3);
  }

  @Test
  void aLimitNeverPassesAFilterThatStays() throws SQLException {
    List<String> rows =
        sql.rows("select run_id from runs where name = 'run r12' or name = 'run r13' limit 2");

    assertThat(rows).containsExactly("r12", "r13");
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anOffsetIsSkippedHere() throws SQLException {
    List<String> rows = sql.rows("select run_id from runs limit 2 offset 20");

    assertThat(rows).containsExactly("r21", "r22");
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(22);
  }

  @Test
  void aLimitMayBeAParameter() throws SQLException {
    String query = "select run_id from runs limit ? offset ?";

    assertThat(sql.rows(query, 2, 3)).containsExactly("r4", "r5");
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(5);
  }

  @Test
  void theLesserOfTwoLimitsIsAskedFor() throws SQLException {
    String query = "select run_id from (select run_id from runs limit 12) t limit 20 offset 9";

    assertThat(sql.rows(query)).containsExactly("r10", "r11", "r12");
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(12);
  }

  @Test
  void aQueryForNothingAsksForNothing() throws SQLException {
    assertThat(sql.rows("select * from runs where 1 = 0")).isEmpty();
    assertThat(sql.rows("select * from (select run_id from history) t where 1 = 0")).isEmpty();
    assertThat(sql.rows("select * from runs limit 0")).isEmpty();
    assertThat(sql.rows("select * from history where run_id = ?", (Object) null)).isEmpty();
    assertThat(sql.rows("select * from history where _step < 0")).isEmpty();
    assertThat(held.scans()).isEmpty();
  }

  @Test
  void exactFiltersAreCountedByTheSource() throws SQLException {
    List<String> rows = sql.rows("select count(*) from runs where state = 'finished'");

    assertThat(rows).containsExactly("8");
    assertThat(held.scans()).singleElement().asString().startsWith("count of In[attribute=STATE");
  }

  @Test
  void otherFiltersAreCountedHere() throws SQLException {
    List<String> rows = sql.rows("select count(*) from runs where name = 'run r3'");

    assertThat(rows).containsExactly("1");
    assertThat(asked(RunsRequest.class).fields()).contains(RunField.DISPLAY_NAME);
  }

  @Test
  void countingStepsReadsNoMetric() throws SQLException {
    List<String> rows = sql.rows("select count(*) from history where run_id in ('r1', 'r2')");

    assertThat(rows).containsExactly("40");
    assertThat(asked(HistoryRequest.class).columns()).isEmpty();
  }

  @Test
  void theNumberOfStepsDoesNotDependOnTheSelectedMetrics() throws SQLException {
    assertThat(sql.rows("select \"val/acc\" from history where run_id = 'r1'")).hasSize(20);
    assertThat(sql.rows("select * from history where run_id = 'r1'")).hasSize(20);
    assertThat(sql.rows("select 1 from history where run_id = 'r1'")).hasSize(20);
  }

  @Test
  void aStepRangeReadsOnlyItsWindow() throws SQLException {
    List<String> rows =
        sql.rows("select _step, loss from history where run_id = 'r1' and _step between 4 and 9");

    assertThat(rows).containsExactly("4|0.3333333333333333", "6|0.25", "8|0.2");
    HistoryRequest request = asked(HistoryRequest.class);
    assertThat(request.steps()).isEqualTo(new StepRange(4, 10));
    assertThat(request.columns()).extracting("key").containsExactly("loss");
    assertThat(request.noteOtherKeys()).isFalse();
  }

  @Test
  void allColumnsOfHistoryNoteOtherKeys() throws SQLException {
    sql.rows("select * from history where run_id = 'r1'");

    assertThat(asked(HistoryRequest.class).noteOtherKeys()).isTrue();
  }

  @Test
  void oneRunsStepsNeedNoSort() throws SQLException {
    String query = "select _step from history where run_id = 'r1' order by _step limit 2";

    assertThat(sql.rows(query)).containsExactly("0", "2");
    assertThat(asked(HistoryRequest.class).limit()).isEqualTo(2);
    assertThat(sql.plan(query)).doesNotContain("Sort");
  }

  @Test
  void aFilterKeepsTheirOrder() throws SQLException {
    String query =
        "select _step + 1, loss from history where run_id = 'r1' and loss < 0.3 order by _step"
            + " limit 2";

    assertThat(sql.rows(query)).containsExactly("7|0.25", "9|0.2");
    assertThat(sql.plan(query)).doesNotContain("Sort");
  }

  @Test
  void stepsOfSeveralRunsDo() throws SQLException {
    String query = "select _step from history where run_id in ('r1', 'r2') order by _step limit 2";

    assertThat(sql.rows(query)).containsExactly("0", "0");
    assertThat(sql.plan(query)).contains("Sort");
  }

  @Test
  void anOrderIsThatOfTheColumnWhereverItStands() throws SQLException {
    String query = "select \"config.LR\", created_at, run_id from runs order by created_at";

    List<String> rows = sql.rows(query);

    assertThat(rows).hasSize(25);
    assertThat(rows.get(24)).endsWith("r25");
    assertThat(asked(RunsRequest.class).order()).isEqualTo(RunOrder.OLDEST_FIRST);
  }

  @Test
  void theNewestRunsAreAskedForInOrder() throws SQLException {
    List<String> rows = sql.rows("select run_id from runs order by created_at desc limit 2");

    assertThat(rows).containsExactly("r25", "r24");
    assertThat(asked(RunsRequest.class).order()).isEqualTo(RunOrder.NEWEST_FIRST);
    assertThat(asked(RunsRequest.class).limit()).isEqualTo(2);
  }

  @Test
  void theNewestOfSomeRunsAreReadLazily() throws SQLException {
    String query =
        "select run_id from runs where \"config.LR\" = 1 order by created_at desc limit 2";
    sql.plan(query);
    int before = held.pagesRead();

    assertThat(sql.rows(query)).containsExactly("r25", "r24");
    assertThat(held.pagesRead() - before).isEqualTo(1);
    assertThat(sql.plan(query)).doesNotContain("Sort");
  }

  @Test
  void furtherSortKeysKeepTheSort() throws SQLException {
    String query = "select run_id from runs order by created_at desc, run_id limit 2";

    assertThat(sql.rows(query)).containsExactly("r25", "r24");
    assertThat(asked(RunsRequest.class).order()).isNull();
  }

  @Test
  void parametersTravel() throws SQLException {
    List<String> rows =
        sql.rows(
            "select _step from history where run_id = ? and _step >= ? and _step < ?", "r2", 4, 8L);

    assertThat(rows).containsExactly("4", "6");
    assertThat(asked(HistoryRequest.class).steps()).isEqualTo(new StepRange(4, 8));
  }

  @Test
  void aTagMayBeAParameter() throws SQLException {
    sql.rows("select run_id from runs where has_tag(tags, ?)", "t1");

    assertThat(asked(RunsRequest.class).filter()).isEqualTo(new RunFilter.HasTag("t1"));
  }

  @Test
  void parametersThatCannotBeSentAreCheckedHere() throws SQLException {
    String query = "select run_id from runs where state = ? and created_at < ?";
    Timestamp day = Timestamp.valueOf("2024-05-04 00:00:00");

    assertThat(sql.rows(query, "finished", day)).containsExactly("r3");
    assertThat(asked(RunsRequest.class).filter().toString()).contains("STATE", "CREATED_AT");

    held.asked().clear();
    assertThat(sql.rows(query, "FINISHED", day)).isEmpty();
    assertThat(asked(RunsRequest.class).filter().toString()).doesNotContain("STATE");
  }

  @Test
  void aRunThatIsBoundInAJoinIsBoundOnBothSides() throws SQLException {
    List<String> rows =
        sql.rows(
            "select r.name, h.loss from runs r join history h on h.run_id = r.run_id"
                + " where r.run_id = 'r2' and h._step < 4");

    assertThat(rows).containsExactlyInAnyOrder("run r2|0.5", "run r2|0.3333333333333333");
    assertThat(held.scans())
        .filteredOn(request -> request instanceof HistoryRequest)
        .singleElement()
        .asString()
        .contains("values=[r2]");
  }

  @Test
  void whatIsBoundOnAStepInAJoinLeavesASampleAlone() throws SQLException {
    String plan =
        sql.plan(
            "select s.loss from history h join sampled_history s on h._step = s._step"
                + " and h.run_id = s.run_id where h._step < 4 and h.run_id = 'r2'");

    assertThat(plan).containsOnlyOnce("steps=[from 0 until 4]");
    assertThat(plan.split("run_id = 'r2'", -1)).hasSize(3);
  }

  @Test
  void tooManyHistoriesAreRefusedUnlessALimitReachesTheScan() throws SQLException {
    try (Sql guarded = new Sql(held, SchemaOptions.builder().maxRuns(24).build())) {
      assertThatThrownBy(() -> guarded.rows("select loss from history"))
          .hasStackTraceContaining("25 runs")
          .hasStackTraceContaining("run_id")
          .hasStackTraceContaining("maxRuns=24");
      assertThatThrownBy(() -> guarded.rows("select loss from history where loss > 0 limit 5"))
          .hasStackTraceContaining("maxRuns=24");
      assertThat(guarded.rows("select loss from history limit 5")).hasSize(5);
    }
  }

  @Test
  void pagesAreReadAsRowsAreWanted() throws SQLException {
    int before = held.pagesRead();

    sql.rows("select loss from history where loss > 0 limit 5");

    // One page of the history, and those of discovery.
    assertThat(held.pagesRead() - before).isEqualTo(4);
  }
}
