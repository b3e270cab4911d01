package io.github.wandbjdbc.client.api.paging;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * How many requests of one scan may be under way at once: one until its reader has used up a page,
 * then twice as many with each page, as long as they fit into memory.
 */
public final class PrefetchDepth {
  /** The limit on bytes that are prefetched. */
  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  /** Those of all scans that are under way; forgotten scans go by themselves. */
  private static final Set<PrefetchDepth> ALL =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** So many scans at once may prefetch as much as each of them. */
  private static final int FEW = 2;

  private final int most;
  private int depth = 1;

  /** At most {@code most} requests. */
  public PrefetchDepth(int most) {
    this.most = most;
  }

  /** Takes note that a page was used up. */
  public void more() {
    depth = (int) Math.min(most, 2L * depth);
    ALL.add(this);
  }

  /** Takes note that the scan is over: others have its memory. */
  public void end() {
    ALL.remove(this);
  }

  /** How many requests may be under way for the next {@code rows} rows, at least 1. */
  public int depth(long rows, PageSize page) {
    long pages = rows / page.rows() + (rows % page.rows() == 0 ? 0 : 1);
    long share = MAX_BYTES * FEW / Math.max(FEW, ALL.size());
    long affordable = share / Math.max(1, page.bytes());
    return (int) Math.max(1, Math.min(depth, Math.min(pages, affordable)));
  }
}
