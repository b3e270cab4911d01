package io.github.wandbjdbc.engine.judge;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL, which says what SQL means. One for all tests of a JVM; it ends with it. */
public final class Postgres {
  private static @Nullable Postgres running;

  private final EmbeddedPostgres server;
  private final Connection connection;

  private Postgres(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    this.connection = connect();
  }

  /**
   * The one of this JVM.
   *
   * @throws IOException if it can't start on this machine
   */
  public static synchronized Postgres start() throws IOException, SQLException {
    if (running == null) {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setLocaleConfig("lc-collate", "C")
              .setLocaleConfig("encoding", "UTF8")
              .setServerConfig("fsync", "off")
              .start();
      running = new Postgres(server);
    }
    return running;
  }

  /**
   * The same for a test, which is skipped where it can't start, unless {@code -Dpostgres.required}
   * says true.
   */
  public static Postgres startOrSkip() {
    try {
      return start();
    } catch (IOException | SQLException | RuntimeException e) {
      if (Boolean.getBoolean("postgres.required")) {
        throw new IllegalStateException("PostgreSQL is required, and doesn't start", e);
      }
      System.err.println("Skipped, since PostgreSQL doesn't start here: " + e);
      return Assumptions.abort("PostgreSQL doesn't start here: " + e);
    }
  }

  /** The rows of {@code sql}, each value as PostgreSQL prints it; null is NULL. */
  public List<List<@Nullable String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<@Nullable String>> all = new ArrayList<>();
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The one value of {@code expression}, as PostgreSQL prints it; null is NULL. */
  public @Nullable String value(String expression) throws SQLException {
    return rows("SELECT (" + expression + ")::text").get(0).get(0);
  }

  /** Executes something that gives no rows. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection besides, for whoever makes tables that go with it. */
  public Connection connect() throws SQLException {
    Connection another = server.getPostgresDatabase().getConnection();
    try (Statement statement = another.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    return another;
  }

  /** For whoever needs more of JDBC. */
  public Connection connection() {
    return connection;
  }
}
