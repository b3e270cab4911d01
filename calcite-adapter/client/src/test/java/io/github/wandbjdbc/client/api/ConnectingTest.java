package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.CANARY;
import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.http.BoundedDns;
import io.github.wandbjdbc.client.api.http.Timing;
import io.github.wandbjdbc.standin.MisbehavingHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import okhttp3.Dns;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting ends soon, whatever listens there, and says what was wrong. */
@Timeout(60)
class ConnectingTest {
  private static final String VIEWER =
      "{\"data\": {\"viewer\": {\"username\": \"ada\", \"entity\": \"ml\"}}}";

  /** Brief enough for a test to wait for it. */
  private static final ApiOptions BRIEF =
      ApiOptions.builder()
          .credential(Credential.of(CANARY, "the test"))
          .connectTimeout(Duration.ofMillis(200))
          .build();

  private final FixedTiming timing = new FixedTiming();

  @Test
  void aHostThatIsSilentInTheTlsHandshakeIsGivenUpAndTold() {
    try (MisbehavingHost host = MisbehavingHost.silent()) {
      WandbException e = connecting("https://localhost:" + host.port(), BRIEF);

      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e)
          .hasMessageContaining("connecting to https://localhost:")
          .hasMessageContaining(" as the owner of the API key: ")
          .hasMessageContaining("if it speaks http, which encrypts nothing, set baseUrl=http://")
          .hasMessageContaining("the TLS handshake timed out after 0.2 s");
    }
  }

  @Test
  void aStatementGivesASilentHandshakeUpToo() {
    try (MisbehavingHost host = MisbehavingHost.silent();
        ApiClient client = open("https://localhost:" + host.port(), BRIEF, timing)) {
      WandbException e =
          catchThrowableOfType(
              WandbException.class,
              () -> client.count(PROJECT, RunFilter.ALL, CallScope.unbounded()));

      assertThat(e).hasMessageContaining("the TLS handshake timed out after 0.2 s");
    }
  }

  @Test
  void aHostThatTakesNoConnectionIsGivenUpAndTold() throws IOException {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = fill(full);

      WandbException e = connecting("http://127.0.0.1:" + full.getLocalPort(), BRIEF);

      for (Socket socket : waiting) {
        socket.close();
      }
      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e).hasMessageContaining("connecting timed out");
    }
  }

  @Test
  void aHostThatTakesTheRequestAndNeverAnswersIsGivenUpAndTold() {
    try (MisbehavingHost host = MisbehavingHost.silent()) {
      WandbException e =
          connecting(
              "http://localhost:" + host.port(),
              BRIEF.toBuilder().requestTimeout(Duration.ofMillis(200)).build());

      assertThat(e)
          .hasMessageContaining("did not answer: the request timed out after 0.2 s")
          .hasMessageContaining("if it speaks https, set baseUrl=https://localhost:" + host.port());
    }
  }

  /** The clock says that each connection took as long as it may. */
  @ParameterizedTest
  @CsvSource({"10,1", "30,1", "6,2", "1,4"})
  void noAttemptIsBegunThatCannotEndInTime(int secondsEach, int attempts) {
    try (MisbehavingHost host = MisbehavingHost.closing()) {
      Timing slow = timing(() -> host.accepted() * Duration.ofSeconds(secondsEach).toNanos());
      ApiOptions options =
          BRIEF.toBuilder().connectTimeout(Duration.ofSeconds(secondsEach)).build();
      try (ApiClient client = open("https://127.0.0.1:" + host.port(), options, slow)) {
        WandbException e = connecting(client);

        assertThat(e.getSuppressed()).hasSize(attempts - 1);
        assertThat(host.accepted()).isEqualTo(attempts);
      }
    }
  }

  @Test
  void whoIsKnownIsConnectedToOrGivenUpWithinFifteenSeconds() throws IOException {
    try (ApiFixture fixture = new ApiFixture()) {
      fixture.api.answers(VIEWER);
      fixture.client.connect(fixture.scope);
      fixture.api.otherwise(asked -> Answer.status(503, "{\"error\": \"deploying\"}"));

      WandbException e = connecting(fixture.client);

      assertThat(e.kind()).isEqualTo(Kind.SERVER_ERROR);
      assertThat(e).hasMessageEndingWith("; try again later");
      assertThat(fixture.timing.nanoTime()).isLessThan(Duration.ofSeconds(15).toNanos());
      assertThat(fixture.api.asked()).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aServerThatAsksToWaitIsWaitedFor() throws IOException {
    try (ApiFixture fixture = new ApiFixture()) {
      fixture.api.answers(
          Answer.status(429, "{\"error\": \"rate limit exceeded\"}").with("Retry-After", "20"),
          Answer.ok(VIEWER));

      assertThat(fixture.client.connect(fixture.scope).username()).isEqualTo("ada");
      assertThat(fixture.timing.waits()).containsExactly(Duration.ofSeconds(20));
    }
  }

  @Test
  void anApiOfAnotherSchemeIsToldWhichToWrite() {
    try (MisbehavingHost host =
        MisbehavingHost.saying(
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nwhat is that?")) {
      WandbException e = connecting("https://localhost:" + host.port(), ApiOptions.DEFAULTS);

      assertThat(e)
          .hasMessageContaining("the TLS handshake failed: what answers there speaks no TLS")
          .hasMessageContaining("baseUrl=http://localhost:" + host.port());
      assertThat(host.accepted()).as("attempts").isLessThanOrEqualTo(2);
    }
  }

  @Test
  void anApiThatWantsTlsIsToldSo() {
    try (MisbehavingHost host =
        MisbehavingHost.withTls(certified("localhost").sslContext(), MisbehavingHost.ok(VIEWER))) {
      WandbException e = connecting("http://localhost:" + host.port(), ApiOptions.DEFAULTS);

      assertThat(e)
          .hasMessageContaining("answered with TLS, and was spoken to without")
          .hasMessageContaining("set baseUrl=https://localhost:" + host.port());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Client sent an HTTP request to an HTTPS server.",
        "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
        "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>"
      })
  void aServerThatSaysThatItWantsTlsIsUnderstood(String said) throws IOException {
    try (ApiFixture fixture = new ApiFixture()) {
      fixture.api.answers(Answer.status(400, said));

      WandbException e = connecting(fixture.client);

      assertThat(e)
          .hasMessageContaining("answered 400")
          .hasMessageContaining("it speaks https: set baseUrl=https://localhost:");
    }
  }

  @Test
  void anUntrustedCertificateIsCalledSoAndNotTriedAgain() {
    try (MisbehavingHost host =
        MisbehavingHost.withTls(certified("localhost").sslContext(), MisbehavingHost.ok(VIEWER))) {
      WandbException e = connecting("https://localhost:" + host.port(), ApiOptions.DEFAULTS);

      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e).hasMessageContaining("its TLS certificate is not trusted");
      assertThat(e).hasMessageContaining("caFile").hasMessageNotContaining("PKIX");
      assertThat(timing.waits()).isEmpty();
    }
  }

  @Test
  void aNameThatNobodyLooksUpInTimeIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Dns silent =
        host -> {
          await(never);
          return List.of();
        };

    assertThatThrownBy(() -> new BoundedDns(silent, Duration.ofMillis(1)).lookup("example.com"))
        .isInstanceOf(BoundedDns.TimedOutException.class);
    never.countDown();
  }

  @Test
  void aHostWithoutANameIsNoHost() {
    WandbException e = connecting("http://no-such-host.invalid", ApiOptions.DEFAULTS);

    assertThat(e).hasMessageContaining("no such host: no-such-host.invalid");
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    WandbException e = connecting("http://localhost:" + port, ApiOptions.DEFAULTS);

    assertThat(e)
        .hasMessageContaining(
            "http://localhost:%d can't be reached: connection refused".formatted(port))
        .hasMessageEndingWith("; check host and port");
  }

  private WandbException connecting(String baseUrl, ApiOptions options) {
    try (ApiClient client = open(baseUrl, options, timing)) {
      return connecting(client);
    }
  }

  private static WandbException connecting(ApiClient client) {
    return catchThrowableOfType(WandbException.class, () -> client.connect(CallScope.unbounded()));
  }

  private static ApiClient open(String baseUrl, ApiOptions options, Timing timing) {
    return ApiClient.open(
        options.toBuilder()
            .baseUrl(BaseUrl.of(baseUrl))
            .credential(Credential.of(CANARY, "the test"))
            .build(),
        timing);
  }

  private static HandshakeCertificates certified(String host) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(new HeldCertificate.Builder().addSubjectAlternativeName(host).build())
        .build();
  }

  /** A clock that {@code more} puts forward beside the waits. */
  private Timing timing(LongSupplier more) {
    return new Timing() {
      @Override
      public long nanoTime() {
        return timing.nanoTime() + more.getAsLong();
      }

      @Override
      public java.time.Instant now() {
        return timing.now();
      }

      @Override
      public double random() {
        return timing.random();
      }

      @Override
      public void pause(CallScope scope, Duration wait) {
        timing.pause(scope, wait);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connections that wait to be taken, so many that no more may wait. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 100);
      } catch (java.net.SocketTimeoutException e) {
        break;
      }
    }
    return waiting;
  }
}
