package io.github.wandbjdbc.client.api.discovery;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;

/**
 * How many items of one kind a server bears in one page, as its failures have shown; no bound until
 * it fails at a page.
 *
 * <p>Newer answers count for more: twice as many are tried after a good page where that is far from
 * what failed, else after some, and after more with each try that fails. Safe for use by several
 * threads.
 */
public final class PageBound {
  /** No page failed. */
  public static final int NONE = Integer.MAX_VALUE;

  /** After so many good pages a size that failed once is tried again. */
  private static final int FIRST_PAGES_BEFORE_TRY = 3;

  private static final int MOST_PAGES_BEFORE_TRY = 96;

  private final PageKind kind;
  private final ServerFindings findings;
  private int most = NONE;
  private int failed = NONE;
  private int pagesBeforeTry = FIRST_PAGES_BEFORE_TRY;
  private int goodPages;

  PageBound(PageKind kind, ServerFindings findings) {
    this.kind = kind;
    this.findings = findings;
  }

  /** A snapshot of the bound. */
  public record State(int most, int failed, int pagesBeforeTry) {}

  /** How many items to ask for at the most, at least 1. */
  public synchronized int most() {
    return most;
  }

  public synchronized State state() {
    return new State(most, failed, pagesBeforeTry);
  }

  /**
   * Takes note that the server failed at a page.
   *
   * @param asked how many items were asked for, at least 2
   * @param next how many to ask for from now on, fewer than that
   */
  public synchronized void failed(int asked, int next) {
    if (next >= most) {
      // The answer to an older question, from before the server was asked for less.
      return;
    }
    if (failed != NONE && asked >= failed) {
      pagesBeforeTry = Math.min(2 * pagesBeforeTry, MOST_PAGES_BEFORE_TRY);
    }
    failed = asked;
    set(next, "a page of %d failed".formatted(asked));
  }

  /** Takes note of a good page, of which {@code asked} items were wanted. */
  public synchronized void answered(int asked, int returned) {
    // A short page of runs is the end of few; a window with few rows took as much looking.
    int items = kind == PageKind.HISTORY ? asked : Math.min(asked, returned);
    if (items >= failed) {
      failed = NONE;
      pagesBeforeTry = FIRST_PAGES_BEFORE_TRY;
    }
    if (most == NONE || items < most) {
      return;
    }
    goodPages++;
    int next = 2 * most;
    if (next <= failed / 2 || goodPages >= pagesBeforeTry) {
      set(
          next > ApiOptions.MAX_HISTORY_PAGE_SIZE ? NONE : next,
          "%d pages of %d were answered".formatted(goodPages, most));
    }
  }

  /** Takes back what was learnt since: it wasn't the size at which the server failed. */
  public synchronized void restore(State before) {
    failed = before.failed;
    pagesBeforeTry = before.pagesBeforeTry;
    set(before.most, "smaller pages failed as well");
  }

  private void set(int value, String why) {
    if (value != most) {
      findings.note(kind.words(), value == NONE ? "no limit was found" : "at most " + value, why);
    }
    most = value;
    goodPages = 0;
  }
}
