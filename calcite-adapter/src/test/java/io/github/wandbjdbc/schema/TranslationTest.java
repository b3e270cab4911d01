package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pushed-down parts of a WHERE clause, and similar ones that stay. */
@Tag("text")
class TranslationTest {
  private static final Pattern FILTER =
      Pattern.compile("(?:filter|runs)=\\[(.*?)\\](?:, steps=\\[(.*?)\\])?, (?:all|columns|count)");

  private static Sql sql;

  @BeforeAll
  static void connect() throws SQLException {
    sql = new Sql(Vision.held(), SchemaOptions.DEFAULT);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    sql.close();
  }

  private static String sent(String table, String where) throws SQLException {
    String plan = sql.plan("select * from " + table + " where " + where);
    Matcher matcher = FILTER.matcher(plan);
    assertThat(matcher.find()).as(plan).isTrue();
    return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "; " + matcher.group(2);
  }

  private static boolean staysToo(String table, String where) throws SQLException {
    return sql.plan("select * from " + table + " where " + where).contains("$condition");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run_id = 'r1'                           | run_id = 'r1'",
        "'r1' = run_id                           | run_id = 'r1'",
        "run_id in ('r1', 'r2')                  | run_id in ('r1', 'r2')",
        "run_id = 'r1' or run_id = 'r2'          | run_id in ('r1', 'r2')",
        "state = 'finished'                      | state = 'finished'",
        "state in ('failed', 'crashed')          | state in ('crashed', 'failed')",
        "run_id = 'r1' and state = 'finished'    | (run_id = 'r1' and state = 'finished')",
        "run_id = 'r1' or state = 'finished'     | (run_id = 'r1' or state = 'finished')",
      })
  void exactPredicatesTravelAndLeaveSql(String where, String sent) throws SQLException {
    assertThat(sent("runs", where)).isEqualTo(sent);
    assertThat(staysToo("runs", where)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name = 'x'                              | name = 'x'",
        "username in ('ann', 'bob')              | username in ('ann', 'bob')",
        "run_group = 'g' and job_type = 'j'      | (run_group = 'g' and job_type = 'j')",
        "sweep_id = 's' or host = 'h'            | (sweep_id = 's' or host = 'h')",
        "\"config.LR\" > 0.5                     | config.LR > 0.5",
        "\"config.LR\" between 1 and 2           | (config.LR >= 1.0 and config.LR <= 2.0)",
        "\"summary.loss\" in (0.5, 2)            | summary.loss in (0.5, 2.0)",
        "\"config.fast\"                         | config.fast = true",
        "\"config.fast\" = false                 | config.fast = false",
        "not \"config.fast\"                     | config.fast = false",
        "has_tag(tags, 'even')                   | has tag 'even'",
      })
  void othersTravelAndAreCheckedAgain(String where, String sent) throws SQLException {
    assertThat(sent("runs", where)).isEqualTo(sent);
    assertThat(staysToo("runs", where)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "created_at >= timestamp '2024-05-01 00:00:00' | created_at >= 2024-05-01T00:00:00Z",
        "timestamp '2024-05-01 00:00:00' > heartbeat_at | heartbeat_at < 2024-05-01T00:00:00Z",
        "\"config.opt.name\" = 'sgd'             | config.opt.name = 'sgd'",
        "\"config.opt.a.b.c\" = 1                | config.opt.a.b.c = 1.0",
        "\"config.LR\" <> 1                      | config.LR <> 1.0",
        "not (\"config.LR\" = 1)                 | config.LR <> 1.0",
        "\"config.LR\" not in (1, 2.5)           | config.LR not in (1.0, 2.5)",
        "\"config.LR\" <> 1 and \"config.LR\" <> 2 | config.LR not in (1.0, 2.0)",
        "\"config.LR\" is not null               | config.LR is not null",
        "\"config.note\" is not null             | config.note is not null",
        "state <> 'finished'                    | state <> 'finished'",
        "state not in ('failed', 'finished')    | state not in ('failed', 'finished')",
        "run_id like 'r%'                       | run_id begins with 'r'",
        "name like 'run r_'                     | name begins with 'run r'",
        "\"config.note\" like 'res%'            | config.note begins with 'res'",
        "runtime_seconds > 5                     | summary._wandb.runtime > 5.0",
        "username like 'a.b%é'                  | username begins with 'a.b'",
        "sweep_id like 's%' or host like 'h%'   | (sweep_id begins with 's' or host begins with 'h')",
      })
  void whatAServerMayGetWrongTravelsIfItsAnswersAllow(String where, String sent)
      throws SQLException {
    assertThat(sent("runs", where)).isEqualTo(sent + " (if the server's answers allow)");
    assertThat(staysToo("runs", where)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run_id > 'r1'",
        "lower(run_id) = 'r1'",
        "state = 'FINISHED'",
        "state in ('finished', 'napping')",
        "state is null",
        "state is not null",
        "git_commit = 'abc'",
        "name > 'a'",
        "tags = '[]'",
        "\"config.note\" like 'tru%'",
        "\"config.note\" like '12%'",
        "\"config.note\" like '[%'",
        "\"config.note\" like 'N%'",
        "history_rows > 5",
        "created_at <> timestamp '2024-05-01 00:00:00'",
        "heartbeat_at is null or heartbeat_at > timestamp '2024-05-01 00:00:00'",
        "state = 'finished' or lower(name) = 'a'",
        "not (state = 'finished' and run_id = 'r1')",
        "\"config.LR\" > 9007199254740992",
        "\"config.LR\" + 1 > 2",
        "\"config.lr_2\" > 0.5",
        "\"config.mixed\" = 'one'",
        "\"config.opt.value\" = 1",
        "\"config.opt.a.b.d.e\" = 1",
        "\"config.opt.value\" is not null",
        "\"config.opt.name\" is not null",
        "\"config.mixed\" is not null",
        "\"config.lr_2\" <> 1",
        "\"config.note\" <> 'n1'",
        "\"config.note\" not in ('n1', 'n2')",
        "\"config.LR\" <> 9007199254740992",
        "\"config.LR\" not in (1, 9007199254740992)",
        "\"config.LR\" is null or \"config.LR\" <> 1",
        "(\"config.LR\" = 1) is not true",
        "\"config.fast\" is not true",
        "run_id <> 'r1'",
        "name <> 'run r1'",
        "name not in ('run r1', 'run r2')",
        "name is not null",
        "state <> 'FINISHED'",
        "state not in ('finished', 'napping')",
        "state like 'f%'",
        "name like '%r1'",
        "name like '_un%'",
        "name like 'é%'",
        "name not like 'r%'",
        "lower(name) like 'r%'",
        "name like 'r%' escape '!'",
        "git_commit like 'a%'",
        "notes like 'a%'",
        "\"config.note\" like 'n%'",
        "runtime_seconds is not null",
        "\"config.note\" = '1'",
        "\"config.note\" = 'NaN'",
        "\"config.note\" = 'true'",
        "\"config.note\" = '[1]'",
        "\"config.note\" > 'n'",
        "has_tag(notes, 'even')",
        "not has_tag(tags, 'even')",
      })
  void theirNeighboursStay(String where) throws SQLException {
    assertThat(sent("runs", where)).isEqualTo("all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "_step = 5                               | all; from 5 until 6",
        "_step >= 5 and _step < 9                | all; from 5 until 9",
        "_step > 5 and _step <= 9                | all; from 6 until 10",
        "_step between 5 and 9                   | all; from 5 until 10",
        "9 > _step                               | all; from 0 until 9",
        "_step > 1.5                             | all",
        "_step >= -3                             | all",
        "run_id = 'r1' and _step < 3             | run_id = 'r1'; from 0 until 3",
        "run_id in ('r1', 'r2') and loss > 0     | run_id in ('r1', 'r2')",
        "run_id = 'r1' or _step < 3              | all",
        "_step in (1, 5)                         | all",
        "_step <> 5                              | all",
        "loss > 0.5                              | all",
        "_runtime > 0.5                          | all], times=[_runtime > 0.5",
      })
  void ofHistoryOnlyRunsAndWindowsOfStepsTravel(String where, String sent) throws SQLException {
    assertThat(sent("history", where)).isEqualTo(sent);
  }
}
