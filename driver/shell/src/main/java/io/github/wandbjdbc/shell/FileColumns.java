package io.github.wandbjdbc.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result that name files of runs: {@code run_id}, {@code name} and {@code url},
 * and {@code entity} and {@code project} if there are such; otherwise the table that {@code run_id}
 * comes from says whose run it is.
 */
record FileColumns(
    int runId,
    int name,
    int url,
    int entity,
    int project,
    @Nullable String entityOfTable,
    @Nullable String projectOfTable) {
  private static final String TABLE = "files";

  /** Those of {@code columns}; a message that says what to write if there are not all of them. */
  static FileColumns of(ResultSetMetaData columns) throws SQLException {
    List<String> missing = new ArrayList<>();
    for (String label : List.of("run_id", "name", "url")) {
      if (find(columns, label) == 0) {
        missing.add(label);
      }
    }
    if (!missing.isEmpty()) {
      throw new ShellException(
          ("--save needs the columns run_id, name and url, as SELECT run_id, name, url FROM files"
                  + " has them; here is no %s")
              .formatted(String.join(", ", missing)));
    }
    int runId = find(columns, "run_id");
    return new FileColumns(
        runId,
        find(columns, "name"),
        find(columns, "url"),
        find(columns, "entity"),
        find(columns, "project"),
        orNull(columns.getCatalogName(runId)),
        orNull(columns.getSchemaName(runId)));
  }

  /** The first column that is called so, those of the table of files before others; 0 if none. */
  private static int find(ResultSetMetaData columns, String label) throws SQLException {
    int found = 0;
    for (int i = columns.getColumnCount(); i > 0; i--) {
      boolean isOfFiles = TABLE.equals(columns.getTableName(i));
      if (columns.getColumnLabel(i).equalsIgnoreCase(label)
          && (found == 0 || isOfFiles || !TABLE.equals(columns.getTableName(found)))) {
        found = i;
      }
    }
    return found;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * A file that a row names.
   *
   * @param entity null for the current one; likewise {@code project}
   * @param hasUrl whether the row has an address of it
   */
  record NamedFile(
      @Nullable String entity,
      @Nullable String project,
      String runId,
      String name,
      boolean hasUrl) {
    /** Where it is saved. */
    String place() {
      return runId + "/" + name;
    }

    /** The project that the row says it is of. */
    String source() {
      return entity + "/" + project;
    }
  }

  /** The file that the row which {@code rows} is at names; null if it names none. */
  @Nullable NamedFile read(ResultSet rows) throws SQLException {
    String run = rows.getString(runId);
    String file = rows.getString(name);
    return run == null || file == null
        ? null
        : new NamedFile(
            text(rows, entity, entityOfTable),
            text(rows, project, projectOfTable),
            run,
            file,
            rows.getString(url) != null);
  }

  private static @Nullable String text(ResultSet rows, int column, @Nullable String otherwise)
      throws SQLException {
    String text = column == 0 ? null : rows.getString(column);
    return text == null ? otherwise : text;
  }
}
