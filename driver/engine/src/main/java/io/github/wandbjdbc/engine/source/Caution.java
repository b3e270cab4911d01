package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/** A warning about an execution: that surely something else was meant. */
public interface Caution {
  /** The warning of {@code execution}, whose parameters are known; null if there is none. */
  @Nullable String of(Execution execution);
}
