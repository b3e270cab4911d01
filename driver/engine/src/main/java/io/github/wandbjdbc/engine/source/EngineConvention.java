package io.github.wandbjdbc.engine.source;

import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptPlanner;

/** The calling convention of plans that the engine executes. */
public final class EngineConvention {
  /** Its nodes are {@link EngineRel}s. */
  public static final Convention INSTANCE = new Convention.Impl("ENGINE", EngineRel.class);

  /** The planner context for plans that the engine executes. */
  public static final Context CONTEXT = Contexts.of(new EngineConvention());

  private EngineConvention() {}

  /** Whether the plans that {@code planner} makes are for the engine. */
  public static boolean isOf(RelOptPlanner planner) {
    return planner.getContext().maybeUnwrap(EngineConvention.class).isPresent();
  }
}
