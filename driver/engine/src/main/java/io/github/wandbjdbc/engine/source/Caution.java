package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/** What an execution is warned of, if it is: that surely something else was meant. */
public interface Caution {
  /** The warning of {@code execution}, whose parameters are known; null if there is none. */
  @Nullable String of(Execution execution);
}
