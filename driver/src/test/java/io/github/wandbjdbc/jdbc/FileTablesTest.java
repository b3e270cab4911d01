package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that runs saved. */
class FileTablesTest {
  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    Experiment many = experiment("many");
    for (int i = 0; i < 250; i++) {
      many.file(
          Map.of(
              "id",
              "F" + i,
              "name",
              "media/f" + i + ".png",
              "directUrl",
              "https://x/" + i,
              "sizeBytes",
              i));
    }
    standIn.holds(
        many,
        experiment("few")
            .file(
                Map.of(
                    "id",
                    "G1",
                    "name",
                    "output.log",
                    "directUrl",
                    "https://x/g1",
                    "url",
                    "https://api/output.log",
                    "sizeBytes",
                    "12",
                    "mimetype",
                    "text/plain",
                    "md5",
                    "abc",
                    "updatedAt",
                    "2024-01-02T03:04:05"))
            .file(
                Map.of(
                    "id", "G2", "name", "a\\b.json", "directUrl", "https://x/g2", "sizeBytes", 0)),
        experiment("none"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void eachFileIsARow() throws SQLException {
    assertThat(tables.rows("select * from files where run_id = 'few'"))
        .containsExactly(
            "few|output.log|12|text/plain|abc|2024-01-02 03:04:05.0|https://api/output.log",
            "few|a\\b.json|0|null|null|null|null");

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void manyFilesAreSeveralPages() throws SQLException {
    assertThat(tables.rows("select count(distinct name) from files where run_id = 'many'"))
        .containsExactly("250");

    assertThat(standIn.requests()).hasSize(3);
  }

  @Test
  void namesAndPatternsTravel() throws SQLException {
    String like = "select name from files where run_id = 'many' and name like '%f24_.png'";
    assertThat(tables.rows(like)).hasSize(10);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.requests().get(0).argument("files", "pattern")).isEqualTo("%f24_.png");

    standIn.forgetRequests();
    String named = "select size_bytes from files where run_id = 'few' and name = ?";
    assertThat(tables.rows(named, "output.log")).containsExactly("12");
    assertThat(standIn.requests().get(0).argument("files", "names"))
        .isEqualTo(List.of("output.log"));
  }

  @Test
  void aPatternWithABackslashStays() throws SQLException {
    String backslash = "select name from files where run_id = 'few' and name like 'a\\\\_.json'";
    assertThat(tables.rows(backslash)).containsExactly("a\\b.json");
    String underscore = "select name from files where run_id = 'few' and name like 'a\\_.json'";
    assertThat(tables.rows(underscore)).isEmpty();

    assertThat(standIn.requests())
        .allMatch(request -> request.argument("files", "pattern") == null);
  }

  @Test
  void aServerWithoutPatternsIsAskedWithout() throws SQLException {
    standIn.lacks("pattern");

    assertThat(tables.rows("select name from files where run_id = 'few' and name like '%.log'"))
        .containsExactly("output.log");
    assertThat(tables.warnings()).isEmpty();
    assertThat(standIn.requests()).hasSize(2);
    assertThat(
            tables.rows("select value from information_schema.server where name like '%pattern%'"))
        .containsExactly("missing");
  }

  @Test
  void theFilesOfMoreRunsThanAllowedAreRefused() throws SQLException {
    try (Tables guarded = Tables.of(standIn, "?maxRuns=2")) {
      assertThatThrownBy(() -> guarded.rows("select * from files"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("maxRuns=2");
      assertThat(guarded.rows("select * from files limit 3")).hasSize(3);
    }
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      for (String query :
          List.of(
              "select * from files where run_id = 'few' and name = 'output.log'",
              "select name from files where name like 'media/f1%' order by name")) {
        assertThat(plain.rows(query)).isNotEmpty().isEqualTo(tables.rows(query));
      }
    }
  }

  @Test
  void aServerThatKnowsNoFilesHasNoRowsAndIsAskedOnce() throws SQLException {
    standIn.lacks("files");

    assertThat(tables.rows("select * from files where run_id = 'few'")).isEmpty();
    assertThat(tables.warnings()).singleElement().asString().contains("doesn't know files");
    assertThat(tables.rows("select * from files where run_id = 'few'")).isEmpty();
    assertThat(standIn.requests().stream().filter(one -> one.operation().equals("Files")))
        .hasSize(1);
  }

  @Test
  void localRunsThatSavedNoneHaveNone(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("select * from files")).isEmpty();
      assertThat(local.warnings()).isEmpty();
    }
  }
}
