package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items of a list in pages, each turned into what was asked for when its page is. Large ones make
 * short pages, so that a page's memory is bounded.
 */
final class ListPages<S, T> implements Pages<T> {
  private static final int PAGE_ITEMS = 100;
  private static final long PAGE_WEIGHT = 4 << 20;

  private final Iterator<S> items;
  private final Function<S, @Nullable T> answer;
  private final ToLongFunction<T> weight;
  private final CallScope scope;
  private boolean closed;

  /**
   * @param answer null for an item that is left out
   * @param weight about how many bytes an answer takes in memory
   */
  ListPages(
      List<S> items, Function<S, @Nullable T> answer, ToLongFunction<T> weight, CallScope scope) {
    this.items = items.iterator();
    this.answer = answer;
    this.weight = weight;
    this.scope = scope;
  }

  @Override
  public @Nullable List<T> next() {
    if (closed || !items.hasNext()) {
      return null;
    }
    List<T> page = new ArrayList<>();
    long weights = 0;
    while (page.size() < PAGE_ITEMS && weights < PAGE_WEIGHT && items.hasNext()) {
      scope.check();
      T next = answer.apply(items.next());
      if (next != null) {
        weights += weight.applyAsLong(next);
        page.add(next);
      }
    }
    return page;
  }

  @Override
  public void close() {
    closed = true;
  }
}
