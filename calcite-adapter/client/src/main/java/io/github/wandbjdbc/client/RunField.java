package io.github.wandbjdbc.client;

import org.jspecify.annotations.Nullable;

/** A field of a run. The last four are heavy: a source may have to read or send much for them. */
public enum RunField implements RunAttribute {
  ID("name"),
  DISPLAY_NAME("displayName"),
  STATE("state"),
  CREATED_AT("createdAt", "created_at"),
  HEARTBEAT_AT("heartbeatAt", "heartbeat_at"),
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
  EXIT_CODE,
  COMPUTE_SECONDS,
  STORAGE_BYTES,
  ENVIRONMENT,
  FORKED_FROM,
  FORKED_AT_STEP,
  CONFIG,
  SUMMARY,
  SYSTEM_METRICS,
  HISTORY_KEYS;

  private final @Nullable String filterKey;
  private final @Nullable String orderKey;

  RunField() {
    this.filterKey = null;
    this.orderKey = null;
  }

  RunField(String key) {
    this(key, key);
  }

  RunField(String filterKey, String orderKey) {
    this.filterKey = filterKey;
    this.orderKey = orderKey;
  }

  /** Whether it stays what it was when the run was created, unless somebody edits it. */
  public boolean isLasting() {
    return switch (this) {
      case ID, CREATED_AT, USERNAME, GROUP, JOB_TYPE, SWEEP_ID, HOST, COMMIT, URL -> true;
      case FORKED_FROM, FORKED_AT_STEP -> true;
      case DISPLAY_NAME, STATE, HEARTBEAT_AT, TAGS, NOTES, DESCRIPTION, READ_ONLY -> false;
      case EXIT_CODE, COMPUTE_SECONDS, STORAGE_BYTES, ENVIRONMENT -> false;
      case HISTORY_LINE_COUNT, CONFIG, SUMMARY, SYSTEM_METRICS, HISTORY_KEYS -> false;
    };
  }

  @Override
  public String filterKey() {
    if (filterKey == null) {
      throw new IllegalArgumentException("the API can't filter by " + this);
    }
    return filterKey;
  }

  @Override
  public String orderKey() {
    return orderKey == null ? filterKey() : orderKey;
  }
}
