package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.ServerCapabilities;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.http.Timing;
import io.github.wandbjdbc.client.api.runs.FilterProbe.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The measurements of the server's filters on one project that are still valid.
 *
 * @param lifetime how long a measurement counts
 */
public record ProjectMeasurements(
    ServerCapabilities server, ProjectPath project, Timing timing, Duration lifetime) {
  private static final String SHORT_RUNS = "histories of several runs at once";

  public static ProjectMeasurements of(ApiContext context, ProjectPath project) {
    return new ProjectMeasurements(
        context.server(), project, context.timing(), context.measurementLifetime());
  }

  /** Those that were found to hold, or not to. */
  Set<Assumption> found(boolean holds) {
    return server.measured().found(project, holds, timing.nanoTime(), lifetime);
  }

  /**
   * Takes note of what {@code counts} show of {@code measured}.
   *
   * @param by the request that they came with
   */
  void note(Set<Assumption> measured, Map<String, Long> counts, String by) {
    for (Assumption assumption : measured) {
      FilterProbe probe = FilterProbe.of(assumption);
      Verdict verdict = probe.verdict(counts);
      if (verdict == Verdict.HOLDS || verdict == Verdict.FAILS) {
        server.measured().note(project, assumption, verdict == Verdict.HOLDS, timing.nanoTime());
      }
      server.findings().note(name(probe), probe.finding(counts), by);
    }
  }

  /** Takes note that the counts for {@code failed} make a request fail. */
  void noteFailed(Set<Assumption> failed, String by) {
    for (Assumption assumption : failed) {
      server.measured().note(project, assumption, false, timing.nanoTime());
      server
          .findings()
          .note(name(FilterProbe.of(assumption)), "no: the server can't answer it", by);
    }
  }

  /** Whether the server was seen to refuse filters of {@code shape}. */
  public boolean refuses(String shape) {
    return server.refusesFilter(shape, timing.nanoTime());
  }

  /**
   * Takes note that the server refused a filter of {@code shape} by {@code e}: for good, or for a
   * while if that may also be said by a server that was in trouble just then.
   */
  public void refuse(String shape, WandbException e) {
    server.refuseFilter(
        shape, FailedAttempt.saysWhy(e) ? null : (Long) (timing.nanoTime() + lifetime.toNanos()));
  }

  /** Whether the server was seen to fail at samples where it answers with whole rows. */
  public boolean failsAtSeries() {
    return server.refusesSeries(timing.nanoTime());
  }

  /** Takes note that the server failed by {@code e} at samples, and then sent the whole rows. */
  public void failsAtSeries(WandbException e) {
    server.refuseSeries(timing.nanoTime() + lifetime.toNanos());
    server
        .findings()
        .note(
            "histories by sampledHistory",
            "not asked for, since that fails",
            String.valueOf(e.getMessage()));
  }

  /** Whether nothing was seen of late that speaks against {@code order}. */
  boolean mayTrust(String order) {
    return !refuses(nameOfOrder(order));
  }

  /** Takes note that a count agreed with runs in {@code order}. */
  void trust(String order) {
    server
        .findings()
        .note(nameOfOrder(order), "yes", "a count of the runs before those that came first");
  }

  /** Takes note of why {@code order} isn't to be believed for a while. */
  void distrust(String order, String why) {
    String name = nameOfOrder(order);
    server.refuseFilter(name, timing.nanoTime() + lifetime.toNanos());
    server.findings().note(name, "no: " + why, "counts beside the first runs in that order");
  }

  private String nameOfOrder(String order) {
    return project + ": runs come in the order " + order;
  }

  /** Whether the server was seen to fail at histories of several runs in one request. */
  public boolean failsAtShortRuns() {
    return server.avoids(SHORT_RUNS, timing.nanoTime());
  }

  /** Takes note that the server failed by {@code e} at histories of several runs at once. */
  public void failsAtShortRuns(WandbException e) {
    server.avoid(SHORT_RUNS, timing.nanoTime() + lifetime.toNanos());
    server
        .findings()
        .note(SHORT_RUNS, "not asked for, since that fails", String.valueOf(e.getMessage()));
  }

  /** Whether runs were seen that are too long for that, where nobody had told how long they are. */
  public boolean hasLongRuns() {
    return server.avoids(SHORT_RUNS + " of " + project, timing.nanoTime());
  }

  /** Takes note of such runs. */
  public void foundLongRuns() {
    server.avoid(SHORT_RUNS + " of " + project, timing.nanoTime() + lifetime.toNanos());
  }

  /** Those of {@code measured} of which {@code counts} show just {@code verdict}. */
  static Set<Assumption> with(Verdict verdict, Set<Assumption> measured, Map<String, Long> counts) {
    Set<Assumption> all = EnumSet.noneOf(Assumption.class);
    for (Assumption assumption : measured) {
      if (FilterProbe.of(assumption).verdict(counts) == verdict) {
        all.add(assumption);
      }
    }
    return all;
  }

  private String name(FilterProbe probe) {
    return project + ": " + probe.fact();
  }
}
