package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sampled histories of runs; one request answers for several of them. */
final class SampledHistoryPages implements Pages<HistoryRow> {
  static final int MAX_RUNS = 25;
  private static final int MAX_POINTS = 200_000;

  private final ApiClient client;
  private final SampledHistoryRequest request;
  private final CallScope scope;
  private final SampleSpecs specs;
  private final @Nullable RunListing<RunSample> listing;
  private final Deque<RunSample> samples = new ArrayDeque<>();
  private boolean isDone;
  private boolean isRestarted;

  SampledHistoryPages(ApiClient client, SampledHistoryRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope;
    this.specs = SampleSpecs.of(request);
    long points = (long) request.samples() * specs.size();
    int runsAtOnce = (int) Math.max(1, Math.min(MAX_RUNS, MAX_POINTS / points));
    RunChoice choice = RunChoice.of(request.runs());
    this.isDone = choice.isEmpty() || request.steps().isEmpty();
    this.listing = isDone ? null : listing(choice, specs, choice.ids() == null, runsAtOnce);
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    while (!isDone) {
      RunSample sample = samples.poll();
      if (sample != null) {
        return sample.rows();
      }
      List<RunSample> page = listing == null ? null : listing.next(Long.MAX_VALUE);
      if (page == null) {
        isDone = !looksAgain();
      } else {
        RunChoice choice = RunChoice.of(request.runs());
        page.stream().filter(run -> choice.accepts(run.id())).forEach(samples::add);
        askAgainForEmpty();
      }
    }
    return null;
  }

  @Override
  public void close() {
    isDone = true;
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
    RunChoice choice = new RunChoice(ids, RunFilter.ALL);
    RunListing<RunSample> again = listing(choice, fewer, false, ids.size());
    for (List<RunSample> page = again.next(Long.MAX_VALUE);
        page != null;
        page = again.next(Long.MAX_VALUE)) {
      for (RunSample more : page) {
        samples.stream()
            .filter(sample -> sample.id().equals(more.id()))
            .forEach(sample -> sample.addAll(more));
      }
    }
  }

  private RunListing<RunSample> listing(
      RunChoice choice, SampleSpecs wanted, boolean isCounted, int runsAtOnce) {
    Question question =
        RunListing.question(
                Document.SAMPLED_HISTORY,
                request.project(),
                choice,
                "+" + RunField.CREATED_AT.orderKey())
            .with("specs", wanted.texts());
    return new RunListing<>(
            client.graphQl(),
            scope,
            request.project(),
            question,
            isCounted,
            PageSize.of(runsAtOnce).within(client.endpoint().bound(PageKind.SAMPLED_RUNS)),
            node -> read(node, wanted),
            RunSample::id)
        .passingOver(
            client.options().onRunError() == ApiOptions.OnRunError.WARN ? scope::warn : null);
  }

  private @Nullable RunSample read(JsonParser node, SampleSpecs wanted) throws IOException {
    if (JsonFields.isNull(node)) {
      return null;
    }
    RunSample sample = new RunSample(request, wanted);
    JsonFields.each(node, sample::member);
    sample.check();
    return sample;
  }
}
