package io.github.wandbjdbc.examples;

import io.github.wandbjdbc.jdbc.WandbConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Tells the best accuracy of each owner of runs, which a database knows. */
public final class JoinDatabase {
  private static final String BEST =
      """
      SELECT o.owner, MAX(h."val/acc") AS best
      FROM shop.owners o JOIN history h ON h.run_id = o.run_id
      GROUP BY o.owner
      """;

  private JoinDatabase() {}

  /** The owners in {@code dataSource}, each with the best accuracy of their runs. */
  public static List<String> best(Connection connection, DataSource dataSource)
      throws SQLException {
    connection.unwrap(WandbConnection.class).attach("shop", dataSource);
    List<String> best = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(BEST)) {
      while (rows.next()) {
        best.add(rows.getString("owner") + " " + rows.getDouble("best"));
      }
    }
    return best;
  }
}
