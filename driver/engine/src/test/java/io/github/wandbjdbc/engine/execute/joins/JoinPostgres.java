package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;

/** PostgreSQL where it can start; elsewhere the test is skipped aloud. */
public final class JoinPostgres {
  private JoinPostgres() {}

  /** The one of this JVM. */
  public static Postgres start() throws SQLException {
    try {
      return Postgres.start();
    } catch (IOException | IllegalStateException e) {
      if (Boolean.getBoolean("postgres.required")) {
        throw new IllegalStateException("PostgreSQL doesn't start", e);
      }
      return Assumptions.abort("PostgreSQL doesn't start here, so nothing is compared: " + e);
    }
  }
}
