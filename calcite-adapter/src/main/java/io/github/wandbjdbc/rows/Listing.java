package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbClient;

/** Asks a source for the items of a table. */
@FunctionalInterface
public interface Listing<T> {

  /**
   * The items that {@code request} wants. More may come than it selects or limits, never fewer:
   * whoever reads them looks at each.
   */
  Pages<T> list(WandbClient client, ItemRequest request, CallScope scope);
}
