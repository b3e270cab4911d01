package io.github.wandbjdbc.client.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a run from one transaction log, as of the moment it was read: a run has one log
 * for each time that it was started.
 *
 * @param length of the file; what was added since is not read
 * @param modified when the file was last written
 * @param exitCode how the run ended, or null if it hasn't, or nobody wrote it down
 * @param lastTime the latest time that a record holds
 * @param keys how often each key was logged as which type
 * @param damages in how many places records were lost
 * @param isTorn whether the file ends within a record
 */
record Segment(
    Path file,
    long length,
    Instant modified,
    RunRecord run,
    Changes config,
    Changes summary,
    JsonTree systemMetrics,
    @Nullable Integer exitCode,
    @Nullable Instant lastTime,
    Map<String, Map<String, Long>> keys,
    List<Stretch> stretches,
    int damages,
    boolean isTorn) {

  Segment {
    stretches = List.copyOf(stretches);
  }

  /** When this part of the run began. */
  Instant start() {
    Instant start = run.startTime();
    return start != null ? start : lastTime != null ? lastTime : modified;
  }

  /** The number of history records. */
  long rows() {
    return stretches.stream().mapToLong(Stretch::rows).sum();
  }

  /** The name of the file, which tells users where to look without telling where it lies. */
  String name() {
    return String.valueOf(file.getFileName());
  }
}
