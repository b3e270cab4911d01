package io.github.wandbjdbc.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one request, a page at a time, fetched as the caller advances. Belongs to one
 * thread; holds no connection between two pages.
 */
public interface Pages<T> extends AutoCloseable {

  /** The next page, which may be empty, or null after the last one. */
  @Nullable List<T> next();

  /** Stops early, and aborts what is in flight. Closing twice is closing once. */
  @Override
  void close();

  /** No pages at all. */
  static <T> Pages<T> none() {
    return of(List.of());
  }

  /** One page of {@code items}; none if there are none. */
  static <T> Pages<T> of(List<T> items) {
    return new Pages<>() {
      private boolean isDone = items.isEmpty();

      @Override
      public @Nullable List<T> next() {
        List<T> page = isDone ? null : items;
        isDone = true;
        return page;
      }

      @Override
      public void close() {
        isDone = true;
      }
    };
  }

  /** The pages that {@code open} opens for each item, one item's after the other's. */
  default <R> Pages<R> concatMap(Function<? super T, Pages<R>> open) {
    Pages<T> source = this;
    return new Pages<>() {
      private final Deque<T> items = new ArrayDeque<>();
      private @Nullable Pages<R> current;
      private boolean isClosed;

      @Override
      public @Nullable List<R> next() {
        while (!isClosed) {
          if (current == null && !hasItem()) {
            return null;
          }
          Pages<R> pages = current == null ? open.apply(items.remove()) : current;
          current = pages;
          List<R> page = pages.next();
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
          List<T> page = source.next();
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
    };
  }

  /** Those items that {@code accepts} accepts, page by page. */
  default Pages<T> filter(Predicate<? super T> accepts) {
    Pages<T> source = this;
    return new Pages<>() {
      @Override
      public @Nullable List<T> next() {
        List<T> page = source.next();
        return page == null ? null : page.stream().filter(accepts).toList();
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }

  /** The first {@code most} items; more aren't asked for. */
  default Pages<T> first(long most) {
    Pages<T> source = this;
    return new Pages<>() {
      private long left = most;

      @Override
      public @Nullable List<T> next() {
        List<T> page = left == 0 ? null : source.next();
        if (page == null) {
          return null;
        }
        List<T> some = page.size() <= left ? page : page.subList(0, (int) left);
        left -= some.size();
        return some;
      }

      @Override
      public void close() {
        left = 0;
        source.close();
      }
    };
  }

  /** For each item what {@code items} makes of it, in pages that are as long as that makes them. */
  default <R> Pages<R> flatMap(Function<? super T, ? extends List<? extends R>> items) {
    Pages<T> source = this;
    return new Pages<>() {
      @Override
      public @Nullable List<R> next() {
        List<T> page = source.next();
        if (page == null) {
          return null;
        }
        List<R> mapped = new ArrayList<>();
        for (T item : page) {
          mapped.addAll(items.apply(item));
        }
        return mapped;
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
