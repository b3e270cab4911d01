package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random statements over a project whose metrics are called like aliases, tables, functions and
 * fixed columns: whether or not the columns of all tables are discovered, they mean the same.
 */
class ColdStatementsTest {
  private static final long SEED = Long.getLong("cold.seed", 19);
  private static final int STATEMENTS = Integer.getInteger("cold.statements", 150);

  /** A star anywhere makes every table discover its columns. */
  private static final String ALL_COLUMNS =
      "all_columns AS (SELECT * FROM (VALUES (1)) AS one (o))";

  private static final List<String> OF_RUNS =
      List.of("run_id", "RUN_ID", "\"run_id\"", "name", "state", "created_at", "Host");
  private static final List<String> OF_STEPS =
      List.of("run_id", "Run_Id", "\"run_id\"", "_step", "_runtime", "\"_step\"");
  private static final List<String> NASTY =
      List.of(
          "loss",
          "n",
          "x",
          "h",
          "r",
          "history",
          "\"NAME\"",
          "\"RUN_ID\"",
          "LOSS",
          "\"state\"",
          "Samples",
          "\"n\"",
          "one",
          "logged_at",
          "config",
          "\"config.lr\"",
          "count");
  private static final List<String> ALIASES =
      List.of("n", "x", "loss", "state", "run_id", "h", "name", "\"LOSS\"", "_step", "one");

  private final Random random = new Random(SEED);

  @Test
  void theyMeanTheSameWhetherOrNotAllColumnsAreKnown() throws SQLException {
    try (StandIn standIn = StandIn.start()) {
      hold(standIn);
      int answered = 0;
      int undiscovered = 0;
      try (Connection cold = connect(standIn);
          Connection warm = connect(standIn, "?metadataCacheSeconds=3600")) {
        outcome(warm, "SELECT run_id FROM runs");
        for (int i = 0; i < STATEMENTS; i++) {
          String sql = statement(from());
          standIn.forgetRequests();

          List<String> alone = outcome(cold, sql);
          boolean discovers =
              standIn.requestsFor("runs").stream()
                  .anyMatch(request -> "-created_at".equals(request.argument("runs", "order")));
          List<String> amongAll = outcome(warm, "WITH " + ALL_COLUMNS + " " + sql);

          assertThat(alone).as("seed %d: %s", SEED, sql).isEqualTo(amongAll);
          boolean isAnswer = alone.get(0).startsWith("columns");
          answered += isAnswer ? 1 : 0;
          undiscovered += isAnswer && !discovers ? 1 : 0;
        }
      }
      assertThat(answered).isGreaterThan(STATEMENTS / 3);
      assertThat(undiscovered).isBetween(STATEMENTS / 10, answered - STATEMENTS / 10);
    }
  }

  private static void hold(StandIn standIn) {
    for (String id : List.of("a", "b", "c")) {
      standIn.holds(
          experiment(id)
              .state(id.equals("b") ? "failed" : "finished")
              .displayName("run " + id)
              .config("lr", 0.5)
              .row(0, row(id, 1))
              .row(1, row(id, 2)));
    }
  }

  private static Map<String, Object> row(String id, int value) {
    return Map.ofEntries(
        Map.entry("loss", value * 1.5),
        Map.entry("LOSS", "text " + value),
        Map.entry("n", -value),
        Map.entry("x", "x" + value),
        Map.entry("h", true),
        Map.entry("r", value),
        Map.entry("history", 7),
        Map.entry("NAME", "metric"),
        Map.entry("RUN_ID", "metric " + id),
        Map.entry("state", value),
        Map.entry("Samples", 9),
        Map.entry("name", 5),
        Map.entry("one", 1),
        Map.entry("count", 3),
        Map.entry("key", 4));
  }

  /**
   * The aliases of the tables in a FROM clause, and the fixed columns that are sure to be there.
   */
  private record From(String sql, List<String> aliases, List<String> columns) {}

