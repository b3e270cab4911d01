package io.github.wandbjdbc.client.api.samples;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps by a sample of the key, which costs one request for a run. A server that fails at one
 * isn't asked for another.
 */
public final class SampledSteps implements StepSearch {
  /** As many points as a server is known to give at once. */
  private static final int POINTS = 1000;

  /** Failures that say that the server can't sample; all steps are read then. */
  private static final Set<Kind> OF_SAMPLES =
      EnumSet.of(
          Kind.SERVER_ERROR,
          Kind.BAD_REQUEST,
          Kind.REFUSED,
          Kind.MALFORMED_RESPONSE,
          Kind.NOT_FOUND);

  private final ApiContext context;
  private final ProjectPath project;
  private volatile boolean isInVain;

  /** Of the runs of {@code project}. */
  public SampledSteps(ApiContext context, ProjectPath project) {
    this.context = context;
    this.project = project;
  }

  @Override
  public @Nullable StepRange steps(
      String run, StepRange wanted, String key, Range range, CallScope scope) {
    if (isInVain) {
      return null;
    }
    SampledHistoryRequest request =
        SampledHistoryRequest.all(project, POINTS)
            .withSteps(wanted)
            .along(key)
            .within(range)
            .asOptional();
    try {
      List<RunSample> found =
          new SampledRuns(context, request, scope).named(run, SampleSpecs.of(request));
      return found.isEmpty() ? null : found.get(0).near();
    } catch (WandbException e) {
      if (!OF_SAMPLES.contains(e.kind())) {
        throw e;
      }
      isInVain = true;
      return null;
    }
  }
}
