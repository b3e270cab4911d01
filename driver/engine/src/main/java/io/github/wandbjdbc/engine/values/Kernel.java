package io.github.wandbjdbc.engine.values;

/**
 * Computes a function for many rows at once. Stateless, and safe for use by several threads.
 *
 * <p>{@link Kernels} makes most of them from methods on single values.
 */
@FunctionalInterface
public interface Kernel {
  /**
   * Sets the first {@code size} values of {@code result}, whose nulls have been cleared and which
   * has the room, to the function of the values of {@code operands} at the same places.
   *
   * @param look called now and then by a kernel that may take long for a value; ends it by throwing
   */
  void compute(ColumnVector[] operands, int size, ColumnVector result, Runnable look);
}
