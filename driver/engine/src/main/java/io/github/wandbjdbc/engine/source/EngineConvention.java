package io.github.wandbjdbc.engine.source;

import org.apache.calcite.plan.Convention;

/** The calling convention of plans that the engine executes. */
public final class EngineConvention {
  /** Its nodes are {@link EngineRel}s. */
  public static final Convention INSTANCE = new Convention.Impl("ENGINE", EngineRel.class);

  private EngineConvention() {}
}
