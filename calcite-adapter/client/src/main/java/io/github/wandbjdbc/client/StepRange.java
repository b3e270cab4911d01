package io.github.wandbjdbc.client;

/** The history steps a scan wants: from {@code first} up to, but not including, {@code end}. */
public record StepRange(long first, long end) {

  /** Every step. */
  public static final StepRange ALL = new StepRange(0, Long.MAX_VALUE);

  /** No step. */
  public static final StepRange NONE = new StepRange(0, 0);

  public StepRange {
    if (first < 0 || end < first) {
      throw new IllegalArgumentException("steps run from %d to %d".formatted(first, end));
    }
  }

  /** The steps in both ranges; empty, never null, if they don't meet. */
  public StepRange intersect(StepRange other) {
    long from = Math.max(first, other.first);
    long to = Math.min(end, other.end);
    return to <= from ? NONE : new StepRange(from, to);
  }

  /** Whether no step is in it. */
  public boolean isEmpty() {
    return end == first;
  }

  /** Whether {@code step} is in it. */
  public boolean contains(long step) {
    return first <= step && step < end;
  }

  /** The number of steps in it. */
  public long width() {
    return end - first;
  }
}
