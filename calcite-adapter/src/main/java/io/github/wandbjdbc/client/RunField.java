package io.github.wandbjdbc.client;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked about a run. The last four are heavy: a source may have to read or send much
 * for them.
 */
public enum RunField implements RunAttribute {
  ID("name"),
  DISPLAY_NAME("displayName"),
  STATE("state"),
  CREATED_AT("created_at"),
  HEARTBEAT_AT("heartbeat_at"),
  USERNAME("username"),
  GROUP("group"),
  JOB_TYPE("jobType"),
  SWEEP_ID("sweep"),
  HOST("host"),
  COMMIT,
  TAGS("tags"),
  NOTES,
  DESCRIPTION,
  READ_ONLY,
  HISTORY_LINE_COUNT,
  URL,
  CONFIG,
  SUMMARY,
  SYSTEM_METRICS,
  HISTORY_KEYS;

  private final @Nullable String filterKey;

  RunField() {
    this.filterKey = null;
  }

  RunField(String filterKey) {
    this.filterKey = filterKey;
  }

  @Override
  public String filterKey() {
    if (filterKey == null) {
      throw new IllegalArgumentException("the API can't filter by " + this);
    }
    return filterKey;
  }
}
