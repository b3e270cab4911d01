package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One property keeps exported files of ended runs; SQL tells what is kept, and clears it. */
class CacheTest {
  private static final int STEPS = 1000;
  private static final String ROWS =
      "SELECT run_id, _step, text0, loss FROM history ORDER BY run_id, _step";
  private static final String KEPT =
      "SELECT entity, project, run_id, bytes > 0 FROM information_schema.cache";

  @TempDir Path directory;

  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    standIn.holds(
        run("ended").exported(Export.steps(0, STEPS)),
        run("running").state("running").exported(Export.steps(0, STEPS)));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  private static Experiment run(String id) {
    return experiment(id)
        .generated(
            STEPS - 1,
            step -> {
              Map<String, Object> row = new HashMap<>(Map.of("loss", 1.0 / (1 + step)));
              for (int i = 0; i < 10; i++) {
                row.put("text" + i, "text %d of step %d %s".formatted(i, step, "x".repeat(99)));
              }
              return row;
            });
  }

  @Test
  void nothingIsKeptUnlessTheDirectoryIsNamed() throws SQLException {
    try (Tables plain = Tables.of(standIn, "?historyPageSize=10")) {
      plain.rows(ROWS);

      assertThat(plain.rows(KEPT)).isEmpty();
      assertThat(plain.rows("SELECT * FROM TABLE(clear_cache())")).isEmpty();
    }
  }

  @Test
  void whatIsKeptIsToldAndGivesTheSameRows() throws SQLException {
    List<String> truth;
    try (Tables plain = Tables.of(standIn, "?exports=false")) {
      truth = plain.rows(ROWS);
    }

    try (Tables cold = caching()) {
      assertThat(cold.rows(ROWS)).isEqualTo(truth);
      assertThat(cold.rows(KEPT)).containsExactly("lab|vision|ended|true");
    }
    int fetched = standIn.storageRequests().size();
    try (Tables warm = caching()) {
      assertThat(warm.rows(ROWS)).isEqualTo(truth);
      assertThat(warm.warnings()).isEmpty();
    }
    assertThat(standIn.storageRequests().size() - fetched).isLessThan(fetched);
  }

  @Test
  void clearingRemovesWhatIsKeptAndTellsIt() throws SQLException, IOException {
    try (Tables tables = caching()) {
      tables.rows(ROWS);

      assertThat(tables.rows("SELECT run_id FROM TABLE(clear_cache())")).containsExactly("ended");

      assertThat(tables.rows(KEPT)).isEmpty();
      assertThat(entries()).isEmpty();
      assertThat(tables.rows(ROWS)).hasSize(2 * STEPS);
      assertThat(tables.rows(KEPT)).hasSize(1);
    }
  }

  @Test
  void nothingIsRemovedByWhoeverOnlyPreparesOrExplains() throws SQLException {
    String clear = "SELECT * FROM TABLE(information_schema.clear_cache())";
    try (Tables tables = caching()) {
      tables.rows(ROWS);

      try (PreparedStatement statement = tables.connection().prepareStatement(clear)) {
        assertThat(statement.getMetaData().getColumnCount()).isEqualTo(6);
      }
      tables.rows("EXPLAIN PLAN FOR " + clear);

      assertThat(tables.rows(KEPT)).hasSize(1);
    }
  }

  @Test
  void aDirectoryThatCannotBeIsRefusedAtTheConnection() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> Tables.of(standIn, "?cacheDirectory=" + text(file)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("cacheDirectory")
        .hasMessageContaining("no directory")
        .extracting("SQLState")
        .isEqualTo("08001");
    assertThatThrownBy(() -> Tables.of(standIn, "?maxCacheBytes=5"))
        .hasMessageContaining("maxCacheBytes=5: must be from");
  }

  @Test
  void connectingMakesNoDirectoryAndKnowsNoHomeOfOthers() throws SQLException {
    Path later = directory.resolve("later");

    Tables.of(standIn, "?cacheDirectory=" + text(later)).close();

    assertThat(later).doesNotExist();
    assertThatThrownBy(() -> Tables.of(standIn, "?cacheDirectory=~root/x"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("your own");
  }

  @Test
  void noEntryHoldsTheKeyOrASignature() throws SQLException, IOException {
    try (Tables tables = caching()) {
      tables.rows(ROWS);
    }

    assertThat(entries()).isNotEmpty();
    for (Path entry : entries()) {
      assertThat(Files.readString(entry, StandardCharsets.ISO_8859_1))
          .doesNotContain(StandIn.API_KEY, "ignature=", "ignature%3D");
    }
  }

  private Tables caching() throws SQLException {
    return Tables.of(standIn, "?historyPageSize=10&cacheDirectory=" + text(directory));
  }

  private static String text(Path path) {
    return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).filter(path -> !path.endsWith("secret")).toList();
    }
  }
}
