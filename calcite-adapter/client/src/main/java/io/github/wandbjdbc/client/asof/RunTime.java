package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run was created, and gave its last sign of life; null if the source doesn't say. */
record RunTime(@Nullable Instant createdAt, @Nullable Instant heartbeatAt) {

  /** Of a run that its source doesn't list. */
  static final RunTime UNKNOWN = new RunTime(null, null);

  static RunTime of(Run run) {
    return new RunTime(run.createdAt(), run.heartbeatAt());
  }
}
