package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A company's proxy, by which alone the API can be reached. */
class ThroughProxiesTest {
  private static final String ENCODED = "p%40ss%2Fword-of-the-proxy";

  @TempDir Path directory;

  private final Authority authority = new Authority();
  private final RealProxy open = RealProxy.open();
  private final RealProxy guarded = RealProxy.guarded();
  private final StandIn tls =
      StandIn.startTls(authority.server(RealProxy.HOST, "127.0.0.1"))
          .holds(experiment("run").logging("loss"));
  private final StandIn plain =
      StandIn.start()
          .holds(
              experiment("run")
                  .generated(99, step -> Map.of("loss", 0.5 * step))
                  .exported(Export.steps(0, 100)));

  private Properties properties = new Properties();

  @BeforeEach
  void open() throws IOException {
    properties.setProperty("password", StandIn.API_KEY);
    properties.setProperty("maxRetryTime", "0");
    properties.setProperty("caFile", authority.pem(directory.resolve("ca.pem")).toString());
  }

  @AfterEach
  void close() {
    open.close();
    guarded.close();
    tls.close();
    plain.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "WANDB_HTTPS_PROXY"})
  void httpsGoesThroughATunnel(String variable) throws SQLException {
    String read = read(https(), Map.of(variable, open.url()));

    assertThat(read).isEqualTo("run");
    assertThat(open.requests())
        .isNotEmpty()
        .containsOnly("CONNECT %s:%d".formatted(RealProxy.HOST, tls.port()));
    assertThat(tls.requests())
        .allSatisfy(
            request -> assertThat(request.headers()).doesNotContainKey("proxy-authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PROXY", "http_proxy", "WANDB_HTTP_PROXY"})
  void httpGoesByTheWholeAddress(String variable) throws SQLException {
    String read = read(http(), Map.of(variable, "127.0.0.1:" + open.port()));

    assertThat(read).isEqualTo("run");
    assertThat(open.requests()).isNotEmpty().containsOnly("POST %s/graphql".formatted(http()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_PROXY | company.invalid
          no_proxy | api.company.invalid
          NO_PROXY | x.example, *
          """)
  void exceptionsAreAskedDirectly(String variable, String list) {
    SQLException e = failure(https(), Map.of("HTTPS_PROXY", open.url(), variable, list));

    assertThat((Throwable) e).hasMessageContaining("no such host");
    assertThat(open.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PROXY", "ALL_PROXY"})
  void httpsHasAVariableOfItsOwn(String variable) {
    SQLException e = failure(https(), Map.of(variable, open.url()));

    assertThat((Throwable) e).hasMessageContaining("no such host");
    assertThat(open.requests()).isEmpty();
  }

  @Test
  void thisMachineIsAskedDirectlyWhateverTheEnvironmentSays() throws SQLException {
    Map<String, String> environment = Map.of("HTTPS_PROXY", open.url(), "HTTP_PROXY", open.url());

    assertThat(read(tls.url().toString(), environment)).isEqualTo("run");
    assertThat(read(plain.url().toString(), environment)).isEqualTo("run");
    assertThat(open.requests()).isEmpty();
  }

  @Test
  void theProxyOfACallerOfCgiIsNotHeeded() {
    SQLException e = failure(http(), Map.of("HTTP_PROXY", open.url(), "REQUEST_METHOD", "POST"));

    assertThat((Throwable) e).hasMessageContaining("no such host");
    assertThat(open.requests()).isEmpty();
  }

  @Test
  void thePropertyGoesBeforeTheEnvironmentAndHasNoExceptions() throws SQLException {
    properties.setProperty("proxy", open.url());
    Map<String, String> environment = Map.of("HTTPS_PROXY", guarded.url(), "NO_PROXY", "*");

    assertThat(read(https(), environment)).isEqualTo("run");
    assertThat(read(plain.url().toString(), environment)).isEqualTo("run");
    assertThat(open.requests())
        .contains(
            "CONNECT %s:%d".formatted(RealProxy.HOST, tls.port()),
            "POST " + plain.url() + "/graphql");
  }

  @Test
  void theJvmsOwnSettingsComeLast() throws SQLException {
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", Integer.toString(open.port()));
    try {
      assertThat(read(https(), Map.of())).isEqualTo("run");
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
    assertThat(open.requests()).isNotEmpty();
  }

  @Test
  void whoMayUseItIsToldToTheProxyAndToNobodyElse() throws SQLException {
    properties.setProperty("proxy", guarded.urlWithUser(ENCODED));

    assertThat(read(https(), Map.of())).isEqualTo("run");
    assertThat(read(http(), Map.of())).isEqualTo("run");

    assertThat(guarded.passwords()).isNotEmpty().containsOnly(RealProxy.PASSWORD);
    for (StandIn standIn : new StandIn[] {tls, plain}) {
      assertThat(standIn.requests())
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request.headers()).doesNotContainKey("proxy-authorization"));
    }
  }

  @Test
  void aWrongPasswordIsCalledOneAndNotTold() {
    properties.setProperty("proxy", guarded.urlWithUser("wrong-password"));
    properties.setProperty("maxRetryTime", "30");

    for (String baseUrl : new String[] {https(), http()}) {
      SQLException e = failure(baseUrl, Map.of());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat(trace(e))
          .contains(
              "the proxy 127.0.0.1:%d refused the user or the password (407)"
                  .formatted(guarded.port()))
          .doesNotContain("wrong-password");
    }
    assertThat(guarded.passwords()).hasSize(2);
    assertThat(tls.requests()).isEmpty();
  }

  @Test
  void aProxyThatWantsAPasswordSaysSo() {
    for (String baseUrl : new String[] {https(), http()}) {
      SQLException e =
          failure(baseUrl, Map.of("HTTPS_PROXY", guarded.url(), "HTTP_PROXY", guarded.url()));

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) e)
          .hasMessageContaining(
              "the proxy 127.0.0.1:%d wants a user and a password (407)".formatted(guarded.port()));
    }
  }

  @Test
  void whatTheProxyForbidsIsItsRefusal() {
    open.refuses(403);
    properties.setProperty("proxy", open.url());

    SQLException tunnel = failure(https(), Map.of());
    SQLException page = failure(http(), Map.of());

    assertThat(tunnel.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) tunnel)
        .hasMessageContaining(
            "the proxy 127.0.0.1:%d answered 403 to the wish to connect to %s, which it forbids"
                .formatted(open.port(), RealProxy.HOST));
    assertThat(page.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) page)
        .hasMessageContaining(
            "the proxy 127.0.0.1:%d, or what stands behind it, answered 403 with a web page"
                .formatted(open.port()));
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    properties.setProperty("proxy", "http://127.0.0.1:" + nobody);

    SQLException refused = failure(https(), Map.of());
    properties.setProperty("proxy", "http://proxy.company.invalid:3128");
    SQLException unknown = failure(https(), Map.of());

    assertThat((Throwable) refused)
        .hasMessageContaining("no connection to the proxy 127.0.0.1:" + nobody);
    assertThat((Throwable) unknown)
        .hasMessageContaining("no such host as that of the proxy proxy.company.invalid:3128");
  }

  @Test
  void whatIsNoProxyIsAnErrorThatDoesNotRepeatIt() {
    SQLException ofVariable =
        failure(https(), Map.of("HTTPS_PROXY", "https://user:secret@proxy.example:3128"));
    properties.setProperty("proxy", "gopher://user:secret@proxy.example");
    SQLException ofProperty = failure(https(), Map.of());

    assertThat(ofVariable.getSQLState()).isEqualTo("08001");
    assertThat(trace(ofVariable))
        .contains("HTTPS_PROXY", "write http://host:port")
        .doesNotContain("secret");
    assertThat(trace(ofProperty)).contains("connection property proxy").doesNotContain("secret");
  }

  @Test
  void aUrlNamesAProxyForHttpsAlone() throws SQLException {
    String proxy = guarded.urlWithUser(ENCODED);
    String url = "jdbc:wandb:/lab/vision?proxy=" + PercentCode.encode(proxy);

    SQLException e =
        catchThrowableOfType(SQLException.class, () -> connect(url, http(), Map.of()).close());

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e)
        .hasMessageContaining("the proxy would be handed the API key")
        .hasMessageNotContaining(ENCODED);
    assertThat(guarded.requests()).isEmpty();
    try (Connection connection = connect(url, https(), Map.of())) {
      assertThat(first(connection, "SELECT run_id FROM runs")).isEqualTo("run");
      assertThat(connection.getMetaData().getURL())
          .contains("proxy=http%3A%2F%2F127.0.0.1%3A" + guarded.port())
          .doesNotContain(RealProxy.USER)
          .doesNotContain("ss%252F", RealProxy.PASSWORD);
    }
  }

  @Test
  void exportedFilesAreFetchedThroughItToo() throws SQLException {
    properties.setProperty("proxy", guarded.urlWithUser(ENCODED));
    properties.setProperty("historyPageSize", "10");

    try (Connection connection =
        connect("jdbc:wandb:/lab/vision", plain.url().toString(), Map.of())) {
      assertThat(first(connection, "SELECT COUNT(loss) FROM history")).isEqualTo("100");
    }

    assertThat(plain.storageRequests()).isNotEmpty();
    assertThat(guarded.requests()).anyMatch(request -> request.startsWith("GET http://127.0.0.1:"));
    assertThat(plain.storageRequests())
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .doesNotContainKeys("proxy-authorization", "authorization"));
  }

  @Test
  void whatTheServerAnswersBehindTheProxyIsTheServers() {
    plain.fails(Fault.status(403).times(9));
    properties.setProperty("proxy", open.url());

    SQLException e = failure(http(), Map.of());

    assertThat(e.getSQLState()).isEqualTo("42501");
    assertThat((Throwable) e).hasMessageNotContaining("proxy");
  }

  private String https() {
    return "https://%s:%d".formatted(RealProxy.HOST, tls.port());
  }

  private String http() {
    return "http://%s:%d".formatted(RealProxy.HOST, plain.port());
  }

  private String read(String baseUrl, Map<String, String> environment) throws SQLException {
    try (Connection connection = connect("jdbc:wandb:/lab/vision", baseUrl, environment)) {
      return first(connection, "SELECT run_id FROM runs");
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private SQLException failure(String baseUrl, Map<String, String> environment) {
    return catchThrowableOfType(
        SQLException.class, () -> connect("jdbc:wandb:/lab/vision", baseUrl, environment).close());
  }

  private static String trace(SQLException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private Connection connect(String url, String baseUrl, Map<String, String> environment)
      throws SQLException {
    properties.setProperty("baseUrl", baseUrl);
    return new WandbDriver()
        .connect(
            ConnectionOptions.of(url, properties),
            new ProcessEnvironment(environment, directory, directory));
  }
}
