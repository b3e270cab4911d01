package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.predicates.StepWindow;
import java.util.List;

/**
 * How many runs a scan is about, and how many steps some of them have.
 *
 * @param runs the number; below 0 if it isn't known
 * @param steps of the runs that were looked at; empty if none were
 */
public record RunSizes(long runs, List<Long> steps) {
  /** Of what nobody has looked at. */
  public static final RunSizes UNKNOWN = new RunSizes(-1, List.of());

  public RunSizes {
    steps = List.copyOf(steps);
  }

  /** So many runs of unknown length. */
  static RunSizes of(long runs) {
    return new RunSizes(runs, List.of());
  }

  /** Whether the number of runs is known. */
  public boolean isKnown() {
    return runs >= 0;
  }

  /** How many steps they have in {@code window}, if those that weren't looked at are alike. */
  long steps(StepWindow window) {
    long seen = steps.stream().mapToLong(window::within).sum();
    return Math.round(seen * (double) runs / Math.max(1, steps.size()));
  }

  /** How many steps they have, if no more than {@code most} of each count. */
  long atMost(long most) {
    long seen = steps.stream().mapToLong(length -> Math.min(length, most)).sum();
    return Math.round(seen * (double) runs / Math.max(1, steps.size()));
  }

  /** Whether something is known of how long the runs are. */
  boolean areLengthsKnown() {
    return runs == 0 || !steps.isEmpty();
  }
}
