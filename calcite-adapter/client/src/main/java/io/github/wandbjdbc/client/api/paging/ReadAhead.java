package io.github.wandbjdbc.client.api.paging;

/**
 * How many requests of one scan may be under way at once: one until its reader has used up a page,
 * then twice as many with each page, as long as they fit into memory.
 */
public final class ReadAhead {
  /** The limit on bytes that are prefetched. */
  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  private final int most;
  private int depth = 1;

  /** At most {@code most} requests. */
  public ReadAhead(int most) {
    this.most = most;
  }

  /** Takes note that a page was used up. */
  public void more() {
    depth = (int) Math.min(most, 2L * depth);
  }

  /** How many requests may be under way for the next {@code rows} rows, at least 1. */
  public int depth(long rows, PageSize page) {
    long pages = rows / page.rows() + (rows % page.rows() == 0 ? 0 : 1);
    long affordable = MAX_BYTES / Math.max(1, page.bytes());
    return (int) Math.max(1, Math.min(depth, Math.min(pages, affordable)));
  }
}
