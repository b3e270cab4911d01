package io.github.wandbjdbc.client;

import java.util.List;
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
}
