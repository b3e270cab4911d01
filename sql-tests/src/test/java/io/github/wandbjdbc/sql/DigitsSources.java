package io.github.wandbjdbc.sql;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The genuine runs behind each way of reading them. */
public final class DigitsSources implements AutoCloseable {
  private static final String PROJECT = "/demo-team/digits";

  private final Path directory;
  private final StandIn standIn;

  private DigitsSources(Path directory, StandIn standIn) {
    this.directory = directory;
    this.standIn = standIn;
  }

  /** Ways to read the same runs. */
  enum Source {
    FILES,
    API,
    API_WITHOUT_PUSHDOWN
  }

  /** The runs of {@code directory}, and a server that has them too. */
  public static DigitsSources over(Path directory) throws IOException {
    return new DigitsSources(directory, StandIn.start().holdsDirectory(directory));
  }

  Connection connect(Source source) throws SQLException {
    return connect(source, "");
  }

  /**
   * A connection.
   *
   * @param properties as they stand in a URL, without the {@code ?}
   */
  Connection connect(Source source, String properties) throws SQLException {
    return switch (source) {
      case FILES -> DriverManager.getConnection("jdbc:wandb:file:" + directory + "?" + properties);
      case API -> DriverManager.getConnection(url() + "?" + properties, "", StandIn.API_KEY);
      case API_WITHOUT_PUSHDOWN ->
          DriverManager.getConnection(url() + "?pushdown=false&" + properties, "", StandIn.API_KEY);
    };
  }

  /** Of the server. */
  public String url() {
    return "jdbc:wandb://" + standIn.hostAndPort() + PROJECT;
  }

  public Path directory() {
    return directory;
  }

  public StandIn standIn() {
    return standIn;
  }

  @Override
  public void close() {
    standIn.close();
  }
}
