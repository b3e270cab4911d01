package io.github.wandbjdbc.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sweeps of projects. */
public interface Sweeps {

  /** Of a source that keeps none. */
  Sweeps NONE =
      new Sweeps() {
        @Override
        public Pages<Sweep> list(ProjectPath project, @Nullable Set<String> ids, CallScope scope) {
          scope.warn("sweeps: this source holds runs, but not their sweeps");
          return Pages.none();
        }

        @Override
        public Pages<SweepAgent> agents(
            ProjectPath project, @Nullable Set<String> sweeps, CallScope scope) {
          scope.warn("sweep_agents: this source holds runs, but no sweeps");
          return Pages.none();
        }
      };

  /**
   * The sweeps of {@code project}, in the source's order.
   *
   * @param ids those that are wanted, more may come; null for all
   */
  Pages<Sweep> list(ProjectPath project, @Nullable Set<String> ids, CallScope scope);

  /**
   * The agents of sweeps.
   *
   * @param sweeps the ids of those whose agents are wanted, null for all
   */
  Pages<SweepAgent> agents(ProjectPath project, @Nullable Set<String> sweeps, CallScope scope);
}
