package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.api.configuration.Surroundings;
import io.github.wandbjdbc.security.LoggedText;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identity tokens, access tokens and the passwords of proxies are told as little as the key is. */
class TokenCanaryTest {
  private static final String JWT = "canary00header.canary00claims.canary00signature";
  private static final String ACCESS = "standin-access-token-0000000";
  private static final String PROXY =
      Credentials.basic(RealProxy.USER, RealProxy.PASSWORD, StandardCharsets.UTF_8)
          .substring("Basic ".length());

  private static final List<String> STATEMENTS =
      List.of(
          "select * from runs",
          "select * from history",
          "explain analyze select * from history",
          "select * from information_schema.requests",
          "select * from information_schema.server",
          "select * from \"*\".users",
          "select nonsense from runs");

  /** Answers of a server that repeat the request. */
  private static final List<Supplier<Fault>> TROUBLES =
      List.of(
          Fault::none,
          () -> Fault.body(401, "{\"errors\":[{\"message\":\"bad " + all() + "\"}]}"),
          () -> Fault.body(403, "{\"error\":\"" + all() + " may not\"}"),
          () -> Fault.body(500, "<html>" + all() + "</html>"),
          () -> Fault.body(200, all()),
          () -> Fault.body(200, "{\"data\":" + all()),
          () -> Fault.body(200, "{\"errors\":[\"" + all() + "\"],\"data\":null}"),
          () -> Fault.graphQlError("Cannot query field \"" + ACCESS + "1\" on type \"Run\"."),
          Fault::garbled,
          Fault::reset);

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();
  private final LoggedText logged = new LoggedText();

  @Test
  void nothingThatGoesWrongTellsThem() throws SQLException, IOException {
    Path token = Files.writeString(directory.resolve("token"), JWT);
    Properties properties = new Properties();
    properties.setProperty("identityTokenFile", token.toString());
    properties.setProperty("maxRetryTime", "0");
    properties.setProperty("requestTimeout", "5");
    logged.begin();
    try (RealProxy proxy = RealProxy.guarded();
        StandIn standIn = StandIn.start().holds(experiment("run").logging("loss"))) {
      standIn.identities().knows(JWT);
      properties.setProperty("baseUrl", standIn.url().toString());
      properties.setProperty("proxy", proxy.urlWithUser("p%40ss%2Fword-of-the-proxy"));
      for (DriverPropertyInfo info :
          new WandbDriver().getPropertyInfo("jdbc:wandb:/lab/vision", properties)) {
        say(info.name, info.value, info.description);
      }
      try (Connection connection = connect(properties)) {
        for (Supplier<Fault> trouble : TROUBLES) {
          for (String sql : STATEMENTS) {
            standIn.fails(trouble.get().times(2));
            tell(connection, sql);
            standIn.recovers();
          }
        }
        DatabaseMetaData metaData = connection.getMetaData();
        say(connection, metaData.getURL(), metaData.getUserName(), connection.getClientInfo());
      }
      Files.writeString(token, JWT.replace('0', '9'));
      try (Connection connection = connect(properties)) {
        say(connection);
      } catch (SQLException e) {
        tell(e);
      }
      assertThat(standIn.identities().asserted()).hasSizeGreaterThan(1);
      assertThat(proxy.passwords()).isNotEmpty();
    } finally {
      logged.end();
    }

    for (String text : List.of(said.toString(), logged.text())) {
      assertThat(text)
          .doesNotContain(JWT, JWT.replace('0', '9'), RealProxy.PASSWORD, PROXY)
          .doesNotContainPattern(ACCESS + "\\d");
    }
    assertThat(said.toString()).contains("28000", "42501", "XX001", "invalid_grant");
    assertThat(logged.text()).contains("lab/vision");
  }

  /** No server sees the password of the proxy, which it could repeat. */
  private static String all() {
    return JWT + " " + ACCESS + "1 " + ACCESS + "2";
  }

  private void tell(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          say(rows.getString(i));
        }
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        tell(w);
      }
    } catch (SQLException e) {
      tell(e);
    }
  }

  private void tell(SQLException e) {
    say(e.getSQLState(), e.getMessage());
    e.printStackTrace(new PrintWriter(said, true));
  }

  private void say(@Nullable Object... things) {
    for (@Nullable Object thing : things) {
      said.append(String.valueOf(thing)).append('\n');
    }
  }

  private Connection connect(Properties properties) throws SQLException {
    return new WandbDriver()
        .connect(
            ConnectionOptions.of("jdbc:wandb:/lab/vision", properties),
            new Surroundings(Map.of(), directory, directory));
  }
}
