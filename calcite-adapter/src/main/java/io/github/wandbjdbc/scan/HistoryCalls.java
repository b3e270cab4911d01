package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.predicates.StepWindow;

/**
 * How many requests the histories of runs are likely to need: short runs come together, and of a
 * longer one each window that is asked for is larger than the one before, of which there are more.
 */
final class HistoryCalls {
  /** Runs of more pages come by themselves. */
  private static final int PAGES_OF_A_SHORT_RUN = 5;

  /** The exported part of a long run is asked for once. */
  private static final int FOR_EXPORTS = 1;

  private final PageSizes sizes;
  private final long mostTogether;
  private long page;
  private long together;
  private long members;
  private long calls;
  private int ofEnds;

  /**
   * None so far.
   *
   * @param byKeys whether samples of keys are asked for, rather than whole rows
   */
  HistoryCalls(PageSizes sizes, boolean byKeys) {
    this.sizes = sizes;
    this.page = sizes.steps();
    this.mostTogether = byKeys ? Long.MAX_VALUE : sizes.mostSteps();
  }

  /** Only the ends of runs are wanted, which takes {@code ofEach} requests of a long one. */
  void endsOnly(int ofEach) {
    ofEnds = ofEach;
  }

  /** Those for the steps in {@code window} of {@code runs}. */
  long of(RunSizes runs, StepWindow window) {
    runs.steps().forEach(steps -> add(window.within(steps)));
    end();
    long seen = Math.max(1, runs.steps().size());
    return Math.max(1, Math.round(calls * (double) runs.runs() / seen));
  }

  private void add(long steps) {
    if (steps > (long) PAGES_OF_A_SHORT_RUN * sizes.steps()) {
      addLong(steps);
      return;
    }
    if (members == sizes.sampledRuns() || together + steps > mostTogether) {
      end();
    }
    members++;
    together += steps;
  }

  private void addLong(long steps) {
    end();
    if (ofEnds > 0) {
      calls += ofEnds;
      return;
    }
    long rest = steps - page;
    calls += 1 + FOR_EXPORTS;
    for (int windows = 2; rest > 0; windows *= 2) {
      page = Math.min(2 * page, sizes.mostSteps());
      long asked = Math.min(windows, CallEstimate.pagesOf(rest, page));
      calls += asked;
      rest -= asked * page;
    }
  }

  private void end() {
    calls += members > 0 ? 1 : 0;
    members = 0;
    together = 0;
  }
}
