package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that is asked for rows, and tells what it was warned of. */
final class Tables implements AutoCloseable {
  private final Connection connection;
  private List<String> warnings = List.of();

  private Tables(Connection connection) {
    this.connection = connection;
  }

  /** The project {@code lab/vision} of {@code standIn}, whose requests are forgotten. */
  static Tables of(StandIn standIn) throws SQLException {
    return of(standIn, "");
  }

  /** Likewise, with connection properties as they stand in a URL: {@code ?pushdown=false}. */
  static Tables of(StandIn standIn, String properties) throws SQLException {
    String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties;
    Tables tables = new Tables(DriverManager.getConnection(url, "", StandIn.API_KEY));
    // The first statement looks the project up.
    tables.rows("select tag from run_tags where run_id = 'none'");
    standIn.forgetRequests();
    return tables;
  }

  /** The runs below {@code directory}. */
  static Tables of(Path directory) throws SQLException {
    return new Tables(
        DriverManager.getConnection("jdbc:wandb:file:" + directory + "?entity=lab&project=vision"));
  }

  /** Asks over {@code connection}, which stays the caller's. */
  static Tables over(Connection connection) {
    return new Tables(connection);
  }

  Connection connection() {
    return connection;
  }

  /** The rows of {@code sql}, values separated by bars. */
  List<String> rows(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        int columns = results.getMetaData().getColumnCount();
        while (results.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(String.valueOf(results.getString(i)));
          }
          rows.add(String.join("|", values));
        }
      }
      warnings = new ArrayList<>();
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(String.valueOf(w.getMessage()));
      }
      return rows;
    }
  }

  /** The warnings of the last statement. */
  List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
