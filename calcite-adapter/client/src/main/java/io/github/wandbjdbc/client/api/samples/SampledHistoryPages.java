package io.github.wandbjdbc.client.api.samples;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.SampleEnd;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.client.api.runs.RunListing;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sampled histories of runs; one request answers for several of them, but where the server
 * can't list the runs that are named: then each is asked for by its name.
 */
public final class SampledHistoryPages implements Pages<HistoryRow> {
  public static final int MAX_RUNS = 25;
  private static final int MAX_POINTS = 200_000;

  private final ApiContext context;
  private final SampledHistoryRequest request;
  private final CallScope scope;
  private final RunSelector choice;
  private final SampledRuns runs;
  private final SampleSpecs specs;
  private final AxisZoom zoom;
  private final SettledEnds ends;
  private final int runsAtOnce;
  private final Deque<RunSample> samples = new ArrayDeque<>();
  private @Nullable RunListing<RunSample> listing;

  /** Runs that are still to be asked for by name; null as long as they are listed. */
  private @Nullable Deque<String> named;

  private boolean isBegun;
  private long askedLast;
  private boolean isDone;
  private boolean isRestarted;
  private boolean hasToldOfStrays;
  private int unplaced;

  public SampledHistoryPages(ApiContext context, SampledHistoryRequest request, CallScope scope) {
    this.context = context;
    this.request = request;
    this.scope = scope;
    this.choice = RunSelector.of(request.runs());
    this.ends = new SettledEnds(request.project(), scope);
    this.runs = new SampledRuns(context, request, scope);
    this.specs = SampleSpecs.of(request);
    this.zoom = new AxisZoom(context, request, scope);
    long points = (long) request.samples() * specs.size();
    this.runsAtOnce = (int) Math.max(1, Math.min(MAX_RUNS, MAX_POINTS / points));
    this.isDone = choice.isEmpty() || request.steps().isEmpty();
    if (!isDone && choice.ids() != null && measurements().refuses(choice.shape())) {
      this.named = new ArrayDeque<>(choice.ids());
    }
  }

  private ProjectMeasurements measurements() {
    return ProjectMeasurements.of(context, request.project());
  }

  private RunListing<RunSample> listing() {
    askedLast = context.server().sampleEnd().of(request.steps());
    return runs.listing(choice, specs, choice.ids() == null, runsAtOnce);
  }

  /** Samples of some more runs; null after the last. */
  private @Nullable List<RunSample> page() {
    if (named != null) {
      return nextNamed(named);
    }
    if (listing == null) {
      listing = listing();
    }
    return isBegun ? listing.next(Long.MAX_VALUE) : firstPage(listing);
  }

  private @Nullable List<RunSample> nextNamed(Deque<String> names) {
    String run = names.poll();
    askedLast = context.server().sampleEnd().of(request.steps());
    return run == null ? null : runs.named(run, specs);
  }

