package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and identities of the properties, the environment and files, and where each goes. */
class WhoAsksTest {
  private static final String JWT = "canary00header.canary00claims.canary00signature";

  @TempDir Path home;

  private final StandIn standIn = StandIn.start().holds(experiment("run").logging("loss"));
  private Path token;
  private Path credentials;

  @BeforeEach
  void write() throws IOException {
    token = Files.writeString(home.resolve("token"), JWT + "\n");
    credentials = home.resolve(".config/wandb/credentials.json");
    standIn.identities().knows(JWT);
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void anIdentityOfTheEnvironmentReadsRows() throws SQLException, IOException {
    Map<String, String> environment =
        Map.of("WANDB_IDENTITY_TOKEN_FILE", "~/token", "WANDB_BASE_URL", standIn.url().toString());

    assertThat(read(properties(), environment)).isEqualTo("run");
    assertThat(read(properties(), environment)).isEqualTo("run");

    assertThat(standIn.identities().asserted()).containsExactly(JWT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(credentials)).doesNotContain(JWT);
  }

  @Test
  void aTokenThatIsWithdrawnIsReplacedInTheMiddle() throws SQLException {
    Properties properties = properties("identityTokenFile", token.toString());
    properties.setProperty("baseUrl", standIn.url().toString());

    try (Connection connection = connect("jdbc:wandb:/lab/vision", properties, Map.of())) {
      assertThat(first(connection)).isEqualTo("run");
      standIn.identities().withdraws();
      assertThat(first(connection)).isEqualTo("run");
    }

    assertThat(standIn.identities().asserted()).hasSize(2);
  }

  @Test
  void theFileForAccessTokensMayLieElsewhere() throws SQLException {
    Path elsewhere = home.resolve("elsewhere.json");

    read(
        properties("identityTokenFile", token.toString()),
        Map.of(
            "WANDB_BASE_URL",
            standIn.url().toString(),
            "WANDB_CREDENTIALS_FILE",
            "~/elsewhere.json"));

    assertThat(elsewhere).exists();
    assertThat(credentials).doesNotExist();
  }

  @Test
  void anIdentityGoesToTheHostThatStandsBesideItAlone() throws SQLException {
    Properties alone = properties("identityTokenFile", token.toString());
    String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";

    SQLException e =
        catchThrowableOfType(SQLException.class, () -> connect(url, alone, Map.of()).close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat((Throwable) e)
        .hasMessageContaining("is not sent to " + standIn.url())
        .hasMessageContaining("set baseUrl=" + standIn.url() + " beside it");
    assertThat(standIn.identities().asserted()).isEmpty();
    alone.setProperty("baseUrl", standIn.url().toString());
    try (Connection connection = connect(url, alone, Map.of())) {
      assertThat(first(connection)).isEqualTo("run");
    }
  }

  @Test
  void whatIsNoTokenIsNeitherSentNorTold() throws IOException {
    Files.writeString(token, "root:x:0:0:secret:/root:/bin/sh\n");
    Properties properties = properties("identityTokenFile", token.toString());
    properties.setProperty("baseUrl", standIn.url().toString());

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> connect("jdbc:wandb:/lab/vision", properties, Map.of()).close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat(trace(e)).contains(token.toString()).doesNotContain("secret");
    assertThat(standIn.identities().asserted()).isEmpty();
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void anIdentityThatIsRefusedIsNotTold() throws IOException {
    String other = JWT.replace("00", "99");
    Files.writeString(token, other);
    Properties properties = properties("identityTokenFile", token.toString());
    properties.setProperty("baseUrl", standIn.url().toString());

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> connect("jdbc:wandb:/lab/vision", properties, Map.of()).close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat(trace(e)).contains("invalid_grant *** is unknown").doesNotContain(other);
  }

  @Test
  void aKeyAndAnIdentityAreOneTooMany() {
    Properties properties = properties("identityTokenFile", token.toString());
    properties.setProperty("password", StandIn.API_KEY);

    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> connect("jdbc:wandb:", properties, Map.of()).close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat((Throwable) e).hasMessageContaining("set one of them");
  }

  @ParameterizedTest
  @CsvSource({"WANDB_API_KEY", "WANDB_IDENTITY_TOKEN_FILE"})
  void whatTheEnvironmentHoldsIsNotForAHostOfTheUrl(String variable) {
    String value = variable.equals("WANDB_API_KEY") ? StandIn.API_KEY : token.toString();

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () ->
                connect(
                        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision",
                        properties(),
                        Map.of(variable, value))
                    .close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat((Throwable) e)
        .hasMessageContaining("no API key for " + standIn.url())
        .hasMessageContaining(variable + " is set, but is for https://api.wandb.ai alone")
        .hasMessageContaining(home.resolve(".netrc").toString())
        .hasMessageContaining("wandb login --host=" + standIn.url())
        .hasMessageNotContaining(StandIn.API_KEY);
    assertThat(standIn.requests()).isEmpty();
    assertThat(standIn.identities().asserted()).isEmpty();
  }

  @Test
  void theUsersOwnSettingsLeadItsWay() throws SQLException, IOException {
    settings(home.resolve(".config/wandb/settings"), standIn.url().toString());

    try (Connection connection =
        connect("jdbc:wandb:/lab/vision", properties(), Map.of("WANDB_API_KEY", StandIn.API_KEY))) {
      assertThat(first(connection)).isEqualTo("run");
      assertThat((Throwable) connection.getWarnings()).isNull();
    }
  }

  @Test
  void theSettingsOfTheWorkingDirectoryDoNot() throws IOException {
    settings(home.resolve("wandb/settings"), standIn.url().toString());

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () ->
                connect(
                        "jdbc:wandb:/lab/vision",
                        properties(),
                        Map.of("WANDB_API_KEY", StandIn.API_KEY))
                    .close());

    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void aWarningTellsOfABaseUrlOfTheWorkingDirectory() throws SQLException, IOException {
    settings(home.resolve("wandb/settings"), standIn.url().toString());

    try (Connection connection =
        connect("jdbc:wandb:/lab/vision", properties("apiKey", StandIn.API_KEY), Map.of())) {
      assertThat(connection.getWarnings().getSQLState()).isEqualTo("01000");
      assertThat(connection.getWarnings().getMessage())
          .contains(standIn.url().toString(), home.resolve("wandb/settings").toString());
    }
  }

  @Test
  void theWorkingDirectoryHasNoKeySentForAllToRead() throws IOException {
    settings(home.resolve("wandb/settings"), "http://server.company.invalid");
    Files.writeString(
        home.resolve(".netrc"), "machine server.company.invalid password " + StandIn.API_KEY);

    for (Properties properties :
        new Properties[] {properties(), properties("apiKey", StandIn.API_KEY)}) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> connect("jdbc:wandb:/lab/vision", properties, Map.of()).close());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) e)
          .hasMessageContaining(home.resolve("wandb/settings").toString())
          .hasMessageContaining("without encryption");
    }
  }

  @Test
  void theNetrcFileOfHomeServesItsHosts() throws SQLException, IOException {
    Files.writeString(
        home.resolve(".netrc"),
        "machine %s password %s".formatted(standIn.hostAndPort(), StandIn.API_KEY));
    ProcessEnvironment surroundings =
        ProcessEnvironment.of(
            Map.of("HOME", home.toString()), home.resolve("of-the-jvm"), home.resolve("work"));

    try (Connection connection =
        new WandbDriver()
            .connect(
                ConnectionOptions.of(
                    "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", properties()),
                surroundings)) {
      assertThat(first(connection)).isEqualTo("run");
    }
  }

  private static void settings(Path file, String baseUrl) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[default]\nbase_url = " + baseUrl + "\n");
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("maxRetryTime", "0");
    return properties;
  }

  private static Properties properties(String key, String value) {
    Properties properties = properties();
    properties.setProperty(key, value);
    return properties;
  }

  private String read(Properties properties, Map<String, String> environment) throws SQLException {
    try (Connection connection = connect("jdbc:wandb:/lab/vision", properties, environment)) {
      return first(connection);
    }
  }

  private static String first(Connection connection) throws SQLException {
    try (ResultSet rows = connection.createStatement().executeQuery("SELECT run_id FROM runs")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static String trace(SQLException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private Connection connect(String url, Properties properties, Map<String, String> environment)
      throws SQLException {
    return new WandbDriver()
        .connect(
            ConnectionOptions.of(url, properties), new ProcessEnvironment(environment, home, home));
  }
}
