package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.runs.FilterProbe.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Begins to list the runs of a choice by as much of its filter as the server takes, and by no part
 * that it was measured to lose runs by.
 *
 * <p>What a part takes for granted and nobody has measured of late is measured by counts in the
 * request that carries the filter. A page is believed if they all come out right; else it is thrown
 * away and asked for without that part. So is a page that fails: without its counts, then without
 * what can be checked here, then without any filter. Where that helps the filter was to blame, and
 * is remembered; where it doesn't, pages may be too large, and the same is asked for a single run.
 * Where that doesn't help either the server is in trouble, and the filter is sent again by a
 * listing that waits and divides.
 */
final class FilterNegotiation {
  /** Makes a listing that nothing was asked of yet. */
  @FunctionalInterface
  interface Lister {

    /**
     * The listing of the runs of {@code choice}.
     *
     * @param measured what its first page is to measure
     */
    RunListing<Run> list(RunSelector choice, Set<Assumption> measured);
  }

  /**
   * A listing and its first page.
   *
   * @param sent the filter that was sent: it accepts no fewer runs than the one that was wanted
   */
  record Started(RunListing<Run> listing, @Nullable List<Run> page, RunSelector sent) {}

  private final ProjectMeasurements measurements;
  private final Lister lister;
  private final long most;
  private final boolean isTrial;
  private final String what;

  /** The filter to send and the measurements to make next time. */
  private RunSelector current;

  private Set<Assumption> open;

  /**
   * The assumptions that were measured when a request failed; they are to blame if the next one
   * succeeds.
   */
  private Set<Assumption> failed = none();

  /** The filter that failed, and is to blame if it works without; and how it failed. */
  private @Nullable RunSelector suspect;

  private @Nullable WandbException failure;

  /** Whether a single run is asked for, since pages fail with the filter and without. */
  private boolean isOfOneRun;

  private boolean isPatient;
  private boolean isRepeated;

  private FilterNegotiation(
      ProjectMeasurements measurements,
      RunSelector wanted,
      boolean isMeasuring,
      Lister lister,
      long most,
      boolean isTrial) {
    this.measurements = measurements;
    this.lister = lister;
    this.most = most;
    this.isTrial = isTrial;
    this.what = "counts beside runs of " + measurements.project();
    Set<Assumption> unmet = measurements.found(false);
    this.current = withoutRefused(wanted.without(unmet));
    this.open = none();
    open.addAll(isMeasuring ? EnumSet.allOf(Assumption.class) : current.assumptions());
    open.removeAll(unmet);
    open.removeAll(measurements.found(true));
  }

  /**
   * Begins to list the runs of {@code wanted}.
   *
   * @param isMeasuring whether all that isn't known of the server's filters is to be measured
   * @param most how many runs are wanted at the most
   * @param isTrial whether to end with what the server fails at first, be it the filter or not
   */
  static Started begin(
      ProjectMeasurements measurements,
      RunSelector wanted,
      boolean isMeasuring,
      Lister lister,
      long most,
      boolean isTrial) {
    return new FilterNegotiation(measurements, wanted, isMeasuring, lister, most, isTrial).begin();
  }

  private Started begin() {
    while (true) {
      RunListing<Run> listing = lister.list(current, open);
      boolean isPlain = current.isAll() && open.isEmpty() && failed.isEmpty() && suspect == null;
      try {
        List<Run> page =
            isPatient || (isPlain && !isTrial)
                ? listing.next(most)
                : listing.tryFirst(isOfOneRun ? 1 : most);
        blame();
        if (isBelieved(listing.counts())) {
          return new Started(listing, page, current);
        }
      } catch (WandbException e) {
        if (isPlain || isTrial) {
          throw e;
        }
        giveWay(e);
      }
    }
  }

  /** Whether the page is right that came with {@code counts}; else prepares the next request. */
  private boolean isBelieved(Map<String, Long> counts) {
    measurements.note(open, counts, what);
    Set<Assumption> needed = current.assumptions();
    Set<Assumption> unmet = ProjectMeasurements.with(Verdict.FAILS, open, counts);
    unmet.retainAll(needed);
    Set<Assumption> undecided = ProjectMeasurements.with(Verdict.UNDECIDED, open, counts);
    undecided.retainAll(needed);
    if (unmet.isEmpty() && undecided.isEmpty()) {
      return true;
    }
    if (isRepeated) {
      unmet.addAll(undecided);
    }
    isRepeated = true;
    current = current.without(unmet);
    open = undecided;
    open.retainAll(current.assumptions());
    return false;
  }

  /** A page has come: what was left out of its request is why the one before failed. */
  private void blame() {
    measurements.noteFailed(failed, what);
    failed = none();
    RunSelector blamed = suspect;
    while (blamed != null && failure != null && !blamed.equals(current)) {
      measurements.refuse(blamed.shape(), failure);
      blamed = blamed.isAll() ? null : blamed.withoutFilter();
    }
    suspect = null;
  }

  private void giveWay(WandbException e) {
    if (!FailedAttempt.blamesQuestion(e)) {
      if (isPatient || !FailedAttempt.isPerhapsTooHeavy(e)) {
        throw e;
      }
      isPatient = true;
      return;
    }
    if (!open.isEmpty()) {
      giveWayWithCounts(FilterProbe.namedBy(FailedAttempt.namedBy(e)));
      return;
    }
    failed = none();
    if (!current.isAll()) {
      suspect = suspect == null ? current : suspect;
      failure = e;
      current = isPatient ? RunSelector.ALL : current.withoutFilter();
    } else if (isPatient) {
      throw e;
    } else {
      current = suspect == null ? current : suspect;
      suspect = null;
      isPatient = isOfOneRun;
      isOfOneRun = true;
    }
  }

  /** Leaves out those of the counts that the server complains of, or all if it doesn't say. */
  private void giveWayWithCounts(Set<Assumption> named) {
    named.retainAll(open);
    Set<Assumption> dropped = EnumSet.copyOf(named.isEmpty() ? open : named);
    if (named.isEmpty()) {
      failed = dropped;
    } else {
      measurements.noteFailed(dropped, what);
    }
    current = current.without(dropped);
    open.removeAll(dropped);
  }

  private RunSelector withoutRefused(RunSelector wanted) {
    RunSelector sent = wanted;
    while (!sent.isAll() && measurements.refuses(sent.shape())) {
      sent = sent.withoutFilter();
    }
    return sent;
  }

  private static Set<Assumption> none() {
    return EnumSet.noneOf(Assumption.class);
  }
}
