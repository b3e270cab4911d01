package io.github.wandbjdbc.engine.execute;

/**
 * Sorts places and leaves those that are equal as they come: runs of a few are sorted by insertion,
 * then merged. Looks every 1,024 comparisons whether it is to end.
 */
public final class RowIndexSort {
  private static final int RUN = 8;
  private static final int TURNS = 1024;

  private final RowIndexComparator order;
  private final Runnable look;
  private int turns;

  private RowIndexSort(RowIndexComparator order, Runnable look) {
    this.order = order;
    this.look = look;
  }

  /** How many bytes of memory sorting {@code count} places takes, those places included. */
  public static long bytes(int count) {
    return 8L * count;
  }

  /** The places 0 to {@code count} in {@code order}. */
  public static int[] sorted(int count, RowIndexComparator order, Runnable look) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = i;
    }
    return sort(places, 0, count, order, look);
  }

  /**
   * Sorts {@code places} from {@code from} up to, but not including, {@code end}, and gives the
   * array back.
   */
  public static int[] sort(
      int[] places, int from, int end, RowIndexComparator order, Runnable look) {
    new RowIndexSort(order, look).sort(places, from, end);
    return places;
  }

  private void sort(int[] places, int from, int end) {
    for (int i = from; i < end; i += RUN) {
      insert(places, i, Math.min(end, i + RUN));
    }
    if (end - from <= RUN) {
      return;
    }
    int[] spare = new int[end - from];
    for (long width = RUN; width < end - from; width *= 2) {
      for (long left = from; left < end - width; left += 2 * width) {
        int middle = (int) (left + width);
        merge(places, (int) left, middle, (int) Math.min(end, middle + width), spare);
      }
    }
  }

  private void insert(int[] places, int from, int end) {
    for (int i = from + 1; i < end; i++) {
      int place = places[i];
      int k = i;
      while (k > from && compare(places[k - 1], place) > 0) {
        places[k] = places[k - 1];
        k--;
      }
      places[k] = place;
    }
  }

  private void merge(int[] places, int from, int middle, int end, int[] spare) {
    if (compare(places[middle - 1], places[middle]) <= 0) {
      return;
    }
    int count = middle - from;
    System.arraycopy(places, from, spare, 0, count);
    int left = 0;
    int right = middle;
    int to = from;
    while (left < count && right < end) {
      places[to++] = compare(spare[left], places[right]) <= 0 ? spare[left++] : places[right++];
    }
    System.arraycopy(spare, left, places, to, count - left);
  }

  private int compare(int left, int right) {
    if (++turns == TURNS) {
      turns = 0;
      look.run();
    }
    return order.compare(left, right);
  }
}
