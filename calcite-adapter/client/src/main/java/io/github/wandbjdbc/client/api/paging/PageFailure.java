package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.http.BodyLimit;
import io.github.wandbjdbc.client.api.http.FailedAttempt;

/** Tells failures that a smaller page may not meet from others. */
public final class PageFailure {
  private PageFailure() {}

  /**
   * Whether the page may have been too much: the server failed at it, was too slow or broke the
   * connection, or the answer was larger than we take. A server that can't be reached, and a
   * statement that has used up its budget, wouldn't do better with less.
   */
  public static boolean isPerhapsTooLarge(WandbException e) {
    if (e.getCause() instanceof FailedAttempt attempt) {
      return attempt.isPerhapsTooHeavy() && (!attempt.isFinal() || attempt.isOfErrors());
    }
    return e.getCause() instanceof BodyLimit.TooLarge || e.kind() == Kind.SERVER_ERROR;
  }

  /** The failure itself, where a listing that failed at its last item says which one that is. */
  public static WandbException itself(WandbException e) {
    return e.getCause() instanceof WandbException cause ? cause : e;
  }

  /** Whether the statement is over with {@code e}, whatever else could be asked for. */
  public static boolean endsStatement(WandbException e) {
    return e.kind() == Kind.CANCELLED
        || e.kind() == Kind.TIMEOUT
        || e.kind() == Kind.LIMIT_EXCEEDED
        || e.kind() == Kind.NOT_RECORDED
        || e.kind() == Kind.UNAUTHENTICATED;
  }

  /**
   * Whether the page may hold something that the server can't send, or that can't be understood:
   * one item of it, so that the others can be read without.
   */
  public static boolean isPerhapsOfOneItem(WandbException e) {
    return isPerhapsTooLarge(e)
        || (e.kind() == Kind.MALFORMED_RESPONSE && !(e.getCause() instanceof FailedAttempt));
  }
}
