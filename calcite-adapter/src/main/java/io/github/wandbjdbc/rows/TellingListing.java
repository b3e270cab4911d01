package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbClient;

/** A {@link Listing} that meets values of which no item can be made. */
@FunctionalInterface
public interface TellingListing<T> {

  /** As {@link Listing#list}; tells {@code misfits} of what is missing among the items. */
  Pages<T> list(WandbClient client, ItemRequest request, CallScope scope, Misfits misfits);
}
