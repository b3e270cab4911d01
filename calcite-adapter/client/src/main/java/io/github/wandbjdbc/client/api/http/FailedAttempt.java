package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.bundles.ExchangeFailure;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One attempt that brought no answer; says whether another one may. */
public final class FailedAttempt extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * As in the official client, and 405: who takes no POST is not the API. Anything else from 400 on
   * may pass.
   */
  private static final Set<Integer> FINAL_STATUSES =
      Set.of(400, 401, 403, 404, 405, 409, 410, 413, 422, 501);

  /** With these servers answer what they can't do with a question, rather than just now. */
  private static final Set<Integer> STATUSES_OF_QUESTIONS = Set.of(400, 422, 500);

  // What is known of a failure, as recordings call it.
  private static final String FINAL = "final";
  private static final String BLAMES_QUESTION = "blames question";
  private static final String OF_ERRORS = "of errors";
  private static final String ANSWER = "answer";
  private static final String SAYS_WHY = "says why";
  private static final String CONNECTED = "connected";

  private final Kind kind;
  private final @Nullable String hint;
  private final boolean isFinal;
  private boolean blamesQuestion;
  private boolean isOfErrors;
  private boolean isAnswer;
  private boolean saysWhy;
  private transient Set<String> named = Set.of();
  private final boolean wasConnected;
  private final transient @Nullable Duration askedWait;
  private final boolean isWithoutConnection;

  private FailedAttempt(
      Kind kind,
      String message,
      @Nullable String hint,
      boolean isFinal,
      @Nullable Duration askedWait) {
    super(message);
    this.kind = kind;
    this.hint = hint;
    this.isFinal = isFinal;
    this.wasConnected = true;
    this.askedWait = askedWait;
    this.isWithoutConnection = false;
  }

  private FailedAttempt(NetworkFailure failure, IOException cause, boolean wasConnected) {
    super(failure.message(), cause);
    this.kind = Kind.UNREACHABLE;
    this.hint = failure.hint();
    this.isFinal = failure.isFinal();
    this.wasConnected = wasConnected;
    this.askedWait = null;
    this.isWithoutConnection = failure.isWithoutConnection();
  }

  /**
   * No answer at all.
   *
   * @param limit how long the attempt might take
   * @param wasConnected whether the request could be sent
   */
  public static FailedAttempt of(
      IOException e,
      ConnectWatch watch,
      NetworkFailure.Peer peer,
      Duration limit,
      boolean wasConnected) {
    return new FailedAttempt(NetworkFailure.of(e, watch, peer, limit), e, wasConnected);
  }

  /** An answer that is not a 200. */
  public static FailedAttempt of(Response response, Buffer body, Instant now, ApiOptions options) {
    int status = response.code();
    ServerMessages messages = ServerMessages.in(body);
    Optional<UnexpectedBody> foreign =
        messages.isEmpty() ? UnexpectedBody.in(body) : Optional.empty();
    Kind kind = kind(status, messages);
    String said = "answered " + status + said(messages, foreign);
    String hint = foreign.flatMap(page -> hint(page, kind, options.baseUrl())).orElse(null);
    if (response.isRedirect()) {
      Redirection redirection = Redirection.of(response, options.baseUrl());
      said += redirection.words();
      hint = redirection.hint();
    }
    FailedAttempt failure =
        new FailedAttempt(
            kind,
            redacted(said, options),
            hint == null ? null : redacted(hint, options),
            kind != Kind.RATE_LIMITED && (status < 400 || FINAL_STATUSES.contains(status)),
            RetryWait.asked(response.headers(), now).orElse(null));
    failure.isAnswer = true;
    failure.blamesQuestion = kind != Kind.RATE_LIMITED && STATUSES_OF_QUESTIONS.contains(status);
    failure.saysWhy = status < 500;
    failure.named = messages.named();
    return failure;
  }

  /** An answer for which there is no room beside others. */
  static FailedAttempt of(BodyLimit.Crowded e) {
    FailedAttempt failure =
        new FailedAttempt(
            Kind.LIMIT_EXCEEDED,
            String.valueOf(e.getMessage()),
            "read less at once, or raise -Xmx",
            false,
            null);
    failure.initCause(e);
    return failure;
  }

  /** A 200 that holds errors. */
  public static FailedAttempt of(ServerMessages messages) {
    FailedAttempt failure =
        new FailedAttempt(messages.kind(), "answered with errors", null, true, null);
    failure.isAnswer = true;
    failure.isOfErrors = true;
    failure.blamesQuestion =
        switch (messages.kind()) {
          case UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED -> false;
          case NOT_FOUND, UNKNOWN_ENTITY, UNKNOWN_PROJECT -> false;
          case UNREACHABLE, TIMEOUT, CANCELLED, NOT_RECORDED -> false;
          case SERVER_ERROR,
              REFUSED,
              BAD_REQUEST,
              BAD_STATEMENT,
              MALFORMED_RESPONSE,
              MISFIT,
              LIMIT_EXCEEDED ->
              true;
        };
    failure.saysWhy = true;
    failure.named = messages.named();
    return failure;
  }

  /**
   * Whether {@code e} says that the server can't do with the question, and not only that it can't
   * just now.
   */
  public static boolean blamesQuestion(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.blamesQuestion;
  }

  /** Whether {@code e} tells of an answer that only a fault of the question explains: no 5xx. */
  public static boolean saysWhy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.saysWhy;
  }

  /** Whether {@code e} says that the question may have been too much for the server. */
  public static boolean isPerhapsTooHeavy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure && failure.isPerhapsTooHeavy();
  }

  /** The fields, by their aliases, at which the errors point that {@code e} tells of. */
  public static Set<String> namedBy(WandbException e) {
    return e.getCause() instanceof FailedAttempt failure ? failure.named : Set.of();
  }

  /** A 200 that asks to slow down. */
  static FailedAttempt ofRateLimit(
      Response response, ServerMessages messages, Instant now, ApiOptions options) {
    FailedAttempt failure =
        new FailedAttempt(
            Kind.RATE_LIMITED,
            redacted("answered with an error: " + messages, options),
            null,
            false,
            RetryWait.asked(response.headers(), now).orElse(null));
    failure.isAnswer = true;
    return failure;
  }

  private static String redacted(String text, ApiOptions options) {
    Credential credential = options.credential();
    return credential == null ? text : credential.redact(text);
  }

  private static String said(ServerMessages messages, Optional<UnexpectedBody> foreign) {
    if (!messages.isEmpty()) {
      return " (" + messages + ")";
    }
    return foreign.map(body -> (body.isPage() ? " with " : ": ") + body).orElse("");
  }

  private static Optional<String> hint(UnexpectedBody body, Kind kind, BaseUrl base) {
    String https = base.with("https");
    if (body.wantsTls() && https != null) {
      return Optional.of("it speaks https: set baseUrl=" + https);
    }
    boolean isOfNoApi = kind == Kind.MALFORMED_RESPONSE;
    boolean mayPass = kind == Kind.SERVER_ERROR || kind == Kind.RATE_LIMITED;
    return body.isPage() && !isOfNoApi && !mayPass
        ? Optional.of("is it a proxy's or a login page? Check the base URL, and the proxy")
        : Optional.empty();
  }

  /** The record of {@code e}, whose cause this is, for a recording. */
  ExchangeFailure kept(WandbException e) {
    Set<String> facts = new TreeSet<>();
    Map.of(
            FINAL, isFinal,
            BLAMES_QUESTION, blamesQuestion,
            OF_ERRORS, isOfErrors,
            ANSWER, isAnswer,
            SAYS_WHY, saysWhy,
            CONNECTED, wasConnected)
        .forEach((fact, holds) -> facts.addAll(holds ? Set.of(fact) : Set.of()));
    return new ExchangeFailure(
        e.kind(),
        String.valueOf(e.getMessage()),
        ExchangeFailure.Cause.ATTEMPT,
        kind,
        String.valueOf(getMessage()),
        facts,
        List.copyOf(named));
  }

  /** The failure that a recording has kept. */
  static FailedAttempt of(ExchangeFailure kept) {
    return new FailedAttempt(kept);
  }

  private FailedAttempt(ExchangeFailure kept) {
    super(kept.causeMessage());
    this.kind = kept.causeKind();
    this.hint = null;
    this.isFinal = kept.facts().contains(FINAL);
    this.blamesQuestion = kept.facts().contains(BLAMES_QUESTION);
    this.isOfErrors = kept.facts().contains(OF_ERRORS);
    this.isAnswer = kept.facts().contains(ANSWER);
    this.saysWhy = kept.facts().contains(SAYS_WHY);
    this.named = new LinkedHashSet<>(kept.named());
    this.wasConnected = kept.facts().contains(CONNECTED);
    this.askedWait = null;
    this.isWithoutConnection = false;
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
        null,
        kind == Kind.FORBIDDEN || kind == Kind.MALFORMED_RESPONSE || status == 501,
        RetryWait.asked(response.headers(), now).orElse(null));
  }

  /** Whether its message goes on after "the API": it did answer, though not as it should. */
  boolean isAnswer() {
    return isAnswer;
  }

  Kind kind() {
    return kind;
  }

  /** A hint, if there is a better one than the kind of failure suggests. */
  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** Whether trying again has no point. */
  public boolean isFinal() {
    return isFinal;
  }

  /** How long the server asks to wait. */
  Optional<Duration> askedWait() {
    return Optional.ofNullable(askedWait);
  }

  /** Whether no connection came about. */
  boolean isWithoutConnection() {
    return isWithoutConnection;
  }

  /**
   * Whether the question may have been too much for the server: it failed, was too slow, or broke
   * the connection.
   */
  public boolean isPerhapsTooHeavy() {
    return kind == Kind.SERVER_ERROR
        || (kind == Kind.UNREACHABLE && wasConnected)
        || (isOfErrors && kind == Kind.REFUSED);
  }

  /** Whether it was answered, by errors in a 200. */
  public boolean isOfErrors() {
    return isOfErrors;
  }

  /** Whether it was given up after it had been waited for. */
  boolean isTimeout() {
    return wasConnected && getCause() instanceof InterruptedIOException;
  }

  private static Kind kind(int status, ServerMessages messages) {
    if (status >= 400 && messages.isRateLimit()) {
      return Kind.RATE_LIMITED;
    }
    return switch (status) {
      case 401 -> Kind.UNAUTHENTICATED;
      case 403 -> Kind.FORBIDDEN;
      case 404, 405 -> notFound(messages);
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
    return messages.kind() == Kind.REFUSED ? Kind.NOT_FOUND : messages.kind();
  }

  private static Kind other(int status) {
    return status < 500 ? Kind.BAD_REQUEST : Kind.SERVER_ERROR;
  }
}
