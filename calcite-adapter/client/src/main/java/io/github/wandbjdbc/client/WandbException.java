package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A failure to answer. The message says what was asked, what came back and what to try; it never
 * holds a credential.
 */
public final class WandbException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public WandbException(Kind kind, String message) {
    this(kind, message, null);
  }

  public WandbException(Kind kind, String message, @Nullable Throwable cause) {
    // It may repeat what a run holds.
    super(Texts.message(message), cause);
    this.kind = kind;
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }

  /** The kinds of failure. */
  public enum Kind {
    /** No connection to the host. */
    UNREACHABLE,
    /** No credential, or a refused one. */
    UNAUTHENTICATED,
    /** The credential may not see this. */
    FORBIDDEN,
    /** A listed thing no longer exists. */
    NOT_FOUND,
    /** No such entity. */
    UNKNOWN_ENTITY,
    /** No such project, or no access to it: the API answers both alike. */
    UNKNOWN_PROJECT,
    /** Still told to slow down when the time for retries was over. */
    RATE_LIMITED,
    /** The time for the statement was over. */
    TIMEOUT,
    /** The caller cancelled. */
    CANCELLED,
    /** The server failed until the time for retries was over. */
    SERVER_ERROR,
    /** The server refuses the request as malformed. */
    BAD_REQUEST,
    /** The server refuses the request for good, for a reason of its own. */
    REFUSED,
    /** The statement asks for something that can't be asked. */
    BAD_STATEMENT,
    /** An answer or a file that can't be understood. */
    MALFORMED_RESPONSE,
    /** A value that is not of the type that was expected, where that is no warning. */
    MISFIT,
    /** More than a limit set by the driver allows. */
    LIMIT_EXCEEDED,
    /** A recording that doesn't hold what is asked, or can't take what was answered. */
    NOT_RECORDED
  }
}
