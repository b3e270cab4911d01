package io.github.wandbjdbc.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a statement.
 *
 * @param columns the labels
 * @param rows the values as {@code getObject} gives them
 * @param warnings the messages on the statement when all rows were read
 */
record Answer(List<String> columns, List<List<@Nullable Object>> rows, List<String> warnings) {

  /** Executes {@code sql} and reads all rows. */
  static Answer to(String sql, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      ResultSetMetaData metaData = results.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        columns.add(metaData.getColumnLabel(i));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (results.next()) {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = results.getObject(i + 1);
        }
        rows.add(Arrays.asList(row));
      }
      return new Answer(columns, rows, messages(statement.getWarnings()));
    }
  }

  /** The values of the column labelled {@code label}, row by row. */
  List<@Nullable Object> column(String label) {
    int index = columns.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + label + " in " + columns);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      values.add(row.get(index));
    }
    return values;
  }

  /** The only value of the only row. */
  @Nullable Object value() {
    if (rows.size() != 1 || columns.size() != 1) {
      throw new IllegalStateException("one value was expected, not " + this);
    }
    return rows.get(0).get(0);
  }

  private static List<String> messages(@Nullable SQLWarning first) {
    List<String> messages = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      messages.add(String.valueOf(warning.getMessage()));
    }
    return messages;
  }
}
