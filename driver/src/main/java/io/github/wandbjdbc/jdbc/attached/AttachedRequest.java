package io.github.wandbjdbc.jdbc.attached;

import java.util.List;

/**
 * All that is asked of an attached table.
 *
 * @param columns those that are read
 * @param conditions all of which its rows meet
 * @param limit so many rows are wanted at most
 */
record AttachedRequest(List<AttachedColumn> columns, List<SentCondition> conditions, long limit) {
  /** So many rows has a table of which nothing is known. */
  private static final double LIKELY_ROWS = 1000;

  AttachedRequest {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
  }

  /** All rows, with {@code columns}. */
  static AttachedRequest all(List<AttachedColumn> columns) {
    return new AttachedRequest(columns, List.of(), Long.MAX_VALUE);
  }

  AttachedRequest withColumns(List<AttachedColumn> value) {
    return new AttachedRequest(value, conditions, limit);
  }

  AttachedRequest withConditions(List<SentCondition> value) {
    return new AttachedRequest(columns, value, limit);
  }

  AttachedRequest withLimit(long value) {
    return new AttachedRequest(columns, conditions, value);
  }

  boolean isLimited() {
    return limit < Long.MAX_VALUE;
  }

  /** How many rows are likely to come. */
  double rows() {
    double rows = LIKELY_ROWS * new SentCondition.All(conditions).share();
    return Math.max(1, Math.min(rows, (double) limit));
  }
}
