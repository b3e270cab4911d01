package io.github.wandbjdbc.engine.values.aggregates;

/** Asked of numbers that are added up. */
enum Total {
  /** NULL of no values. */
  SUM,
  /** 0 of no values. */
  SUM_OR_ZERO,
  /** NULL of no values. */
  MEAN
}
