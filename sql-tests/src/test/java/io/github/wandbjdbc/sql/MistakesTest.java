package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's mistake is answered with an SQLState, what was asked, and what to try. */
@Tag("text")
final class MistakesTest {
  @TempDir static Path directory;
  private static DigitsSources sources;

  private String message = "";

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @AfterEach
  void theMessageIsForTheUserNotForCalcite() {
    assertThat(message).isNotBlank().hasSizeLessThan(600);
    assertThat(message).doesNotContain("org.apache", "Exception", "rel#", "java.");
    assertThat(message).doesNotContain(StandIn.API_KEY);
  }

  @Test
  void anUnknownPropertyIsNamedWithTheNearestKnown() {
    SQLException error =
        failureOf(
            () -> connect("jdbc:wandb:file:" + sources.directory() + "?metadataCasheSeconds=1"));

    assertThat(error.getMessage())
        .contains("metadataCasheSeconds")
        .contains("metadataCacheSeconds");
    assertThat(error.getSQLState()).startsWith("08");
  }

  @Test
  void aBadValueOfAPropertyIsNamed() {
    SQLException error =
        failureOf(() -> connect("jdbc:wandb:file:" + sources.directory() + "?pageSize=many"));

    assertThat(error.getMessage()).contains("pageSize").contains("many");
    assertThat(error.getSQLState()).startsWith("08");
  }

  @Test
  void aBadUrlIsExplained() {
    SQLException error = failureOf(() -> connect("jdbc:wandb:api.wandb.ai/team/project"));

    assertThat(error.getMessage()).contains("jdbc:wandb:");
    assertThat(error.getSQLState()).startsWith("08");
  }

  @Test
  void aMissingKeyIsNotAWrongKey() {
    Properties properties = new Properties();
    properties.setProperty("user", "");
    properties.setProperty("password", "");

    SQLException error =
        failureOf(() -> DriverManager.getConnection(sources.url(), properties).close());

    assertThat(error.getSQLState()).isEqualTo("28000");
    assertThat(error.getMessage()).contains("WANDB_API_KEY");
  }

  @Test
  void aWrongKeyIsRefused() {
    String wrong = "wrong" + StandIn.API_KEY.substring(5);

    SQLException error =
        failureOf(() -> DriverManager.getConnection(sources.url(), "", wrong).close());

    assertThat(error.getSQLState()).isEqualTo("28000");
    assertThat(error.getMessage()).doesNotContain(wrong);
  }

  @Test
  void anUnreachableHostIsNamed() {
    SQLException error =
        failureOf(
            () ->
                DriverManager.getConnection(
                        "jdbc:wandb://localhost:1/team/project?maxRetryTime=0", "", StandIn.API_KEY)
                    .close());

    assertThat(error.getSQLState()).isEqualTo("08001");
    assertThat(error.getMessage()).contains("localhost:1");
  }

