package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.standin.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The true contents of the tables, from the data alone and nothing that was read through the
 * driver.
 */
final class Truth {
  private final DataSet data;
  private final Map<String, List<TruthColumn>> tables = new LinkedHashMap<>();

  Truth(DataSet data) {
    this.data = data;
    tables.put("runs", runs());
    tables.put("history", history());
  }

  /** The columns of {@code table}. */
  List<TruthColumn> columns(String table) {
    return tables.getOrDefault(table, List.of());
  }

  private List<TruthColumn> runs() {
    List<RunData> runs = data.runs();
    Table<RunData> table = new Table<>(runs);
    table.add("run_id", Type.TEXT, true, RunData::id);
    for (String name : RunData.TEXTS) {
      boolean hidden = name.equals("host") && data.is(Setting.NO_HOST_FIELD);
      table.add(
          name,
          Type.TEXT,
          !hidden && !name.equals("username"),
          run -> hidden ? null : run.texts().get(name));
    }
    table.add(
        "created_at", Type.TIME, !data.is(Setting.TIMES_IN_SECONDS), run -> shown(run.createdAt()));
    table.add("heartbeat_at", Type.TIME, false, run -> shown(run.heartbeatAt()));
    table.add("tags", Type.TEXT, true, run -> json(run.tags()));
    table.add("history_rows", Type.WHOLE, true, run -> (long) run.steps().size());
    if (!data.is(Setting.NO_LAST_STEP)) {
      table.add(
          "last_step",
          Type.WHOLE,
          true,
          run -> run.steps().isEmpty() ? null : run.steps().lastKey());
    }
    // Without a summary that says so, files tell it by their records.
    table.add("runtime_seconds", Type.NUMBER, false, Truth::runtime);
    Map<String, Type> found = new LinkedHashMap<>();
    Keys.of(runs.stream().map(RunData::config).toList())
        .columns()
        .forEach((path, type) -> found.put("config." + path, type));
    Keys.of(runs.stream().map(RunData::summary).toList())
        .columns()
        .forEach(
            (path, type) -> {
              if (!path.startsWith("_wandb")) {
                found.put("summary." + path, type);
              }
            });
    table.discovered(
        found,
        List.of(),
        (run, path) -> path.startsWith("config.") ? run.config() : run.summary(),
        path -> path.substring(path.indexOf('.') + 1));
    return table.columns;
  }

  private static @Nullable Object runtime(RunData run) {
    Object active = Keys.value(run.summary(), "_wandb.runtime", Type.NUMBER);
    return active != null ? active : Keys.value(run.summary(), "_runtime", Type.NUMBER);
  }

  private static String json(List<String> tags) {
    return tags.stream().map(tag -> '"' + tag + '"').collect(Collectors.joining(",", "[", "]"));
  }

  private @Nullable Object shown(@Nullable Instant time) {
    return time == null
        ? null
        : local(data.is(Setting.TIMES_IN_SECONDS) ? time.truncatedTo(ChronoUnit.SECONDS) : time);
  }

  private static LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private record Step(String run, long step, Map<String, Object> values) {}

  private List<TruthColumn> history() {
    List<Step> steps = new ArrayList<>();
    data.runs().stream()
        .sorted(Comparator.comparing(RunData::createdAt))
        .forEach(
            run ->
                run.steps().forEach((step, values) -> steps.add(new Step(run.id(), step, values))));
    Table<Step> table = new Table<>(steps);
    table.add("run_id", Type.TEXT, true, Step::run);
    table.add("_step", Type.WHOLE, true, Step::step);
    table.add("_runtime", Type.NUMBER, true, step -> step.values().get("_runtime"));
    table.add("_timestamp", Type.NUMBER, true, step -> step.values().get("_timestamp"));
    table.add(
        "logged_at",
        Type.TIME,
        true,
        step ->
            step.values().get("_timestamp") instanceof Double seconds
                ? local(Instant.ofEpochMilli(Math.round(seconds * 1000)))
                : null);
    Map<String, Type> found = Keys.of(steps.stream().map(Step::values).toList()).columns();
    found.keySet().removeIf(path -> path.startsWith("_"));
    table.discovered(found, List.of("logged_at"), (step, path) -> step.values(), path -> path);
    return table.columns;
  }

  private static final class Table<R> {
    private final List<R> rows;
    private final List<TruthColumn> columns = new ArrayList<>();

    Table(List<R> rows) {
      this.rows = rows;
    }

    void add(String name, Type type, boolean inFiles, Function<R, @Nullable Object> value) {
      List<@Nullable Object> values = new ArrayList<>();
      rows.forEach(row -> values.add(value.apply(row)));
      columns.add(new TruthColumn(name, type, inFiles, values));
    }

    void discovered(
        Map<String, Type> found,
        List<String> alsoFixed,
        java.util.function.BiFunction<R, String, Map<String, Object>> object,
        Function<String, String> pathIn) {
      List<String> fixed = new ArrayList<>(columns.stream().map(TruthColumn::name).toList());
      fixed.addAll(alsoFixed);
      List<String> names = Keys.distinct(fixed, found.keySet());
      int i = 0;
      for (Map.Entry<String, Type> entry : found.entrySet()) {
        String path = entry.getKey();
        add(
            names.get(i++),
            entry.getValue(),
            true,
            row -> Keys.value(object.apply(row, path), pathIn.apply(path), entry.getValue()));
      }
    }
  }

  /** Makes the tables on {@code connection}, with which they go. */
  void load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ReferenceSql.FUNCTIONS);
    }
    for (Map.Entry<String, List<TruthColumn>> table : tables.entrySet()) {
      List<TruthColumn> columns = table.getValue();
      String defined =
          columns.stream()
              .map(column -> Dialect.quoted(column.name()) + " " + column.type().word())
              .collect(Collectors.joining(", "));
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TEMP TABLE " + Dialect.quoted(table.getKey()) + " (" + defined + ")");
      }
      String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO " + Dialect.quoted(table.getKey()) + " VALUES (" + places + ")")) {
        for (int row = 0; row < columns.get(0).values().size(); row++) {
          for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, columns.get(i).values().get(row));
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }
}
