package io.github.wandbjdbc.examples;

import io.github.wandbjdbc.jdbc.WandbConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Saves a file of a run. */
public final class DownloadFile {
  private DownloadFile() {}

  /** Writes the checkpoint of a run to {@code target}. */
  public static void save(Connection connection, Path target) throws SQLException, IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      connection.unwrap(WandbConnection.class).download("r1", "checkpoints/best model.pt", out);
    }
  }
}
