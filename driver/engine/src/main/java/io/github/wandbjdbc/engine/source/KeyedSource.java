package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/**
 * A part of a plan, without inputs, that may be asked for the rows of given keys: whoever asks for
 * some keys, and then for others, has had the same rows as if both had been asked for at once.
 */
public interface KeyedSource extends EngineRel {
  /** The variable of an execution that lists the keys; null if all rows are asked for. */
  @Nullable Object keys();

  /** The field that holds the key of a row, if {@link #keys} is not null. */
  int keyField();
}
