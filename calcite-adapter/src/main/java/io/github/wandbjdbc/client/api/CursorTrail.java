package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the cursor of a listing to its end, and sees to it that there is one: a cursor that comes
 * back is an error, and whoever promises more but gives page after page without anything new is
 * believed for a while only.
 */
final class CursorTrail {
  private static final int MAX_EMPTY_PAGES = 3;

  /** A listing that moves while it is read repeats a page or two, not so many. */
  private static final int MAX_REPEATED_PAGES = 20;

  private final String what;
  private final Set<String> passed = new HashSet<>();
  private @Nullable String cursor;
  private int emptyPages;
  private int repeatedPages;
  private boolean isDone;
  private boolean isCutShort;

  /** A trail that begins with the first page of {@code what}. */
  CursorTrail(String what) {
    this.what = what;
  }

  /** Where the next page begins; null for the first one. */
  @Nullable String cursor() {
    return cursor;
  }

  /** Whether there is no next page. */
  boolean isDone() {
    return isDone;
  }

  /** Asks for no more. */
  void end() {
    isDone = true;
  }

  /** Begins anew. */
  void restart() {
    passed.clear();
    cursor = null;
    emptyPages = 0;
    repeatedPages = 0;
    isDone = false;
    isCutShort = false;
  }

  /**
   * Goes on behind a page.
   *
   * @param next its cursor, null if it has none
   * @param hasNextPage what the server says
   * @param items how many items it held
   * @param fresh how many of them no page before had held
   */
  void advance(@Nullable String next, boolean hasNextPage, int items, int fresh) {
    emptyPages = items == 0 ? emptyPages + 1 : 0;
    repeatedPages = fresh == 0 ? repeatedPages + 1 : 0;
    if (!hasNextPage) {
      isDone = true;
    } else if (next == null
        || emptyPages >= MAX_EMPTY_PAGES
        || repeatedPages >= MAX_REPEATED_PAGES) {
      cutShort();
    } else if (passed.add(next)) {
      cursor = next;
    } else if (items == 0) {
      cutShort();
    } else {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the server gave the same cursor twice, which would go on for ever".formatted(what));
    }
  }

  /** Tells that there may be more than was read, if the server said so to the last. */
  void warnIfCutShort(CallScope scope) {
    if (isCutShort) {
      scope.warn(
          "%s: the server says that there are more, but gave no more; some may be missing"
              .formatted(what));
    }
  }

  private void cutShort() {
    isDone = true;
    isCutShort = true;
  }
}