  private String statement(From from) {
    boolean groups = random.nextInt(3) == 0;
    String key = reference(from);
    List<String> items = new ArrayList<>();
    items.add(groups ? key : value(from, 2));
    if (random.nextBoolean()) {
      items.add(groups ? aggregate(from) : value(from, 2));
    }
    List<String> written = new ArrayList<>();
    for (String item : items) {
      written.add(random.nextBoolean() ? item + " AS " + any(ALIASES) : item);
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(String.join(", ", written)).append(" FROM ").append(from.sql());
    if (random.nextBoolean()) {
      sql.append(" WHERE ").append(condition(from));
    }
    if (groups) {
      sql.append(" GROUP BY ").append(random.nextInt(6) == 0 ? any(ALIASES) : key);
      if (random.nextInt(3) == 0) {
        sql.append(" HAVING ").append(aggregate(from)).append(" IS NOT NULL");
      }
    }
    if (random.nextInt(3) == 0) {
      sql.append(" ORDER BY ").append(random.nextBoolean() ? "1" : any(ALIASES));
    }
    return sql.toString();
  }

  private From from() {
    return switch (random.nextInt(8)) {
      case 0 -> new From("runs r", List.of("r"), OF_RUNS);
      case 1 -> new From("history h", List.of("h"), OF_STEPS);
      case 2 -> new From("sampled_history AS x", List.of("x"), OF_STEPS);
      case 3 -> new From("vision.runs AS history", List.of("history"), OF_RUNS);
      case 4 ->
          new From("runs r JOIN history h USING (run_id)", List.of("r", "h"), List.of("run_id"));
      case 5 ->
          new From(
              "runs r JOIN history h ON r.run_id = h.run_id",
              List.of("r", "h"),
              List.of("_step", "created_at"));
      case 6 -> {
        boolean ofRuns = random.nextBoolean();
        yield new From(
            "(SELECT %s AS %s, run_id AS key FROM %s) n"
                .formatted(
                    any(ofRuns ? OF_RUNS : OF_STEPS), any(ALIASES), ofRuns ? "runs" : "history"),
            List.of("n"),
            List.of("key"));
      }
      default ->
          random.nextBoolean()
              ? new From("runs", List.of("runs"), OF_RUNS)
              : new From("history", List.of("history"), OF_STEPS);
    };
  }

  private String condition(From from) {
    return switch (random.nextInt(5)) {
      case 0 -> value(from, 1) + " IS NOT NULL";
      case 1 -> "CAST(%s AS VARCHAR) = 'a'".formatted(reference(from));
      case 2 ->
          "EXISTS (SELECT 1 FROM history g WHERE g.run_id = %s AND %s IS NOT NULL)"
              .formatted(reference(from), any(random.nextBoolean() ? OF_STEPS : OF_RUNS));
      case 3 ->
          "%s IN (SELECT run_id FROM runs WHERE %s IS NOT NULL)"
              .formatted(reference(from), any(random.nextBoolean() ? OF_STEPS : OF_RUNS));
      default -> "%s = %s".formatted(reference(from), reference(from));
    };
  }

  private String value(From from, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 7)) {
      case 3 -> "COALESCE(CAST(%s AS VARCHAR), '-')".formatted(value(from, depth - 1));
      case 4 ->
          "(SELECT COUNT(*) FROM history g WHERE g.run_id = %s AND %s IS NOT NULL)"
              .formatted(reference(from), any(random.nextBoolean() ? OF_STEPS : NASTY));
      case 5 -> "COUNT(*) OVER (PARTITION BY %s)".formatted(reference(from));
      default -> reference(from);
    };
  }

  private String aggregate(From from) {
    return random.nextBoolean()
        ? "COUNT(*)"
        : "MAX(CAST(%s AS VARCHAR))".formatted(reference(from));
  }

  private String reference(From from) {
    String name = random.nextInt(5) > 0 ? any(from.columns()) : any(NASTY);
    return random.nextInt(3) == 0 ? any(from.aliases()) + "." + name : name;
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The SQLState of a failure; else labels, types and rows, these in an order of their own. */
  private static List<String> outcome(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData metadata = rows.getMetaData();
      StringBuilder columns = new StringBuilder("columns");
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns
            .append(", ")
            .append(metadata.getColumnLabel(i))
            .append(' ')
            .append(metadata.getColumnTypeName(i));
      }
      List<String> outcome = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
          row.append(rows.getString(i)).append('|');
        }
        outcome.add(row.toString());
      }
      Collections.sort(outcome);
      outcome.add(0, columns.toString());
      return outcome;
    } catch (SQLException e) {
      return List.of(e.getSQLState());
    }
  }

  private static Connection connect(StandIn standIn) throws SQLException {
    // Its own number of runs keeps it from knowing what the other connection found out.
    return connect(standIn, "?metadataCacheSeconds=0&discoveryRuns=50");
  }

  private static Connection connect(StandIn standIn, String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties, "", StandIn.API_KEY);
  }
}
