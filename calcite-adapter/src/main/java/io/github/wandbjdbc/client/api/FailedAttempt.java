package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One attempt that brought no answer; says whether another one may. */
final class FailedAttempt extends Exception {
  private static final long serialVersionUID = 1L;

  /** As in the official client; anything else from 400 on may pass. */
  private static final Set<Integer> FINAL_STATUSES =
      Set.of(400, 401, 403, 404, 409, 410, 413, 422, 501);

  /** With these servers answer what they can't do with a question, rather than just now. */
  private static final Set<Integer> STATUSES_OF_QUESTIONS = Set.of(400, 422, 500);

  private final Kind kind;
  private final boolean isFinal;
  private boolean blamesQuestion;
  private boolean saysWhy;
  private transient Set<String> named = Set.of();
  private final transient @Nullable Duration askedWait;

  private FailedAttempt(
      Kind kind,
      String message,
      boolean isFinal,
      @Nullable Duration askedWait,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.isFinal = isFinal;
    this.askedWait = askedWait;
  }

  /** No answer at all. */
  static FailedAttempt of(IOException e, BaseUrl baseUrl) {
    String reason =
        e instanceof UnknownHostException
            ? "there is no such host"
            : e instanceof ConnectException ? "no connection" : String.valueOf(e.getMessage());
    return new FailedAttempt(
        Kind.UNREACHABLE,
        "%s did not answer (%s)".formatted(baseUrl, reason),
        isUntrusted(e),
        null,
        e);
  }

  /** An answer that is not a 200. */
  static FailedAttempt of(
      Response response, Buffer body, Instant now, @Nullable Credential credential) {
    int status = response.code();
    ServerMessages messages = ServerMessages.in(body);
    String said = messages.isEmpty() ? "" : " (" + messages + ")";
    FailedAttempt failure =
        new FailedAttempt(
            kind(status, messages),
            "answered " + status + (credential == null ? said : credential.redact(said)),
            status < 400 || FINAL_STATUSES.contains(status),
            RetryWait.asked(response.headers(), now).orElse(null),
            null);
    failure.blamesQuestion = STATUSES_OF_QUESTIONS.contains(status);
    failure.saysWhy = status < 500;
    failure.named = messages.named();
    return failure;
  }

  /** A 200 that holds errors. */
  static FailedAttempt of(ServerMessages messages) {
    FailedAttempt failure =
        new FailedAttempt(messages.kind(), "answered with errors", true, null, null);
    failure.blamesQuestion =
        switch (messages.kind()) {
          case UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED -> false;
          case NOT_FOUND, UNKNOWN_ENTITY, UNKNOWN_PROJECT -> false;
          case UNREACHABLE, TIMEOUT, CANCELLED -> false;
          case SERVER_ERROR, BAD_REQUEST, MALFORMED_RESPONSE, MISFIT, LIMIT_EXCEEDED -> true;
        };
    failure.saysWhy = true;
    Set<String> named = new HashSet<>(messages.named());
    messages.unknownName().ifPresent(named::add);
    failure.named = Set.copyOf(named);
    return failure;
  }

  /**
   * Whether {@code e} says that the server can't do with the question, and not only that it can't
   * just now.
   */
  static boolean blamesQuestion(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.blamesQuestion;
  }

  /** Whether {@code e} tells of an answer that only a fault of the question explains: no 5xx. */
  static boolean saysWhy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.saysWhy;
  }

  /** Whether {@code e} says that the question may have been too much for the server. */
  static boolean isPerhapsTooHeavy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.isPerhapsTooHeavy();
  }

  /** The fields, by their aliases, at which the errors point that {@code e} tells of. */
  static Set<String> namedBy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure ? failure.named : Set.of();
  }

  /** No answer at all from where exported files are. */
  static FailedAttempt ofStorage(IOException e) {
    String reason =
        e instanceof ConnectException || e instanceof UnknownHostException
            ? "no connection"
            : String.valueOf(e.getMessage());
    return new FailedAttempt(
        Kind.UNREACHABLE,
        "the storage of exported files did not answer (%s)".formatted(reason),
        isUntrusted(e),
        null,
        e);
  }

  /** An answer of the storage that brings no file. What it says else may repeat the signed URL. */
  static FailedAttempt ofStorage(Response response, Instant now) {
    int status = response.code();
    Kind kind =
        switch (status) {
          // A signature that has expired is refused in different ways.
          case 400, 401, 403, 404, 410 -> Kind.FORBIDDEN;
          case 429 -> Kind.RATE_LIMITED;
          default -> status < 500 ? Kind.MALFORMED_RESPONSE : Kind.SERVER_ERROR;
        };
    return new FailedAttempt(
        kind,
        "the storage of exported files answered " + status,
        kind == Kind.FORBIDDEN || kind == Kind.MALFORMED_RESPONSE || status == 501,
        RetryWait.asked(response.headers(), now).orElse(null),
        null);
  }

  Kind kind() {
    return kind;
  }

  /** Whether trying again has no point. */
  boolean isFinal() {
    return isFinal;
  }

  /** How long the server asks to wait. */
  Optional<Duration> askedWait() {
    return Optional.ofNullable(askedWait);
  }

  /** Whether no connection came about. */
  boolean isWithoutConnection() {
    return getCause() instanceof ConnectException
        || getCause() instanceof UnknownHostException
        || getCause() instanceof NoRouteToHostException;
  }

  /** Whether the question may have been too much for the server. */
  boolean isPerhapsTooHeavy() {
    return kind == Kind.SERVER_ERROR || getCause() instanceof InterruptedIOException;
  }

  private static boolean isUntrusted(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private static Kind kind(int status, ServerMessages messages) {
    return switch (status) {
      case 401 -> Kind.UNAUTHENTICATED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> notFound(messages);
      case 429 -> Kind.RATE_LIMITED;
      case 408 -> Kind.SERVER_ERROR;
      default -> status < 400 ? Kind.MALFORMED_RESPONSE : other(status);
    };
  }

  /** Without a word of the API's, it isn't the API that was asked. */
  private static Kind notFound(ServerMessages messages) {
    if (messages.isEmpty()) {
      return Kind.MALFORMED_RESPONSE;
    }
    return messages.kind() == Kind.SERVER_ERROR ? Kind.NOT_FOUND : messages.kind();
  }

  private static Kind other(int status) {
    return status < 500 ? Kind.BAD_REQUEST : Kind.SERVER_ERROR;
  }
}
