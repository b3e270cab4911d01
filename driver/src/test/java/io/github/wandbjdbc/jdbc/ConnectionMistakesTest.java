package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.MisbehavingHost;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes at connecting are answered as {@code docs/connecting.md} says. */
@Timeout(60)
final class ConnectionMistakesTest {
  private static final String ONCE = "maxRetryTime=0";

  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @TempDir Path directory;

  /** A row of the table. */
  private record Row(String mistake, String state, String message) {
    @Override
    public String toString() {
      return mistake;
    }

    Pattern pattern() {
      return Pattern.compile(
          Stream.of(message.split("…", -1))
              .map(
                  words ->
                      Stream.of(words.split("HOST", -1))
                          .map(Pattern::quote)
                          .collect(Collectors.joining("[a-z0-9.-]+(:\\d+)?")))
              .collect(Collectors.joining(".*")));
    }
  }

  /** Somebody who makes a mistake. */
  private interface Mistake {
    void make() throws SQLException, IOException;
  }

  private final Map<String, Mistake> mistakes = new LinkedHashMap<>();

  ConnectionMistakesTest() {
    mistakes.put("a wrong API key", () -> withKey(StandIn.start(), "wrong".repeat(8)));
    mistakes.put(
        "a wrong API key, of which the server only says that nobody has it",
        () -> withKey(StandIn.start().with(Setting.WRONG_KEY_IS_NO_KEY), "wrong".repeat(8)));
    mistakes.put("a misspelt entity", () -> read("/labb/vision"));
    mistakes.put("an entity that there isn't", () -> read("/somebody/vision"));
    mistakes.put("a misspelt project", () -> read("/lab/visoin"));
    mistakes.put("a project that there isn't", () -> read("/lab/speech"));
    mistakes.put("a wrong port", () -> connect("jdbc:wandb://localhost:%d?".formatted(free())));
    mistakes.put("a misspelt host", () -> connect("jdbc:wandb://no-such-host.invalid?"));
    mistakes.put(
        "https to a port that speaks http",
        () -> at(MisbehavingHost.saying("HTTP/1.1 400 Bad Request\r\n\r\n"), "https"));
    mistakes.put(
        "http to a port that speaks https",
        () -> at(withTls(new HeldCertificate.Builder().build()), "http"));
    mistakes.put("a port that says nothing", () -> at(MisbehavingHost.silent(), "https"));
    mistakes.put("a login timeout that is over before", ConnectionMistakesTest::beQuick);
    mistakes.put(
        "an expired certificate",
        () ->
            trusting(
                new HeldCertificate.Builder()
                    .signedBy(AUTHORITY)
                    .addSubjectAlternativeName("localhost")
                    .validityInterval(0, Instant.parse("2024-03-01T12:00:00Z").toEpochMilli())
                    .build()));
    mistakes.put(
        "a certificate of another host",
        () ->
            trusting(
                new HeldCertificate.Builder()
                    .signedBy(AUTHORITY)
                    .addSubjectAlternativeName("other.example.com")
                    .build()));
    mistakes.put(
        "a certificate of an authority that isn't known",
        () -> at(withTls(new HeldCertificate.Builder().build()), "https"));
    mistakes.put(
        "a proxy that wants a password",
        () ->
            at(
                MisbehavingHost.saying(
                    "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
                "http"));
    mistakes.put("a proxy that forbids it", () -> meet(page(403, "Blocked by\npolicy")));
    mistakes.put("a login page", () -> meet(page(200, "Sign in")));
    mistakes.put(
        "a redirect to a login page",
        () -> meet(Fault.redirect("https://user:secret@login.example.com/sso?token=secret")));
    mistakes.put(
        "a redirect to https",
        () ->
            meet(Fault.body(301, "").header("Location", "https://127.0.0.1/graphql?from=secret")));
    mistakes.put("a base URL with a wrong path", () -> withPath("/wandb"));
    mistakes.put("a server of another kind", () -> meet(page(404, "404 Not Found")));
    mistakes.put("a server that fails", () -> meet(Fault.status(500)));
    mistakes.put("a proxy whose server is away", () -> meet(Fault.html(502)));
    mistakes.put("too many requests", () -> meet(Fault.rateLimited(1)));
    mistakes.put(
        "an address of the web app",
        () -> connect("jdbc:wandb:https://wandb.ai/team/project?nw=nwuserada&apiKey=secret"));
    mistakes.put("the host of the web app", () -> connect("jdbc:wandb://wandb.ai/team/project?"));
    mistakes.put(
        "the address of a run",
        () -> connect("jdbc:wandb:https://wandb.ai/team/project/runs/abc12345?nw=nwuserada"));
    mistakes.put("entity and project alone", () -> connect("jdbc:wandb:team/project?"));
    mistakes.put("a directory alone", () -> connect("jdbc:wandb:./wandb?"));
  }

  static Stream<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/connecting.md"));
    return lines.stream()
        .skip(lines.indexOf("| mistake | SQLState | message |") + 2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
        .map(cells -> new Row(cells[0], cells[1], cells[2]));
  }

  @AfterEach
  void setNoTimeout() {
    DriverManager.setLoginTimeout(0);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aMistakeIsAnsweredAsTheManualSays(Row row) {
    SQLException e =
        catchThrowableOfType(
            SQLException.class, Objects.requireNonNull(mistakes.get(row.mistake()))::make);

    assertThat(e.getMessage()).matches(row.pattern());
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(row.state());
    assertThat(e.getMessage()).doesNotContain("pageSize", "secret", "\n");
  }

  @Test
  void eachMistakeIsInTheManual() throws IOException {
    assertThat(rows().map(Row::mistake)).containsExactlyElementsOf(mistakes.keySet());
  }

  private static void connect(String url) throws SQLException {
    String separator = url.endsWith("?") || url.endsWith("&") ? "" : "&";
    DriverManager.getConnection(url + separator + ONCE, "", StandIn.API_KEY).close();
  }

  private static void withKey(StandIn standIn, String key) throws SQLException {
    try (standIn) {
      DriverManager.getConnection("jdbc:wandb://" + standIn.hostAndPort(), "", key).close();
    }
  }

  private static void meet(Fault fault) throws SQLException {
    try (StandIn standIn = StandIn.start().fails(fault)) {
      connect("jdbc:wandb://%s?".formatted(standIn.hostAndPort()));
    }
  }

  private static void withPath(String path) throws SQLException {
    try (StandIn standIn = StandIn.start()) {
      connect("jdbc:wandb:?baseUrl=%s%s&".formatted(standIn.url(), path));
    }
  }

  private static void read(String path) throws SQLException {
    try (StandIn standIn = StandIn.start().holds(Experiment.experiment("one"));
        Connection connection =
            DriverManager.getConnection(
                "jdbc:wandb://" + standIn.hostAndPort() + path, "", StandIn.API_KEY)) {
      connection.createStatement().executeQuery("SELECT run_id FROM runs");
    }
  }

  private static void at(MisbehavingHost host, String scheme) throws SQLException {
    try (host) {
      connect(
          "jdbc:wandb:?baseUrl=%s://localhost:%d&connectTimeout=1&".formatted(scheme, host.port()));
    }
  }

  private static void beQuick() throws SQLException {
    try (MisbehavingHost host = MisbehavingHost.silent()) {
      DriverManager.setLoginTimeout(1);
      connect("jdbc:wandb://localhost:%d?".formatted(host.port()));
    }
  }

  /** To a host with {@code certificate}, whose authority is trusted. */
  private void trusting(HeldCertificate certificate) throws SQLException, IOException {
    Path file = directory.resolve("authority.pem");
    Files.writeString(file, AUTHORITY.certificatePem());
    Properties properties = new Properties();
    properties.setProperty("apiKey", StandIn.API_KEY);
    properties.setProperty("caFile", file.toString());
    try (MisbehavingHost host = withTls(certificate)) {
      DriverManager.getConnection(
              "jdbc:wandb:?baseUrl=https://localhost:%d&connectTimeout=1&%s"
                  .formatted(host.port(), ONCE),
              properties)
          .close();
    }
  }

  private static MisbehavingHost withTls(HeldCertificate certificate) {
    return MisbehavingHost.withTls(
        new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext(),
        MisbehavingHost.ok("{}"));
  }

  private static Fault page(int status, String title) {
    return Fault.body(
        status, "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head></html>");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
