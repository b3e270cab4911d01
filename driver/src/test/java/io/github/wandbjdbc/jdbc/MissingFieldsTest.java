package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.api.graphql.DocumentParts;
import io.github.wandbjdbc.client.api.graphql.DocumentParts.Part;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import io.github.wandbjdbc.standin.Wording;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Servers that lack a field or an argument of those that our documents can do without, whatever the
 * HTTP status and in whichever words they say so: each table answers, and a value is what it is
 * elsewhere, or the statement was warned that it isn't.
 *
 * <p>Any two of table, member, status and wording meet; {@code -Dmissing.fields=all} tries all.
 */
class MissingFieldsTest {
  private static final List<String> TABLES =
      List.of(
          "runs",
          "history",
          "sampled_history",
          "run_config",
          "run_summary",
          "run_tags",
          "metrics",
          "system_metrics",
          "history_values",
          "metric_stats",
          "console_logs",
          "files",
          "metric_definitions",
          "run_environment",
          "reports",
          "sweeps",
          "sweep_agents",
          "artifact_types",
          "artifact_collections",
          "artifacts",
          "artifact_files",
          "run_artifacts",
          "\"*\".users",
          "\"*\".teams",
          "\"*\".members",
          "\"*\".projects",
          "(select count(*) as n from runs)");

  private static final List<Integer> STATUSES = List.of(200, 400, 422);
  private static final List<Wording> WORDINGS = List.of(Wording.values());

  /** The servers with and without the parts that replace a lacking one. */
  private static final List<Boolean> HAS_PARTS = List.of(false, true);

  /** That rows are missing concerns each statement. */
  private static final String NO_ROWS = "so there are no rows of them";

  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    for (int i = 0; i < 3; i++) {
      standIn.holds(run(i));
    }
    standIn.holdsSweep(sweep()).holdsReport(report());
    standIn.holdsArtifact(artifact("d", "dataset", "digits"));
    standIn.holdsArtifact(artifact("m", "model", "net"));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void eachTableAnswersWithoutEachOptionalMember() throws SQLException {
    Map<String, Rows> whole = new LinkedHashMap<>();
    Map<String, Set<String>> relevant = new LinkedHashMap<>();
    Map<String, Boolean> isLeaf = new TreeMap<>();
    for (String table : TABLES) {
      standIn.forgetRequests();
      try (Connection connection = connect()) {
        whole.put(table, read(connection, table));
      }
      relevant.put(table, optionalMembers(isLeaf));
    }
    List<String> members = List.copyOf(isLeaf.keySet());
    int[] sizes = {
      TABLES.size(), members.size(), STATUSES.size(), Wording.values().length, HAS_PARTS.size()
    };
    List<String> failures = new ArrayList<>();
    List<int[]> rows =
        System.getProperty("missing.fields", "pairs").equals("all")
            ? CoveringArray.all(sizes, row -> isPossible(row, members, relevant, isLeaf))
            : CoveringArray.pairs(sizes, row -> isPossible(row, members, relevant, isLeaf));

    for (int[] row : rows) {
      String table = TABLES.get(row[0]);
      String member = members.get(row[1]);
      standIn.lacksNothing().answersInvalid(STATUSES.get(row[2]), WORDINGS.get(row[3]));
      if (HAS_PARTS.get(row[4])) {
        standIn.hasPartsIn(member);
      } else {
        standIn.lacks(member);
      }
      String flaw = flaw(table, Objects.requireNonNull(whole.get(table)));
      if (flaw != null) {
        failures.add(
            "%s without %s (%s, %d, %s): %s"
                .formatted(
                    table,
                    member,
                    HAS_PARTS.get(row[4]) ? "has parts" : "missing",
                    STATUSES.get(row[2]),
                    WORDINGS.get(row[3]),
                    flaw));
      }
    }

    assertThat(rows).hasSizeGreaterThan(members.size() * Wording.values().length / 2);
    assertThat(failures).isEmpty();
  }

  /** The optional members in the documents of the recorded requests. */
  private Set<String> optionalMembers(Map<String, Boolean> isLeaf) {
    Set<String> optional = new TreeSet<>();
    Set<String> vital = new TreeSet<>();
    for (String operation :
        new LinkedHashSet<>(standIn.requests().stream().map(RecordedRequest::operation).toList())) {
      for (Part part : DocumentParts.of(operation)) {
        if (part.isOptional()) {
          optional.add(part.coordinate());
          isLeaf.put(part.coordinate(), part.isLeaf());
        } else {
          vital.add(part.coordinate());
        }
      }
    }
    // Who can't ask for a count counts what is listed.
    vital.remove("Project.runCount");
    optional.removeAll(vital);
    return optional;
  }

  private static boolean isPossible(
      int[] row,
      List<String> members,
      Map<String, Set<String>> relevant,
      Map<String, Boolean> isLeaf) {
    if (row[1] < 0) {
      return true;
    }
    String member = members.get(row[1]);
    boolean canHaveParts = Boolean.TRUE.equals(isLeaf.get(member));
    return (row[0] < 0 || Objects.requireNonNull(relevant.get(TABLES.get(row[0]))).contains(member))
        && (row[4] < 0 || !HAS_PARTS.get(row[4]) || canHaveParts);
  }

  /** The flaw in the answers about {@code table}; null if there is none. */
  private @Nullable String flaw(String table, Rows whole) {
    try (Connection connection = connect()) {
      Rows first = read(connection, table);
      Rows second = read(connection, table);
      if (!second.warnings().stream().allMatch(warning -> warning.endsWith(NO_ROWS))) {
        return "told twice: " + second.warnings();
      }
      if (!second.values().equals(first.values())) {
        return "twice read, twice different: " + second.values();
      }
      return first.flaw(name(table), whole);
    } catch (SQLException | RuntimeException e) {
      return String.valueOf(e);
    }
  }

