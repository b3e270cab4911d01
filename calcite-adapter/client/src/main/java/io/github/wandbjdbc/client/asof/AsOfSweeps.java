package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Sweep;
import io.github.wandbjdbc.client.SweepAgent;
import io.github.wandbjdbc.client.Sweeps;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sweeps that were created until a time, and the agents that had begun. */
record AsOfSweeps(Sweeps sweeps, TimeBound bound) implements Sweeps {

  @Override
  public Pages<Sweep> list(ProjectPath project, @Nullable Set<String> ids, CallScope scope) {
    return sweeps
        .list(project, ids, scope.alsoReading("created_at", "updated_at"))
        .filter(
            sweep -> isWanted(sweep.createdAt(), sweep.updatedAt(), "sweep " + sweep.id(), scope));
  }

  @Override
  public Pages<SweepAgent> agents(ProjectPath project, @Nullable Set<String> ids, CallScope scope) {
    return sweeps
        .agents(project, ids, scope.alsoReading("created_at", "heartbeat_at"))
        .filter(
            agent ->
                isWanted(agent.createdAt(), agent.heartbeatAt(), "agent " + agent.id(), scope));
  }

  private boolean isWanted(
      @Nullable Instant created, @Nullable Instant changed, String what, CallScope scope) {
    if (bound.isBefore(created)) {
      return false;
    }
    if (created == null || changed == null || bound.isBefore(changed)) {
      bound.warn(
          scope,
          Doubt.SWEEPS,
          "%s, and perhaps others, may have changed after that, and is as it is now"
              .formatted(what));
    }
    return true;
  }
}
