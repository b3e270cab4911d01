package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.diagnostics.CallTally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far one scan has come in one execution, however often it was begun anew. */
public final class ScanContext {
  private final CallScope scope;
  private final Set<Object> runs = new HashSet<>();
  private final Set<Object> lookedUp;
  private long times;
  private long pages;
  private long rows;
  private double reached = Double.NaN;

  /**
   * A scan that was not yet begun, of the statement that {@code whole} bounds.
   *
   * @param lookedUp what was looked up for warnings of the statement
   */
  ScanContext(CallScope whole, Set<Object> lookedUp) {
    this.lookedUp = lookedUp;
    this.scope = whole.counting(new CallTally());
  }

  /** The scope that limits and counts the scan's calls. */
  CallScope scope() {
    return scope;
  }

  /** Counts a beginning, and tells whether it is the first. */
  boolean begin() {
    return times++ == 0;
  }

  /** As many of {@code ids}, from the first, as make no more than {@code most} runs in all. */
  List<Object> admit(List<Object> ids, long most) {
    List<Object> admitted = new ArrayList<>();
    for (Object id : ids) {
      if (!runs.contains(id) && runs.size() >= most) {
        break;
      }
      runs.add(id);
      admitted.add(id);
    }
    return admitted;
  }

  /** Whether {@code what} is looked up for a warning now, as no scan of the statement did so. */
  boolean looksUp(Object what) {
    return lookedUp.add(what);
  }

  void page() {
    pages++;
  }

  void row() {
    rows++;
  }

  /** Takes note that no row that is still to come is before {@code value}; NaN if it may be. */
  void reach(double value) {
    reached = value;
  }

  /** The value before which no row is that is still to come; NaN if that isn't known. */
  double reached() {
    return reached;
  }

  /** How often the scan was begun. */
  public long times() {
    return times;
  }

  /** How many pages it got. */
  public long pages() {
    return pages;
  }

  /** How many rows it gave. */
  public long rows() {
    return rows;
  }

  /** The calls that were made. */
  public CallTally calls() {
    return scope.tally();
  }
}
