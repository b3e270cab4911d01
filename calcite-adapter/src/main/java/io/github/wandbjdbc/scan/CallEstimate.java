package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.PageSizes;
import org.jspecify.annotations.Nullable;

/**
 * How many requests something is likely to need.
 *
 * @param requests the number; below 0 if it is not known
 * @param isLeast whether more may be needed, for what they bring isn't known in advance
 * @param words what the number is made of
 * @param bytes of the answers, unpacked; below 0 if nothing is known of them
 */
public record CallEstimate(long requests, boolean isLeast, String words, long bytes) {
  private static final int GROWTH = 4;

  /** Of what asks nobody. */
  public static final CallEstimate NONE = new CallEstimate(0, false, "read from local files", 0);

  CallEstimate(long requests, boolean isLeast, String words) {
    this(requests, isLeast, words, -1);
  }

  /** The same requests, whose answers hold so many bytes beside what is around these. */
  CallEstimate holding(long size) {
    return requests < 0
        ? this
        : new CallEstimate(requests, isLeast, words, AnswerSizes.answers(requests) + size);
  }

  /** So many pages, or fewer. */
  static CallEstimate pages(long things, int size, String what) {
    return growingPages(things, size, size, what);
  }

  /** So many pages, each four times as large as the one before until they are large enough. */
  static CallEstimate growingPages(long things, int first, int most, String what) {
    long pages = 1;
    long size = first;
    for (long rest = things - first; rest > 0; rest -= size) {
      size = Math.min(GROWTH * size, most);
      pages++;
    }
    return new CallEstimate(pages, false, pagesOf(first, most, what));
  }

  /** Those that count {@code runs}, for maxRuns, and list them. */
  static long countedRuns(long runs, PageSizes sizes) {
    return 1 + growingPages(runs, sizes.runs(), sizes.mostRuns(), "").requests();
  }

  /** The words for pages that hold {@code first} things, and perhaps more later on. */
  static String pagesOf(int first, int most, String what) {
    return (first < most ? "pages of %d %s or more" : "pages of up to %d %s")
        .formatted(first, what);
  }

  /** Of what comes with the pages that {@code table} is read from. */
  public static CallEstimate shared(String table) {
    return new CallEstimate(0, false, "from the pages of " + table, 0);
  }

  /** The same, and perhaps others, in words; null for none. */
  public CallEstimate besides(@Nullable String others) {
    return others == null ? this : new CallEstimate(requests, true, words + ", " + others, bytes);
  }

  static CallEstimate unknown(String words) {
    return new CallEstimate(-1, true, words);
  }

  static long pagesOf(long things, long size) {
    return things / size + (things % size == 0 ? 0 : 1);
  }

  @Override
  public String toString() {
    if (requests < 0) {
      return words;
    }
    return requests + (isLeast ? " or more" : "") + " (" + words + ")";
  }
}
