package io.github.wandbjdbc.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For each item of some pages pages of their own, opened when those before are used up. */
final class ConcatenatedPages<S, T> implements Pages<T> {
  private final Pages<S> source;
  private final Function<? super S, Pages<T>> open;
  private final Deque<S> items = new ArrayDeque<>();
  private @Nullable Pages<T> current;
  private boolean isClosed;

  ConcatenatedPages(Pages<S> source, Function<? super S, Pages<T>> open) {
    this.source = source;
    this.open = open;
  }

  @Override
  public @Nullable List<T> next() {
    while (!isClosed) {
      if (current == null && !hasItem()) {
        return null;
      }
      Pages<T> pages = current == null ? open.apply(items.remove()) : current;
      current = pages;
      List<T> page = pages.next();
      if (page != null) {
        return page;
      }
      pages.close();
      current = null;
    }
    return null;
  }

  private boolean hasItem() {
    while (items.isEmpty()) {
      List<S> page = source.next();
      if (page == null) {
        return false;
      }
      items.addAll(page);
    }
    return true;
  }

  @Override
  public void close() {
    isClosed = true;
    source.close();
    if (current != null) {
      current.close();
    }
  }
}