  private @Nullable List<RunSample> firstPage(RunListing<RunSample> begun) {
    isBegun = true;
    if (choice.ids() == null && !request.isOptional()) {
      return begun.next(Long.MAX_VALUE);
    }
    try {
      return begun.tryFirst(Long.MAX_VALUE);
    } catch (WandbException e) {
      boolean isOfQuestion = FailedAttempt.blamesQuestion(e);
      if (choice.ids() != null && isOfQuestion && runs.failsToList(choice, runsAtOnce)) {
        named = new ArrayDeque<>(choice.ids());
        List<RunSample> page = nextNamed(named);
        measurements().refuse(choice.shape(), e);
        return page;
      }
      if (request.isOptional() || !(isOfQuestion || FailedAttempt.isPerhapsTooHeavy(e))) {
        throw e;
      }
      listing = listing();
      return listing.next(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    while (!isDone) {
      RunSample sample = samples.poll();
      if (sample != null) {
        // Points may have been asked for once more.
        settle(sample);
        RunSample near = zoom.into(sample);
        settle(near);
        scope.progress().readSteps(near.points().size());
        scope.progress().endRun();
        return near.points();
      }
      List<RunSample> page = page();
      if (page == null) {
        isDone = !looksAgain();
        tellOfUnplaced();
      } else if (lacksLastStep(page)) {
        // Nothing of it was delivered, nor of pages before, where no run had a point.
        if (named == null) {
          listing = listing();
        } else {
          page.forEach(asked -> named.addFirst(asked.id()));
        }
      } else {
        page.forEach(this::check);
        page.stream().filter(run -> choice.accepts(run.id())).forEach(samples::add);
        samples.forEach(this::settle);
        askAgainForEmpty();
      }
    }
    return null;
  }

  private void settle(RunSample sample) {
    sample.settle(ends, scope.snapshot().isOfHistories());
  }

  @Override
  public void close() {
    isDone = true;
  }

  /**
   * Whether the last step that is wanted may be missing, since the server leaves it out; it is
   * asked for otherwise from then on.
   */
  private boolean lacksLastStep(List<RunSample> page) {
    SampleEnd end = context.server().sampleEnd();
    long last = request.steps().end() - 1;
    if (request.steps().end() == Long.MAX_VALUE || page.isEmpty()) {
      return false;
    }
    if (end.isKnown()) {
      return end.of(request.steps()) > askedLast;
    }
    if (page.stream().anyMatch(run -> run.has(last))) {
      end.note(true, "a sample that holds the last step of its window");
      return false;
    }
    SampleEndProbe probe = new SampleEndProbe(context, request.project(), last, scope);
    Optional<RunSample> some = page.stream().filter(run -> run.anyStep() >= 0).findFirst();
    if (some.isPresent()) {
      probe.ofStep(some.get().id(), some.get().anyStep());
    } else {
      probe.ofRuns(page.stream().map(RunSample::id).collect(Collectors.toSet()));
    }
    return end.of(request.steps()) > askedLast;
  }

  private void check(RunSample sample) {
    unplaced += sample.unplaced();
    if (sample.stray() >= 0 && !hasToldOfStrays) {
      hasToldOfStrays = true;
      scope.warn(
          ("sampled_history of %s: the server sampled step %d of run %s, where steps %d to"
                  + " %d were asked for; fewer points than wanted may be left")
              .formatted(
                  request.project(),
                  sample.stray(),
                  sample.id(),
                  request.steps().first(),
                  request.steps().end() - 1));
    }
  }

  private void tellOfUnplaced() {
    if (unplaced > 0) {
      scope.warn(
          "sampled_history of %s: %d points don't say which step they are (_step), and were left out"
              .formatted(request.project(), unplaced));
      unplaced = 0;
    }
  }

  /** Runs may move while they are listed; a second look finds most of those that were skipped. */
  private boolean looksAgain() {
    if (listing == null || !listing.isShort()) {
      return false;
    }
    if (isRestarted) {
      listing.warnIfShort();
      return false;
    }
    isRestarted = true;
    listing.restart();
    return true;
  }

  /**
   * A run that lacks {@code _runtime} or {@code _timestamp} answers a series that joins them with
   * nothing: such series are asked for once more, with one of them and with none.
   */
  private void askAgainForEmpty() {
    Set<String> keys = new LinkedHashSet<>();
    Set<String> ids = new LinkedHashSet<>();
    for (RunSample sample : samples) {
      if (!sample.emptyKeys().isEmpty()) {
        keys.addAll(sample.emptyKeys());
        ids.add(sample.id());
      }
    }
    SampleSpecs fewer = specs.withoutExtras(keys);
    if (ids.isEmpty() || fewer.size() == 0) {
      return;
    }
    if (named != null) {
      ids.forEach(id -> addAll(runs.named(id, fewer)));
      return;
    }
    RunListing<RunSample> again =
        runs.listing(new RunSelector(ids, RunFilter.ALL), fewer, false, ids.size());
    for (List<RunSample> page = again.next(Long.MAX_VALUE);
        page != null;
        page = again.next(Long.MAX_VALUE)) {
      addAll(page);
    }
  }

  private void addAll(List<RunSample> page) {
    for (RunSample more : page) {
      samples.stream()
          .filter(sample -> sample.id().equals(more.id()))
          .forEach(sample -> sample.addAll(more));
    }
  }
}