  @Test
  void anUnknownProjectMayAlsoBeAForbiddenOne() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to("SELECT * FROM \"nowhere\".runs", connection));

      assertThat(error.getSQLState()).isEqualTo("3F000");
      assertThat(error.getMessage()).contains("nowhere").contains("access");
    }
  }

  @Test
  void anUnknownColumnComesWithTheNearest() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error =
          failureOf(() -> Answer.to("SELECT \"train/los\" FROM history", connection));

      assertThat(error.getSQLState()).isEqualTo("42S22");
      assertThat(error.getMessage()).contains("train/los").contains("\"train/loss\"");
    }
  }

  @Test
  void anUnknownTableComesWithTheNearest() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to("SELECT * FROM histroy", connection));

      assertThat(error.getSQLState()).isEqualTo("42S02");
      assertThat(error.getMessage()).contains("histroy").contains("history");
    }
  }

  @Test
  void aSyntaxErrorIsPlaced() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to("SELEC * FROM runs", connection));

      assertThat(error.getSQLState()).isEqualTo("42601");
      assertThat(error.getMessage())
          .contains("did you mean SELECT")
          .endsWith("\nSELEC * FROM runs\n^");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          SELECT nme FROM runs                                 ~ nme
          SELECT state, "name" FROM runs GROUP BY state        ~ "name"
          SELECT * FROM runs WHERE name = '字😀é' AND foo(name) ~ foo
          SELECT * FROM histroy                                ~ histroy
          SUMMARIZE histroy                                    ~ histroy
          DESCRIBE nobody.nothing.histroy                      ~ nobody.nothing.histroy
          SELECT CAST(name AS jsonb) FROM runs                 ~ jsonb
          SELECT run_id FROM runs r JOIN files f USING (run_id) WHERE f.nme = 'x' ~ nme
          SELECT UPPER(state, 1) FROM runs                     ~ UPPER
          """)
  void aMistakePointsAtItsPlaceBelowItsFirstLine(String sql, String place) throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error =
          failureOf(() -> Answer.to("-- first\n\t" + sql + "\n-- last", connection));

      List<String> lines = String.valueOf(error.getMessage()).lines().toList();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).contains("(line 2, column ");
      assertThat(lines.get(1)).isEqualTo(" " + sql);
      String before = " " + sql.substring(0, sql.indexOf(place));
      int columns = before.codePoints().map(letter -> letter > 0x2e7f ? 2 : 1).sum();
      assertThat(lines.get(2)).isEqualTo(" ".repeat(columns) + "^");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          DROP TABLE runs                                       ~ DROP
          SELECT name FROM runs WHERE created_at > '22.11.2026' ~ '22.11.2026'
          SELECT name + '-' + state FROM runs                   ~ name
          SELECT array_agg(tag) FROM run_tags                   ~ array_agg
          SELECT 1 AS x; SELECT 2 AS y                          ~ SELECT 2
          """)
  void aMistakeThatIsFoundLaterPointsAtWhatItNames(String sql, String place) throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to(sql, connection));

      assertThat(error.getMessage())
          .endsWith("\n" + sql + "\n" + " ".repeat(sql.indexOf(place)) + "^");
    }
  }

  @Test
  void whatIsWrittenTwiceIsNotPointedAt() throws SQLException {
    String sql = "SELECT name FROM runs WHERE created_at > '2024' OR name = '2024'";
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to(sql, connection));

      assertThat(error.getMessage()).startsWith("'2024'").hasLineCount(1);
    }
  }

  @Test
  void aWriteIsRefusedAsReadOnly() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      for (String sql :
          new String[] {
            "DELETE FROM runs",
            "INSERT INTO runs (run_id) VALUES ('x')",
            "UPDATE runs SET name = 'x'"
          }) {
        SQLException error = failureOf(() -> Answer.to(sql, connection));

        assertThat(error.getSQLState()).isEqualTo("25006");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT 2 ** 3 ~ 42601 ~ POWER(2, 3)
          SELECT (SELECT nonsens) ~ 42S22 ~ "nonsens" not found
          SELECT 1 IN (SELECT nonsens) ~ 42S22 ~ "nonsens" not found
          SELECT EXISTS (SELECT 1 WHERE nonsens = 1) ~ 42S22 ~ "nonsens" not found (line 1
          SELECT nonsens, UNNEST('[1]') ~ 42S22 ~ "nonsens" not found (line 1
          SELECT 1 UNION SELECT (SELECT nonsens ORDER BY 1) ~ 42S22 ~ "nonsens" not found
          SELECT MAX(SELECT nam FROM runs) ~ 42S22 ~ "name"
          SELECT ABS((SELECT t.nonsens)) ~ 42S02 ~ table "t" not found
          SELECT 5 // 2 ~ 42601 ~ DIV(a, b)
          SELECT config #>> '{a,b}' FROM runs ~ 42601 ~ JSON_VALUE(config
          SELECT config:lr FROM runs ~ 42601 ~ "config.lr"
          SELECT tags[1] FROM runs ~ 42000 ~ JSON_VALUE(tags, '$[0]')
          SELECT config::jsonb FROM runs ~ 42000 ~ write JSON
          SELECT $$x$$ ~ 42S22 ~ single quotes: 'x'
          SELECT name FROM runs WHERE tags CONTAINS 'keep' ~ 42601 ~ HAS_TAG(tags
          SELECT * FROM runs, LATERAL FLATTEN(tags) ~ 42601 ~ UNNEST(tags)
          SELECT * FROM runs LATERAL VIEW EXPLODE(tags) t AS tag ~ 42601 ~ UNNEST(tags)
          SELECT EXPLODE(tags) FROM runs ~ 42883 ~ UNNEST(tags)
          SELECT * FROM runs r, json_each(r.config) ~ 42883 ~ run_config
          SELECT DATEADD(day, 1, created_at) FROM runs ~ 42883 ~ INTERVAL '7' DAY
          SELECT DATEDIFF(second, created_at, heartbeat_at) FROM runs ~ 42883 ~ TIMESTAMPDIFF(SECOND
          SELECT CONVERT(int, runtime_seconds) FROM runs ~ 42883 ~ CAST(x AS INTEGER)
          SELECT name FROM runs FOR UPDATE ~ 42601 ~ leave FOR UPDATE out
          SELECT * INTO copy FROM runs ~ 42601 ~ leave INTO out
          SELECT name FROM runs WITH (NOLOCK) ~ 42601 ~ leave WITH (NOLOCK) out
          SELECT name FROM runs ORDER BY name COLLATE NOCASE ~ 42601 ~ LOWER(x)
          SELECT MAX(name) KEEP (DENSE_RANK FIRST ORDER BY created_at) FROM runs ~ 42601 ~ ARG_MIN(x, y)
          SELECT FIRST 3 name FROM runs ~ 42601 ~ LIMIT
          SELECT name FROM runs LIMIT 50% ~ 42601 ~ BERNOULLI
          SELECT name FROM runs LIMIT 1 BY state ~ 42601 ~ QUALIFY ROW_NUMBER()
          SELECT name FROM runs WHERE rownum <= 3 ~ 42S22 ~ LIMIT
          SELECT created_at + '15 minutes' FROM runs ~ 42000 ~ INTERVAL '15 minutes'
          SELECT name FROM runs WHERE created_at > 1700000000 ~ 42000 ~ TO_TIMESTAMP
          SELECT TIME_BUCKET('1 hour', created_at) FROM runs ~ 42883 ~ DATE_BIN
          SELECT name FROM runs WHERE "summary.val/acc" >= ALL (SELECT "summary.val/acc" FROM runs) ~ 42000 ~ SELECT MAX(y)
          SELECT HISTOGRAM("config.lr") FROM runs ~ 42883 ~ WIDTH_BUCKET
          SELECT * FROM RANGE(3) ~ 42601 ~ GENERATE_SERIES
          SELECT AVG(state = 'finished') FROM runs ~ 42000 ~ FILTER (WHERE
          SELECT SUM(created_at) FROM runs ~ 42000 ~ EXTRACT(EPOCH FROM t)
          SELECT 1 FROM runs WHERE NOT name ~ 42000 ~ x IS NULL
          SELECT WIDTH_BUCKET("train/loss", 0, 3, 10) FROM history ~ 22023 ~ IS_NAN(x)
          """)
  void theWaysOfOtherDatabasesAreToldFromOurs(String sql, String state, String instead)
      throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.FILES)) {
      SQLException error = failureOf(() -> Answer.to(sql, connection));

      assertThat(error.getSQLState()).isEqualTo(state);
      assertThat(error.getMessage()).contains(instead);
    }
  }

  @Test
  void aDivisionByZeroIsADataError() throws SQLException {
    try (Connection connection = sources.connect(DigitsSources.Source.API)) {
      SQLException error = failureOf(() -> Answer.to("SELECT 1/0", connection));

      assertThat(error.getSQLState()).isEqualTo("22012");
    }
  }

  @Test
  void aFileThatIsNoRunFileIsNamed(@TempDir Path broken) throws IOException {
    Path run = Files.createDirectories(broken.resolve("offline-run-20260101_000000-abcd1234"));
    Files.writeString(run.resolve("run-abcd1234.wandb"), "not a run file at all");

    SQLException error =
        failureOf(
            () -> {
              try (Connection connection =
                  DriverManager.getConnection("jdbc:wandb:file:" + broken)) {
                Answer.to("SELECT * FROM runs", connection);
              }
            });

    assertThat(error.getSQLState()).isEqualTo("XX001");
    assertThat(error.getMessage()).contains("run-abcd1234.wandb");
  }

  @Test
  void aDirectoryWithoutRunsIsSaidSo(@TempDir Path empty) {
    SQLException error = failureOf(() -> connect("jdbc:wandb:file:" + empty));

    assertThat(error.getSQLState()).startsWith("08");
    assertThat(error.getMessage()).contains("run");
  }

  @Test
  void aMissingDirectoryIsSaidSo() {
    SQLException error = failureOf(() -> connect("jdbc:wandb:file:no/such/directory"));

    assertThat(error.getSQLState()).startsWith("08");
    assertThat(error.getMessage()).contains("no/such/directory");
  }

  private static void connect(String url) throws SQLException {
    DriverManager.getConnection(url).close();
  }

  private SQLException failureOf(ThrowingCallable mistake) {
    SQLException error = catchThrowableOfType(SQLException.class, mistake);
    assertThat((Throwable) error).as("the failure").isNotNull();
    message = String.valueOf(error.getMessage());
    return error;
  }
}
