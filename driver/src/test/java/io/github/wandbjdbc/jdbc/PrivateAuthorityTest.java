package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose certificate a company vouches for, and who is believed that. */
class PrivateAuthorityTest {
  private static final Authority COMPANY = new Authority();
  private static final Authority STRANGER = new Authority();

  @TempDir Path directory;

  private @Nullable StandIn standIn;

  @AfterEach
  void close() {
    if (standIn != null) {
      standIn.close();
    }
  }

  @Test
  void nobodyVouchesForItUnlessAFileSaysSo() {
    start(COMPANY.server("127.0.0.1"));

    SQLException e = failure(properties(null), Map.of());

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e).hasMessageContaining("not trusted");
    assertThat(requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PEM,",
    "BUNDLE,",
    "DIRECTORY,",
    "DER,",
    "PKCS12,store-password",
    "JKS,store-password",
    "JKS,"
  })
  void theFileMayBeOfAnyUsualKind(String kind, @Nullable String password)
      throws SQLException, IOException, GeneralSecurityException {
    start(COMPANY.server("127.0.0.1"));
    Properties properties = properties(file(kind));
    if (password != null) {
      properties.setProperty("caFilePassword", password);
    }

    assertThat(runs(properties, Map.of())).isEqualTo("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
  void theOfficialClientsVariablesName(String variable) throws SQLException, IOException {
    start(COMPANY.server("127.0.0.1"));
    String file = COMPANY.pem(directory.resolve("ca.pem")).toString();

    assertThat(runs(properties(null), Map.of(variable, file))).isEqualTo("run");
  }

  @Test
  void thePropertyGoesBeforeTheVariables() throws SQLException, IOException {
    start(COMPANY.server("127.0.0.1"));
    Path right = COMPANY.pem(directory.resolve("right.pem"));
    Path wrong = STRANGER.pem(directory.resolve("wrong.pem"));

    assertThat(runs(properties(right), Map.of("SSL_CERT_FILE", wrong.toString()))).isEqualTo("run");
    assertThat(failure(properties(wrong), Map.of("SSL_CERT_FILE", right.toString())).getMessage())
        .contains("PKIX");
  }

  @Test
  void anExpiredCertificateIsRefusedWhoeverVouchedForIt() throws IOException {
    start(COMPANY.expiredServer("127.0.0.1"));

    SQLException e = failure(properties(COMPANY.pem(directory.resolve("ca.pem"))), Map.of());

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(requests()).isZero();
  }

  @Test
  void soIsOneThatTheFileItselfHolds() throws IOException {
    Authority expired = Authority.expired("127.0.0.1");
    start(expired.itself());

    SQLException e = failure(properties(expired.pem(directory.resolve("ca.pem"))), Map.of());

    assertThat((Throwable) e).hasMessageContaining("its TLS certificate expired on ");
    assertThat(requests()).isZero();
  }

  @Test
  void soIsThatOfAnotherHost() throws IOException {
    start(COMPANY.server("other.company.invalid"));

    SQLException e = failure(properties(COMPANY.pem(directory.resolve("ca.pem"))), Map.of());

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          absent         | there is no such file
          .              | it holds no certificate
          empty          | it holds no certificate
          secret.pem     | it holds no certificate
          secret.jks     | it can't be opened as JKS; is caFilePassword right?
          secret.p12     | it can't be opened as PKCS12; is caFilePassword right?
          locked.p12     | without caFilePassword no certificate is found in this PKCS12 file
          """)
  void aFileThatHoldsNoneIsNamedAndNotRepeated(String name, String said)
      throws IOException, GeneralSecurityException {
    start(COMPANY.server("127.0.0.1"));
    Files.writeString(directory.resolve("empty"), "");
    Files.writeString(
        directory.resolve("secret.pem"),
        "-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\nsecret");
    Files.write(
        directory.resolve("secret.jks"),
        new byte[] {
          (byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 's', 'e', 'c', 'r', 'e', 't'
        });
    Files.write(
        directory.resolve("secret.p12"),
        new byte[] {0x30, (byte) 0x82, 's', 'e', 'c', 'r', 'e', 't'});
    COMPANY.store("PKCS12", directory.resolve("locked.p12"));
    Path file = directory.resolve(name).normalize();
    Path searched = name.equals(".") ? Files.createDirectory(directory.resolve("none")) : file;

    SQLException e = failure(properties(searched), Map.of());
    SQLException ofVariable =
        failure(properties(null), Map.of("REQUESTS_CA_BUNDLE", searched.toString()));

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e)
        .hasMessageContaining("caFile: " + searched + ": " + said)
        .hasMessageNotContaining("c2VjcmV0");
    assertThat((Throwable) ofVariable)
        .hasMessageContaining("REQUESTS_CA_BUNDLE: " + searched + ": ");
    assertThat(requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caFile=/tmp/ca.pem",
        "CAFILE=/tmp/ca.pem",
        "caFilePassword=x",
        "identityTokenFile=/etc/passwd"
      })
  void aUrlNamesNoFiles(String property) {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> ConnectionOptions.of("jdbc:wandb://h/a/b?" + property, new Properties()));

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e)
        .hasMessageContaining("for the Properties or Java alone, not for a URL")
        .hasMessageNotContaining("/etc/passwd");
  }

  @Test
  void thePublicUrlTellsNothingOfThem() throws SQLException {
    Properties properties = properties(directory.resolve("ca.pem"));
    properties.setProperty("caFilePassword", Authority.PASSWORD);

    String url = ConnectionOptions.of("jdbc:wandb://h/a", properties).publicUrl();

    assertThat(url).doesNotContain("ca.pem").doesNotContain(Authority.PASSWORD);
  }

  private void start(SSLContext tls) {
    standIn = StandIn.startTls(tls).holds(experiment("run").logging("loss"));
  }

  private int requests() {
    return standIn == null ? -1 : standIn.requests().size();
  }

  private Path file(String kind) throws IOException, GeneralSecurityException {
    Path file = directory.resolve("ca");
    return switch (kind) {
      case "PEM" -> COMPANY.pem(file);
      case "BUNDLE" ->
          Files.writeString(
              file,
              "# one\n" + STRANGER.pem() + "\n# two\r\n" + COMPANY.pem().replace("\n", "\r\n"));
      case "DIRECTORY" -> {
        Files.createDirectory(file);
        Files.writeString(file.resolve("readme"), "not a certificate");
        COMPANY.pem(file.resolve("0a1b2c.0"));
        yield file;
      }
      case "DER" -> COMPANY.der(file);
      default -> COMPANY.store(kind, file);
    };
  }

  private static Properties properties(@Nullable Path caFile) {
    Properties properties = new Properties();
    properties.setProperty("password", StandIn.API_KEY);
    properties.setProperty("maxRetryTime", "0");
    if (caFile != null) {
      properties.setProperty("caFile", caFile.toString());
    }
    return properties;
  }

  private SQLException failure(Properties properties, Map<String, String> environment) {
    return catchThrowableOfType(SQLException.class, () -> connect(properties, environment).close());
  }

  private String runs(Properties properties, Map<String, String> environment) throws SQLException {
    try (Connection connection = connect(properties, environment);
        ResultSet rows = connection.createStatement().executeQuery("SELECT run_id FROM runs")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private Connection connect(Properties properties, Map<String, String> environment)
      throws SQLException {
    properties.setProperty("baseUrl", String.valueOf(standIn == null ? null : standIn.url()));
    return new WandbDriver()
        .connect(
            ConnectionOptions.of("jdbc:wandb:/lab/vision", properties),
            new ProcessEnvironment(environment, directory, directory));
  }
}
