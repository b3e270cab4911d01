package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key goes to the host that was configured, once that has proved who it is. */
class NoOtherHostTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws SQLException, IOException {
    AtomicInteger visits = new AtomicInteger();
    HttpServer elsewhere = HttpServer.create(loopback(), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.close();
        });
    elsewhere.start();
    try (StandIn standIn = StandIn.start().holds(experiment("run").logging("loss"));
        Connection connection = DriverManager.getConnection(url(standIn), "", StandIn.API_KEY)) {
      String there = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/graphql";
      standIn.fails(
          Fault.body(status, "secret of another origin").header("Location", there).times(100));
      standIn.forgetRequests();

      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> read(connection, "select run_id from runs"));

      assertThat(e.getSQLState()).isEqualTo("XX001");
      assertThat((Throwable) e).hasMessageContaining("answered " + status);
      assertThat(visits).hasValue(0);
      assertThat(standIn.requests()).hasSize(1);
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void aServerThatProvesNothingIsToldNothing() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    HttpsServer impostor = impostor(visits);
    try {
      String url = "jdbc:wandb:/lab/vision?maxRetryTime=30&baseUrl=https://localhost:%d";
      Properties info = new Properties();
      info.setProperty("password", StandIn.API_KEY);
      for (String name : List.of("ssl", "sslmode", "trustAll", "hostname_verification")) {
        info.setProperty(name, name.equals("trustAll") ? "true" : "none");
      }

      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  DriverManager.getConnection(
                      url.formatted(impostor.getAddress().getPort()), info));

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) e).hasMessageContaining("not trusted");
      assertThat(visits).hasValue(0);
    } finally {
      impostor.stop(0);
    }
  }

  private HttpsServer impostor(AtomicInteger visits) throws Exception {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.close();
        });
    server.start();
    return server;
  }

  /** A certificate for localhost that nobody vouches for. */
  private SSLContext selfSigned() throws IOException, GeneralSecurityException {
    Path store = directory.resolve("store.p12");
    assertThat(keytool(store)).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static int keytool(Path store) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static String url(StandIn standIn) {
    return "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getString(1);
      }
    }
  }
}
