package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.values.LoggedValues;

/** A column of doubles that is in no list, as metrics are. */
final class FlatDoubles implements RowColumn {
  private final FlatPages pages;
  private final int index;

  /** The doubles of {@code pages}, as the values of column {@code index} of the rows. */
  FlatDoubles(FlatPages pages, int index) {
    this.pages = pages;
    this.index = index;
  }

  @Override
  public void read(LoggedValues rows, int[] places, int count) {
    int at = 0;
    while (at < count) {
      int end = at + pages.take(count - at);
      if (!pages.isPresent()) {
        at = end;
      }
      for (; at < end; at++) {
        if (places[at] == NOWHERE) {
          pages.skip();
        } else {
          rows.setNumber(places[at], index, pages.nextDouble());
        }
      }
    }
  }
}
