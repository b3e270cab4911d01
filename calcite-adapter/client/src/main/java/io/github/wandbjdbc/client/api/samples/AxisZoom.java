package io.github.wandbjdbc.client.api.samples;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks closer at a range of the axis: a sample of a whole run tells between which steps the range
 * lies, and those steps are sampled in its place.
 */
final class AxisZoom {
  private final ApiContext context;
  private final SampledHistoryRequest request;
  private final CallScope scope;
  private boolean isInVain;

  AxisZoom(ApiContext context, SampledHistoryRequest request, CallScope scope) {
    this.context = context;
    this.request = request;
    this.scope = scope;
  }

  /** The sample of the steps of the range; {@code whole} itself if there is no better one. */
  RunSample into(RunSample whole) {
    StepRange window = isInVain ? null : whole.window();
    if (window == null || window.isEmpty()) {
      return whole;
    }
    SampledHistoryRequest closer = request.withSteps(surely(window)).within(null);
    SampledRuns runs = new SampledRuns(context, closer, scope);
    SampleSpecs specs = SampleSpecs.of(closer);
    List<RunSample> found = runs.named(whole.id(), specs);
    // A server that samples other steps knows no windows.
    isInVain = found.stream().anyMatch(sample -> sample.stray() >= 0);
    if (found.isEmpty() || isInVain) {
      return whole;
    }
    RunSample near = found.get(0);
    Set<String> empty = new LinkedHashSet<>(near.emptyKeys());
    empty.retainAll(whole.emptyKeys());
    SampleSpecs fewer = specs.withoutExtras(empty);
    if (!empty.isEmpty() && fewer.size() > 0) {
      runs.named(whole.id(), fewer).forEach(near::addAll);
    }
    return near;
  }

  /** With the step behind {@code window}, as long as the server may leave out the last step. */
  private StepRange surely(StepRange window) {
    return context.server().sampleEnd().isKnown() || window.end() == request.steps().end()
        ? window
        : new StepRange(window.first(), window.end() + 1);
  }
}