  private static String name(String table) {
    return table.substring(table.indexOf('.') + 1);
  }

  /** The rows of a table: a map of values by column for each. */
  private record Rows(List<Map<String, String>> values, List<String> warnings) {

    /** Where these are other than {@code whole}, and nobody was told. */
    @Nullable String flaw(String table, Rows whole) {
      if (!whole.warnings.isEmpty()) {
        return "even the whole schema is warned of: " + whole.warnings;
      }
      if (values.size() != whole.values.size()) {
        return isTold(
                Pattern.quote(table)
                    + "\\.\\w+(?: and [\\w.]+)? ha(?:s|ve) no rows|aren't listed|"
                    + NO_ROWS)
            ? null
            : "%d rows, not %d".formatted(values.size(), whole.values.size());
      }
      for (int i = 0; i < values.size(); i++) {
        for (Map.Entry<String, String> value : whole.values.get(i).entrySet()) {
          String column = value.getKey();
          String now = values.get(i).getOrDefault(column, "no such column");
          boolean isNothing = List.of("null", "[]", "no such column").contains(now);
          if (!now.equals(value.getValue())
              && !(isNothing
                  && isTold("\\b" + table + "\\." + Pattern.quote(column) + "\\b|metrics\\.key"))) {
            return "%s is %s, not %s; told: %s".formatted(column, now, value.getValue(), warnings);
          }
        }
      }
      return null;
    }

    private boolean isTold(String pattern) {
      return warnings.stream().anyMatch(Pattern.compile(pattern).asPredicate());
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?maxRetryTime=0".formatted(standIn.hostAndPort()),
        "",
        StandIn.API_KEY);
  }

  private static Rows read(Connection connection, String table) throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("select * from " + table)) {
      while (results.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.put(results.getMetaData().getColumnLabel(i), String.valueOf(results.getString(i)));
        }
        rows.add(row);
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(String.valueOf(w.getMessage()));
      }
    }
    return new Rows(rows, warnings);
  }

  private static Experiment run(int i) {
    return experiment("run" + i)
        .displayName("Run " + i)
        .group("g")
        .jobType("train")
        .sweep("s")
        .host("box")
        .commit("abc")
        .notes("noted")
        .description("described")
        .tags("a", "b")
        .heartbeatAt(java.time.Instant.parse("2024-03-01T00:00:00Z"))
        .config("lr", 0.5)
        .summary("acc", 0.75)
        .systemMetric("gpu", 4)
        .logging("loss")
        .forSteps(5)
        .event(Map.of("_timestamp", 1.7e9, "_runtime", 1.0, "system.gpu.0.memory", 40 + i))
        .using("d")
        .making("m")
        .file(
            Map.of(
                "id",
                "f",
                "name",
                "f.txt",
                "url",
                "u",
                "directUrl",
                "u",
                "sizeBytes",
                7,
                "md5",
                "5",
                "mimetype",
                "text/plain",
                "updatedAt",
                "2024-01-01T00:00:00"))
        .logLine(
            Map.of(
                "number",
                0,
                "timestamp",
                "2024-01-01T00:00:00",
                "level",
                "error",
                "label",
                "w0",
                "line",
                "text"));
  }

  private static Map<String, Object> sweep() {
    Map<String, Object> agent = new LinkedHashMap<>();
    agent.put("id", "a");
    agent.put("name", "agent");
    agent.put("host", "box");
    agent.put("state", "ACTIVE");
    agent.put("totalRuns", 3);
    agent.put("createdAt", "2024-01-01T00:00:00");
    agent.put("heartbeatAt", "2024-01-01T00:00:01");
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("id", "U:s");
    sweep.put("name", "s");
    sweep.put("displayName", "sweep");
    sweep.put("method", "bayes");
    sweep.put("state", "FINISHED");
    sweep.put("description", "described");
    sweep.put("bestLoss", 0.125);
    sweep.put("config", "method: bayes\nmetric:\n  name: loss\n  goal: minimize\n");
    sweep.put("createdAt", "2024-01-01T00:00:00");
    sweep.put("updatedAt", "2024-01-01T00:00:01");
    sweep.put("runCount", 3);
    sweep.put("runCountExpected", 9);
    sweep.put("agents", List.of(agent));
    return sweep;
  }

  private static Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", "r");
    report.put("name", "n");
    report.put("displayName", "Report");
    report.put("description", "described");
    report.put("spec", "{}");
    report.put("user", Map.of("id", "u", "name", "Ada", "username", "ada"));
    report.put("createdAt", "2024-01-01T00:00:00");
    report.put("updatedAt", "2024-01-01T00:00:01");
    return report;
  }

  private static Map<String, Object> artifact(String id, String type, String collection) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("id", id);
    artifact.put("type", type);
    artifact.put("collection", collection);
    artifact.put("versionIndex", 2);
    artifact.put("digest", "x");
    artifact.put("state", "COMMITTED");
    artifact.put("size", 12);
    artifact.put("fileCount", 1);
    artifact.put("createdAt", "2024-01-01T00:00:00");
    artifact.put("updatedAt", "2024-01-01T00:00:01");
    artifact.put("description", "described");
    artifact.put("metadata", "{\"a\":1}");
    artifact.put("tags", List.of("good"));
    artifact.put("aliases", List.of(Map.of("id", "l", "alias", "latest")));
    artifact.put(
        "files",
        List.of(
            Map.of(
                "id",
                "f",
                "name",
                "net.pt",
                "sizeBytes",
                5,
                "directUrl",
                "x",
                "digest",
                "d",
                "md5",
                "5")));
    return artifact;
  }
}
