package io.github.wandbjdbc.client;

/**
 * The order of runs by one attribute; where runs tie or lack it is the source's choice.
 *
 * @param descending largest first
 */
public record RunOrder(RunAttribute attribute, boolean descending) {
  public static final RunOrder OLDEST_FIRST = new RunOrder(RunField.CREATED_AT, false);
  public static final RunOrder NEWEST_FIRST = new RunOrder(RunField.CREATED_AT, true);
}
