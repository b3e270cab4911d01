package io.github.wandbjdbc.plan;

/**
 * How many requests something is likely to need.
 *
 * @param requests the number; below 0 if it is not known
 * @param isLeast whether more may be needed, for what they bring isn't known in advance
 * @param words what the number is made of
 */
public record CallEstimate(long requests, boolean isLeast, String words) {
  /** Of what asks nobody. */
  static final CallEstimate NONE = new CallEstimate(0, false, "read from local files");

  /** So many pages, or fewer. */
  static CallEstimate pages(long things, int size, String what) {
    long pages = Math.max(1, pagesOf(things, size));
    return new CallEstimate(pages, false, "pages of up to %d %s".formatted(size, what));
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
