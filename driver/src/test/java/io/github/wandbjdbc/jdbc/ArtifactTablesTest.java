package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts, their versions and files, and which runs made and used them. */
class ArtifactTablesTest {
  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    for (int i = 0; i < 130; i++) {
      standIn.holdsArtifact(version("d" + i, "dataset", "digits", i));
    }
    Map<String, Object> model = version("m0", "model", "net", 0);
    model.put("updatedAt", "2024-02-02T00:00:00");
    model.put("description", "a net");
    model.put("metadata", "{\"acc\": NaN}");
    model.put("tags", List.of("good"));
    model.put("aliases", List.of(Map.of("id", "A1", "alias", "latest")));
    model.put(
        "files",
        List.of(
            Map.of("id", "F1", "name", "net.pt", "sizeBytes", 5, "directUrl", "x", "digest", "d")));
    standIn.holdsArtifact(model).holdsArtifact(version("m1", "model", "pruned", 3));
    standIn.holds(
        experiment("train").using("d7").making("m0"),
        experiment("prune").using("m0").making("m1"),
        experiment("deploy").using("m1"),
        experiment("other").using("d1"));
    tables = Tables.of(standIn);
  }

  private static Map<String, Object> version(
      String id, String type, String collection, int version) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("id", id);
    artifact.put("type", type);
    artifact.put("collection", collection);
    artifact.put("versionIndex", version);
    artifact.put("digest", "x" + version);
    artifact.put("state", "COMMITTED");
    artifact.put("size", "12");
    artifact.put("fileCount", 1);
    artifact.put("createdAt", "2024-01-01T00:00:00");
    artifact.put("aliases", List.of());
    return artifact;
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void typesAndCollectionsAreListed() throws SQLException {
    assertThat(tables.rows("select * from artifact_types"))
        .containsExactly("dataset|null|2024-01-02 03:04:05.0", "model|null|2024-01-02 03:04:05.0");
    assertThat(
            tables.rows(
                "select artifact_type, \"collection\", kind from artifact_collections where"
                    + " artifact_type = 'model' order by 2"))
        .containsExactly("model|net|sequence", "model|pruned|sequence");

    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aVersionIsToldWithAliasesTagsAndMetadata() throws SQLException {
    assertThat(
            tables.rows(
                "select * from artifacts where artifact_type = 'model' and \"collection\" = 'net'"))
        .containsExactly(
            "m0|model|net|v0|committed|12|1|x0|a net|{\"acc\":\"NaN\"}|[\"latest\"]|[\"good\"]"
                + "|2024-01-01 00:00:00.0|2024-02-02 00:00:00.0");

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void allVersionsAreFoundThroughTypesAndCollections() throws SQLException {
    assertThat(
            tables.rows(
                "select artifact_type, count(*) from artifacts group by artifact_type order by 1"))
        .containsExactly("dataset|130", "model|2");

    assertThat(standIn.requests()).hasSize(1 + 2 + 2 + 2);
  }

  @Test
  void filesOfAVersionAreOneRequest() throws SQLException {
    assertThat(tables.rows("select * from artifact_files where artifact_id = 'm0'"))
        .containsExactly("m0|net.pt|5|null|d");
    assertThat(tables.rows("select * from artifact_files where artifact_id = 'none'")).isEmpty();

    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void whatARunUsedAndMadeIsAskedForByDirection() throws SQLException {
    assertThat(tables.rows("select * from run_artifacts where run_id = 'prune'"))
        .containsExactly(
            "prune|input|m0|model|net|v0|lab|vision", "prune|output|m1|model|pruned|v3|lab|vision");
    assertThat(standIn.requests()).hasSize(1);

    tables.rows("select * from run_artifacts where run_id = 'prune' and direction = 'output'");
    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.requests().get(1).variables())
        .containsEntry("inputs", false)
        .containsEntry("outputs", true);
  }

  @Test
  void eachSideOfARunIsReadToItsEnd() throws SQLException {
    String[] many = IntStream.range(0, 120).mapToObj(i -> "d" + i).toArray(String[]::new);
    Experiment eager = experiment("eager").making("m0").making("m1");
    for (String id : many) {
      eager.using(id);
    }
    standIn.holds(eager);

    assertThat(
            tables.rows(
                "select direction, count(distinct artifact_id) from run_artifacts"
                    + " where run_id = 'eager' group by direction order by 1"))
        .containsExactly("input|120", "output|2");

    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.requests().get(1).variables())
        .containsEntry("inputs", true)
        .containsEntry("outputs", false);
  }

  @Test
  void manyRunsAreOneRequest() throws SQLException {
    assertThat(
            tables.rows(
                "select run_id, count(*) from run_artifacts group by run_id order by run_id"))
        .containsExactly("deploy|1", "other|1", "prune|2", "train|2");

    assertThat(standIn.requestsFor("inputArtifacts")).hasSize(1);
  }

  @Test
  void aServerThatKnowsOneSideTellsThatTheOtherIsMissing() throws SQLException {
    standIn.lacks("inputArtifacts");

    for (int i = 0; i < 2; i++) {
      assertThat(tables.rows("select run_id, artifact_id from run_artifacts order by 2"))
          .containsExactly("train|m0", "prune|m1");
      assertThat(tables.warnings())
          .singleElement()
          .asString()
          .contains("doesn't know inputArtifacts, so there are no rows");
    }
  }

  @Test
  void ofARunThatIsNotThereNothingIsTold() throws SQLException {
    for (int i = 0; i < 2; i++) {
      assertThat(tables.rows("select * from run_artifacts where run_id = 'none'")).isEmpty();
      standIn.with(Setting.MISSING_RUN_IS_AN_ERROR);
    }
  }

  @Test
  void lineageIsARecursiveQuery() throws SQLException {
    assertThat(
            tables.rows(
                """
                with recursive made (artifact_id, run_id, depth) as (
                  select artifact_id, run_id, 1 from run_artifacts
                  where run_id = 'train' and direction = 'output'
                  union all
                  select o.artifact_id, o.run_id, m.depth + 1
                  from made m
                  join run_artifacts i on i.artifact_id = m.artifact_id and i.direction = 'input'
                  join run_artifacts o on o.run_id = i.run_id and o.direction = 'output'
                  where m.depth < 10
                )
                select run_id, artifact_id, depth from made order by depth
                """))
        .containsExactly("train|m0|1", "prune|m1|2");
  }

  @Test
  void withoutPushdownTheRowsAreTheSame() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?pushdown=false")) {
      for (String query :
          List.of(
              "select * from artifacts where \"collection\" = 'net'",
              "select run_id from run_artifacts where direction = 'input' order by run_id",
              "select * from artifact_files where artifact_id = 'm0'")) {
        assertThat(plain.rows(query)).isNotEmpty().isEqualTo(tables.rows(query));
      }
    }
  }

  @Test
  void aServerThatKnowsNoArtifactsHasNoRowsAndSaysSo() throws SQLException {
    standIn.lacks("artifactTypes");

    assertThat(tables.rows("select * from artifacts")).isEmpty();
    assertThat(tables.warnings()).singleElement().asString().contains("doesn't know artifactTypes");
  }

  @Test
  void manyFilesOfAVersionAreSeveralPages() throws SQLException {
    Map<String, Object> large = version("large", "dataset", "photos", 0);
    large.put(
        "files",
        IntStream.range(0, 450)
            .mapToObj(i -> Map.of("id", "P" + i, "name", i + ".png", "sizeBytes", i))
            .toList());
    standIn.holdsArtifact(large);

    assertThat(
            tables.rows(
                "select count(distinct name), sum(size_bytes) from artifact_files"
                    + " where artifact_id = 'large'"))
        .containsExactly("450|" + 449 * 450 / 2);

    assertThat(standIn.requests()).hasSizeGreaterThan(1);
  }

  @Test
  void localRunsThatLoggedNoneHaveNone(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      for (String table :
          List.of(
              "artifact_types",
              "artifact_collections",
              "artifacts",
              "artifact_files",
              "run_artifacts")) {
        assertThat(local.rows("select * from " + table)).as(table).isEmpty();
        assertThat(local.warnings()).as(table).isEmpty();
      }
    }
  }
}
