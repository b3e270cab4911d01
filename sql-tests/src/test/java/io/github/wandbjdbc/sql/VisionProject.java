package io.github.wandbjdbc.sql;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connections to the project {@code lab/vision}, in which stand-ins keep what no project names. */
final class VisionProject {
  private VisionProject() {}

  /**
   * A connection to that of {@code standIn}.
   *
   * @param properties as they stand in a URL: {@code ?pushdown=false}, or ""
   */
  static Connection connect(StandIn standIn, String properties) throws SQLException {
    return DriverManager.getConnection(url(standIn) + properties, "", StandIn.API_KEY);
  }

  /** The URL of that of {@code standIn}. */
  static String url(StandIn standIn) {
    return "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
  }
}
