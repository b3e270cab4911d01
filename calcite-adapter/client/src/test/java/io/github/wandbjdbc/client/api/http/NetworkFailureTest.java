package io.github.wandbjdbc.client.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.http.NetworkFailure.Peer;
import io.github.wandbjdbc.standin.OddHost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Error messages of the system are replaced by messages that say what to do. */
class NetworkFailureTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Peer PEER = Peer.api(BaseUrl.of("https://wandb.example.com"), true);
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private static final Instant SPRING = Instant.parse("2024-03-01T12:00:00Z");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(refused(), "can't be reached: connection refused", "check host and port"),
        Arguments.of(
            new NoRouteToHostException("No route to host"), "can't be reached: no route", null),
        Arguments.of(
            to(new ConnectException("Network is unreachable")),
            "can't be reached: network unreachable",
            null),
        Arguments.of(
            new SocketException("Network is unreachable"),
            "can't be reached: network unreachable",
            null),
        Arguments.of(
            new UnknownHostException("proxy.example.com: Name or service not known"),
            "can't be reached: no such host: proxy.example.com",
            "check its spelling"),
        Arguments.of(
            new ProtocolException("unexpected end of stream"),
            "did not answer: unexpected end of stream",
            null),
        Arguments.of(
            to(new ConnectException("Connection timed out")),
            "can't be reached: connecting timed out",
            null),
        Arguments.of(
            new SocketException("Connection reset"), "did not answer: connection reset", null),
        Arguments.of(
            new IOException("unexpected end of stream", new java.io.EOFException()),
            "did not answer: connection closed",
            null),
        Arguments.of(
            new ProtocolException("Unexpected status line: SSH-2.0-OpenSSH\r\n\u0007"),
            "something that isn't HTTP: Unexpected status line: SSH-2.0-OpenSSH",
            null),
        Arguments.of(
            new IOException("Failed to authenticate with proxy"),
            "the proxy wants a user and a password (407)",
            "give them"),
        Arguments.of(
            new IOException("Unexpected response code for CONNECT: 403"),
            "the proxy refused the way there (403)",
            "which hosts the proxy allows"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theSystemsWordIsInTheMessage(IOException e, String message, String hint) {
    NetworkFailure failure = NetworkFailure.of(e, watch(), PEER, LIMIT);

    assertThat(failure.message()).startsWith("https://wandb.example.com").contains(message);
    if (hint != null) {
      assertThat(failure.hint()).contains(hint);
    }
  }

  @Test
  void ofSeveralAddressesTheOneCountsThatCameFurthest() {
    IOException sixth = to(new ConnectException("Network is unreachable"));
    sixth.addSuppressed(refused());
    IOException refusedFirst = refused();
    refusedFirst.addSuppressed(new NoRouteToHostException("No route to host"));

    assertThat(NetworkFailure.of(sixth, watch(), PEER, LIMIT).message()).contains("refused");
    assertThat(NetworkFailure.of(refusedFirst, watch(), PEER, LIMIT).message()).contains("refused");
  }

  @Test
  void anExpiredCertificateIsToldWithItsDate() {
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("localhost")
            .validityInterval(SPRING.minusSeconds(86_400).toEpochMilli(), SPRING.toEpochMilli())
            .build();

    NetworkFailure failure = handshake(expired);

    assertThat(failure.message())
        .contains("its TLS certificate expired on 2024-03-01")
        .hasSizeLessThan(150);
    assertThat(failure.isFinal()).isTrue();
  }

  @Test
  void aCertificateOfOtherHostsIsToldWithTheirNames() {
    HeldCertificate other =
        new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("db.example.com")
            .addSubjectAlternativeName("www.example.com")
            .build();

    NetworkFailure failure = handshake(other);

    assertThat(failure.message())
        .contains("its TLS certificate is for db.example.com, www.example.com, not for localhost")
        .doesNotContain("sha256");
    assertThat(failure.isFinal()).isTrue();
  }

  @Test
  void aCertificateOfTheFutureMayMeanAWrongClock() {
    HeldCertificate early =
        new HeldCertificate.Builder()
            .signedBy(AUTHORITY)
            .addSubjectAlternativeName("localhost")
            .validityInterval(
                Instant.parse("2150-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2151-01-01T00:00:00Z").toEpochMilli())
            .build();

    NetworkFailure failure = handshake(early);

    assertThat(failure.message()).contains("is not valid before 2150-01-01");
    assertThat(failure.hint()).contains("clock");
  }

  /** How a handshake fails with a {@code certificate} of an authority that is trusted. */
  private static NetworkFailure handshake(HeldCertificate certificate) {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    HandshakeCertificates trusting =
        new HandshakeCertificates.Builder().addTrustedCertificate(AUTHORITY.certificate()).build();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(trusting.sslSocketFactory(), trusting.trustManager())
            .build();
    try (OddHost host = OddHost.withTls(server.sslContext(), OddHost.ok("{}"))) {
      BaseUrl base = BaseUrl.of("https://localhost:" + host.port());
      http.newCall(new Request.Builder().url(base.graphql()).build()).execute().close();
      throw new AssertionError("the certificate was accepted");
    } catch (IOException e) {
      return NetworkFailure.of(e, watch(), Peer.api(BaseUrl.of("https://localhost"), true), LIMIT);
    }
  }

  private static ConnectWatch watch() {
    return new ConnectWatch(Duration.ofSeconds(10));
  }

  private static IOException refused() {
    return to(new ConnectException("Connection refused"));
  }

  /** As OkHttp has it. */
  private static IOException to(ConnectException system) {
    ConnectException e = new ConnectException("Failed to connect to /10.0.0.1:443");
    e.initCause(system);
    return e;
  }
}
