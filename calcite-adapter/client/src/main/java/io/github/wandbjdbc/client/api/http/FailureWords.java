package io.github.wandbjdbc.client.api.http;

import static io.github.wandbjdbc.client.api.http.NetworkFailure.seconds;

import io.github.wandbjdbc.client.api.http.NetworkFailure.Peer;
import io.github.wandbjdbc.client.api.http.NetworkFailure.Progress;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts into words what one attempt to reach a peer failed with. */
final class FailureWords {
  private static final int MAX_CAUSES = 20;
  private static final int LONGEST_WORDS = 300;

  /** How a TLS alert begins, as OkHttp shows it: in hexadecimal digits, or as it is. */
  private static final String ALERT_DIGITS = "content=1503";

  private static final String ALERT = "\u0015\u0003";

  private final Peer peer;
  private final ConnectWatch watch;
  private final Duration limit;

  /** Words for what {@code watch} has seen, of a call that might take {@code limit} in all. */
  FailureWords(Peer peer, ConnectWatch watch, Duration limit) {
    this.peer = peer;
    this.watch = watch;
    this.limit = limit;
  }

  NetworkFailure failure(Throwable thrown) {
    List<Throwable> causes =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .limit(MAX_CAUSES)
            .toList();
    if (watch.isOver()) {
      return silence(watch.bound());
    }
    Optional<Certificates.Refusal> refusal = Certificates.refusal(causes, peer.host());
    if (refusal.isPresent()) {
      return new NetworkFailure(
          Progress.TLS_BEGUN,
          peer.name() + ": " + refusal.get().message(),
          refusal.get().hint(),
          true);
    }
    return causes.stream()
        .map(this::known)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> unanswered(said(thrown), null));
  }

  private Optional<NetworkFailure> known(Throwable cause) {
    if (cause instanceof BoundedDns.TimedOutException) {
      return Optional.of(silence(watch.bound()));
    } else if (cause instanceof UnknownHostException) {
      return Optional.of(
          unreached(
              Progress.NOWHERE,
              "no such host: " + lookedUp(cause),
              "check its spelling, and the network or VPN"));
    } else if (cause instanceof NoRouteToHostException) {
      return Optional.of(unreached(Progress.LOST_ON_THE_WAY, "no route to host", null));
    } else if (cause instanceof ConnectException) {
      return Optional.of(unconnected(cause));
    } else if (cause instanceof SSLException) {
      return Optional.of(tls(cause));
    } else if (cause instanceof InterruptedIOException) {
      return Optional.of(silence(limit));
    } else if (cause instanceof ProtocolException) {
      return Optional.of(protocol(cause));
    } else if (cause instanceof EOFException || cause instanceof SocketException) {
      return Optional.of(closed(cause));
    }
    return tunnel(cause);
  }

  /** Whoever was waited for said nothing for so long. */
  private NetworkFailure silence(Duration waited) {
    String time = " timed out after " + seconds(waited);
    return switch (watch.phase()) {
      case LOOK_UP ->
          unreached(
              Progress.NOWHERE, "looking up " + peer.host() + time, "check the network or VPN");
      case CONNECT ->
          unreached(
              Progress.HOST_LOOKED_FOR,
              "connecting" + time,
              "check host and port, and for a firewall or proxy in between");
      case TLS -> withoutTls("the TLS handshake" + time, false);
      case CONNECTED -> unanswered(unfinished(time), ifHttps());
    };
  }

  /** An errand has bounds of its own. */
  private String unfinished(String time) {
    String errand = watch.errand();
    return errand == null ? "the request" + time : errand + " timed out";
  }

  /** The host whose name it was, which may be a proxy's. */
  private String lookedUp(Throwable cause) {
    String said = said(cause);
    return peer.equals(Peer.STORAGE) || said.isEmpty()
        ? peer.host()
        : said.replaceFirst("[:\\s].*", "");
  }

  /** OkHttp says where it wanted to connect to; the system, why it couldn't. */
  private NetworkFailure unconnected(Throwable cause) {
    String system = said(cause.getCause() == null ? cause : cause.getCause());
    String said = system.toLowerCase(Locale.ROOT);
    if (said.contains("unreachable")) {
      return unreached(Progress.LOST_ON_THE_WAY, "network unreachable", null);
    }
    if (said.contains("timed out")) {
      return unreached(Progress.HOST_LOOKED_FOR, "connecting timed out", null);
    }
    return unreached(
        Progress.HOST_FOUND,
        said.contains("refused") ? "connection refused" : system,
        watch.proxy() == null ? "check host and port" : "check the proxy's host and port");
  }

  private NetworkFailure tls(Throwable cause) {
    String said = said(cause);
    if (watch.phase() == ConnectWatch.Phase.CONNECTED) {
      return unanswered("TLS failed: " + said, null);
    }
    if (said.contains("nrecognized SSL message")) {
      return withoutTls("the TLS handshake failed: what answers there speaks no TLS", true);
    }
    boolean isClosed = cause.getCause() != null;
    return isClosed
        ? withoutTls("the TLS handshake failed: " + said, false)
        : new NetworkFailure(
            Progress.TLS_BEGUN,
            "%s: the TLS handshake failed: %s".formatted(peer.name(), said),
            "check the base URL, and the TLS versions of the server",
            true);
  }

  private NetworkFailure withoutTls(String what, boolean isFinal) {
    String hint =
        peer.http() == null
            ? null
            : "if it speaks http, which encrypts nothing, set baseUrl=" + peer.http();
    return new NetworkFailure(
        Progress.TLS_BEGUN, "%s: %s".formatted(peer.name(), what), hint, isFinal);
  }

  /** OkHttp calls a broken protocol whatever it didn't expect, an answer that breaks off too. */
  private NetworkFailure protocol(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    if (said.contains(ALERT)) {
      return answeredInTls();
    }
    if (said.contains("HTTP_PROXY_AUTH")) {
      return proxyWantsPassword();
    }
    return said.startsWith("Unexpected status line")
        ? new NetworkFailure(
            Progress.CONNECTED,
            "%s answered with something that isn't HTTP: %s".formatted(peer.name(), said(cause)),
            ifHttps(),
            true)
        : unanswered(said(cause), null);
  }

  private NetworkFailure answeredInTls() {
    return new NetworkFailure(
        Progress.CONNECTED,
        peer.name() + " answered with TLS, and was spoken to without",
        peer.https() == null ? null : "set baseUrl=" + peer.https(),
        true);
  }

  private NetworkFailure closed(Throwable cause) {
    String said = said(cause);
    if (said.contains(ALERT_DIGITS)) {
      return answeredInTls();
    }
    if (said.contains("unreachable")) {
      return unreached(Progress.LOST_ON_THE_WAY, "network unreachable", null);
    }
    if (watch.phase() == ConnectWatch.Phase.CONNECT) {
      return unreached(Progress.LOST_ON_THE_WAY, said, null);
    }
    String how =
        said.toLowerCase(Locale.ROOT).contains("reset") ? "connection reset" : "connection closed";
    return watch.phase() == ConnectWatch.Phase.TLS
        ? withoutTls("the TLS handshake failed: " + how, false)
        : unanswered(how, ifHttps());
  }

  /** A failure of a proxy's tunnel, which only the text of OkHttp's exceptions tells apart. */
  private Optional<NetworkFailure> tunnel(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    if (said.startsWith("Failed to authenticate with proxy")) {
      return Optional.of(proxyWantsPassword());
    }
    return said.startsWith("Unexpected response code for CONNECT")
        ? Optional.of(
            new NetworkFailure(
                Progress.HOST_FOUND,
                "%s can't be reached: the proxy%s refused the way there (%s)"
                    .formatted(peer.name(), proxy(), said.replaceAll("\\D", "")),
                "check which hosts the proxy allows",
                true))
        : Optional.empty();
  }

  private NetworkFailure proxyWantsPassword() {
    return new NetworkFailure(
        Progress.HOST_FOUND,
        "%s can't be reached: the proxy%s wants a user and a password (407)"
            .formatted(peer.name(), proxy()),
        "give them with the proxy's address",
        true);
  }

  private NetworkFailure unanswered(String why, @Nullable String hint) {
    return new NetworkFailure(
        Progress.CONNECTED, "%s did not answer: %s".formatted(peer.name(), why), hint, false);
  }

  private NetworkFailure unreached(Progress progress, String why, @Nullable String hint) {
    String through = watch.proxy() == null ? "" : " through the proxy" + proxy();
    return new NetworkFailure(
        progress, "%s can't be reached%s: %s".formatted(peer.name(), through, why), hint, false);
  }

  private @Nullable String ifHttps() {
    return peer.https() == null ? null : "if it speaks https, set baseUrl=" + peer.https();
  }

  private String proxy() {
    InetSocketAddress proxy = watch.proxy();
    return proxy == null ? "" : " " + proxy.getHostString() + ":" + proxy.getPort();
  }

  private static String said(Throwable e) {
    return ForeignBody.onOneLine(String.valueOf(e.getMessage()), LONGEST_WORDS);
  }
}
