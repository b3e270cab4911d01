package io.github.wandbjdbc.plan;

/** Rows that tell whether the next one comes without asking anybody. */
interface AtHand {
  /** Whether the next row is there already. */
  boolean isAtHand();
}
