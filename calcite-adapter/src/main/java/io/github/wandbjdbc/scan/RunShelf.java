package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.predicates.JoinedRuns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs that one scan was given, for another that is asked for them after that. What isn't there any
 * more has to be asked for anew.
 */
final class RunShelf {
  /** So many runs are kept before the last that was taken. */
  private static final int KEPT = 4 * JoinedRuns.SIZE;

  /** The most that runs of earlier pages weigh. */
  private static final long MOST_WEIGHT = 16 << 20;

  private final boolean isInOrder;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private long weight;

  /**
   * An empty one.
   *
   * @param isInOrder whether runs are asked for about as they were listed, so that those from long
   *     before can be forgotten
   */
  RunShelf(boolean isInOrder) {
    this.isInOrder = isInOrder;
  }

  void put(List<Run> page) {
    if (isInOrder) {
      forgetWhileTooHeavy();
    }
    for (Run run : page) {
      if (isInOrder || weight < MOST_WEIGHT) {
        Run before = runs.put(run.id(), run);
        weight += run.weight() - (before == null ? 0 : before.weight());
      }
    }
  }

  void clear() {
    runs.clear();
    weight = 0;
  }

  /** Those of {@code ids} that are there. */
  List<Run> take(Collection<?> ids) {
    List<Run> taken = new ArrayList<>();
    @Nullable Run last = null;
    for (Object id : ids) {
      Run run = runs.get(id.toString());
      if (run != null) {
        taken.add(run);
        last = run;
      }
    }
    if (last != null && isInOrder) {
      forgetLongBefore(last);
    }
    return taken;
  }

  private void forgetLongBefore(Run last) {
    int before = 0;
    for (Run run : runs.values()) {
      if (run.id().equals(last.id())) {
        break;
      }
      before++;
    }
    Iterator<Run> all = runs.values().iterator();
    for (int i = KEPT; i < before; i++) {
      forget(all);
    }
  }

  private void forgetWhileTooHeavy() {
    Iterator<Run> all = runs.values().iterator();
    while (weight > MOST_WEIGHT && all.hasNext()) {
      forget(all);
    }
  }

  private void forget(Iterator<Run> all) {
    weight -= all.next().weight();
    all.remove();
  }
}
