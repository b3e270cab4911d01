package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projects and members of a team. */
final class TeamTablesTest {
  private static final String PROJECTS =
      "SELECT entity, project, description, created_at, last_active_at, runs, sweeps,"
          + " storage_bytes, visibility FROM \"*\".projects ORDER BY project";

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    Map<String, Object> described = new HashMap<>();
    described.put("description", "Digits, read");
    described.put("createdAt", "2025-03-01T12:00:00Z");
    described.put("lastActive", "2026-02-01T08:30:00Z");
    described.put("storageBytes", 5_000_000_000L);
    described.put("access", "USER_READ");
    described.put("totalSweeps", 4);
    Map<String, Object> silent = new HashMap<>();
    silent.put("lastActive", null);
    silent.put("access", null);
    standIn
        .holds("lab", "vision", experiment("a"), experiment("b"))
        .holds("lab", "empty")
        .describes("vision", described)
        .describes("empty", silent);
    tables = Tables.of(standIn);
    standIn.forgetRequests();
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void aProjectIsDescribedByItsList() throws SQLException {
    assertThat(tables.rows(PROJECTS))
        .hasSize(2)
        .contains(
            "lab|vision|Digits, read|2025-03-01 12:00:00.0|2026-02-01 08:30:00.0|2|4|5000000000"
                + "|USER_READ")
        .anySatisfy(row -> assertThat(row).startsWith("lab|empty|null|").endsWith("|null"));

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void onlyWhatIsReadIsAskedFor() throws SQLException {
    tables.rows("SELECT project FROM \"*\".projects");
    tables.rows("SELECT project, runs FROM \"*\".projects WHERE runs > 1");

    assertThat(standIn.requests())
        .isNotEmpty()
        .noneSatisfy(request -> assertThat(request.selects("storageBytes")).isTrue())
        .noneSatisfy(request -> assertThat(request.selects("lastActive")).isTrue());
  }

  @Test
  void theMembersOfATeamAreRows() throws SQLException {
    standIn.hasMembers(
        List.of(
            Map.of("name", "Ada", "username", "ada", "email", "ada@example.com", "role", "admin"),
            Map.of("name", "Bob", "username", "bob", "admin", false),
            Map.of("name", "Eve", "email", "eve@example.com", "admin", true, "pending", true)));

    assertThat(tables.rows("SELECT username, name, email, role FROM \"*\".members ORDER BY name"))
        .containsExactly(
            "ada|Ada|ada@example.com|admin",
            "bob|Bob|null|member",
            "null|Eve|eve@example.com|admin");
  }

  @Test
  void runsAreJoinedWithWhoMadeThem() throws SQLException {
    standIn.holds("lab", "vision", experiment("c").username("ada"));

    assertThat(
            tables.rows(
                "SELECT r.run_id, m.email FROM runs r JOIN \"*\".members m"
                    + " ON m.username = r.username"))
        .contains("c|ada@example.com");
  }

  @Test
  void anUnknownEntityHasNeither() {
    for (String table : List.of("projects", "members")) {
      assertThatThrownBy(() -> tables.rows("SELECT * FROM \"nobody\".\"*\"." + table))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("nobody");
    }
  }

  @Test
  void aFolderTellsTheNamesOfItsProjects(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("SELECT project, runs FROM \"*\".projects"))
          .containsExactly("vision|null");
      assertThat(local.warnings()).anySatisfy(text -> assertThat(text).contains("names"));
      assertThat(local.rows("SELECT * FROM \"*\".members")).isEmpty();
    }
  }
}
