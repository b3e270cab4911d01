package io.github.wandbjdbc.engine.values.casts;

/** Turns values of one type, in the classes of a column's values, into such of another. */
@FunctionalInterface
interface Conversion {
  /** The type is the same but for its name. */
  Conversion NONE = value -> value;

  /** The value, which isn't NULL, of another that isn't. */
  Object of(Object value);
}
