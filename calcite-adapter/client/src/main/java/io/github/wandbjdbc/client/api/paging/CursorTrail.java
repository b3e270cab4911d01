package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the cursor of a listing until the server says that there is no next page, and sees to it
 * that this end comes.
 *
 * <p>Pages may be empty, many in a row, since the server leaves out what the caller may not see. A
 * cursor that is missing or comes back is an error: rows would be missing, or there would be no
 * end.
 */
public final class CursorTrail {
  /** So many pages in a row without anything new are a fault of the server's. */
  private static final int MAX_FRUITLESS_PAGES = 10_000;

  /** The service's own have some dozens of characters. */
  private static final int MAX_CURSOR_LENGTH = 10_000;

  private final String what;
  private final Set<String> passed = new HashSet<>();
  private @Nullable String cursor;
  private int fruitlessPages;
  private boolean isDone;

  /** A trail that begins with the first page of {@code what}. */
  public CursorTrail(String what) {
    this.what = what;
  }

  /**
   * Where the page behind this one begins: at its last edge, as the official client goes on, or
   * where the server says the page ends, if that edge has no cursor.
   *
   * @param lastEdge the cursor of its last edge, null or empty if there is none
   * @param end {@code pageInfo.endCursor}
   */
  public static @Nullable String behind(@Nullable String lastEdge, @Nullable String end) {
    return lastEdge == null || lastEdge.isEmpty() ? end : lastEdge;
  }

  /** Where the next page begins; null for the first one. */
  public @Nullable String cursor() {
    return cursor;
  }

  /** Whether there is no next page. */
  public boolean isDone() {
    return isDone;
  }

  /** Asks for no more. */
  public void end() {
    isDone = true;
  }

  /** Begins anew. */
  public void restart() {
    passed.clear();
    cursor = null;
    fruitlessPages = 0;
    isDone = false;
  }

  /**
   * Goes on behind a page.
   *
   * @param next its cursor, null if it has none
   * @param hasNextPage what the server says; null if it doesn't, so that nobody knows whether this
   *     is all
   * @param hasNews whether it held anything that no page before had held
   */
  public void advance(@Nullable String next, @Nullable Boolean hasNextPage, boolean hasNews) {
    if (hasNextPage == null) {
      throw malformed("gave a list without saying whether it goes on (pageInfo.hasNextPage)");
    }
    fruitlessPages = hasNews ? 0 : fruitlessPages + 1;
    if (!hasNextPage) {
      isDone = true;
      return;
    }
    if (next == null) {
      throw malformed("says that there are more, but not where");
    }
    if (next.length() > MAX_CURSOR_LENGTH) {
      throw malformed("gave a cursor of %d characters".formatted(next.length()));
    }
    if (!passed.add(next)) {
      throw malformed("gave the same cursor twice, which would go on for ever");
    }
    if (fruitlessPages >= MAX_FRUITLESS_PAGES) {
      throw malformed(
          "gave %d pages in a row without anything new, and says that there are more"
              .formatted(fruitlessPages));
    }
    cursor = next;
  }

  private WandbException malformed(String complaint) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE, "%s: the server %s".formatted(what, complaint));
  }
}
