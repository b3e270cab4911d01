package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items of a list in pages, each turned into what was asked for when its page is. */
final class ListPages<S, T> implements Pages<T> {
  private static final int PAGE_ITEMS = 100;

  private final Iterator<S> items;
  private final Function<S, T> answer;
  private final CallScope scope;
  private boolean closed;

  ListPages(List<S> items, Function<S, T> answer, CallScope scope) {
    this.items = items.iterator();
    this.answer = answer;
    this.scope = scope;
  }

  @Override
  public @Nullable List<T> next() {
    if (closed || !items.hasNext()) {
      return null;
    }
    List<T> page = new ArrayList<>();
    while (page.size() < PAGE_ITEMS && items.hasNext()) {
      scope.check();
      page.add(answer.apply(items.next()));
    }
    return page;
  }

  @Override
  public void close() {
    closed = true;
  }
}
