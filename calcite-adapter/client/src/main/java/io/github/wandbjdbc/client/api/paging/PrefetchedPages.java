package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the next page while the one before it is read, from the second page on: whoever is
 * content with the first costs one request.
 */
public final class PrefetchedPages<T> implements Pages<T> {
  private final Pages<T> pages;
  private final CallScope scope;
  private @Nullable Prefetch<@Nullable List<T>> ahead;
  private boolean isStarted;
  private boolean isClosed;

  /**
   * Reads {@code pages} ahead.
   *
   * @param scope that of their requests alone, which ends when they are closed
   */
  public PrefetchedPages(Pages<T> pages, CallScope scope) {
    this.pages = pages;
    this.scope = scope;
  }

  @Override
  public @Nullable List<T> next() {
    if (isClosed) {
      return null;
    }
    List<T> page = ahead == null ? pages.next() : ahead.await();
    ahead = null;
    if (page != null && isStarted) {
      ahead = new Prefetch<>(pages::next);
      ahead.begin();
    }
    isStarted = true;
    return page;
  }

  @Override
  public void close() {
    isClosed = true;
    scope.cancel();
    if (ahead == null) {
      pages.close();
    }
  }
}
