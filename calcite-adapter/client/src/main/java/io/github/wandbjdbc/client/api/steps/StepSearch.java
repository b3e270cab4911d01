package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import org.jspecify.annotations.Nullable;

/** Finds the steps of a run in which a key that never falls lies between two numbers. */
public interface StepSearch {
  /** Finds none. */
  StepSearch NONE = (run, wanted, key, range, scope) -> null;

  /**
   * Those of the steps {@code wanted} of {@code run} in which {@code key} may lie in {@code range};
   * null if there is no telling, as where the key is seen to fall.
   */
  @Nullable StepRange steps(String run, StepRange wanted, String key, Range range, CallScope scope);
}
