package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.Changes;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.files.log.RunRecord;
import java.util.List;
import java.util.Map;

/**
 * The facts about a run from all of one transaction log, as of the moment it was looked at: a run
 * has one log for each time that it was started.
 *
 * @param keys how often each key was logged as which type
 * @param damages in how many places records were lost
 * @param isTorn whether the file ends within a record
 */
record Segment(
    LogFile log,
    RunRecord run,
    Changes config,
    Changes summary,
    JsonTree systemMetrics,
    Map<String, Map<String, Long>> keys,
    List<Stretch> stretches,
    int damages,
    boolean isTorn) {
  private static final long OF_A_SEGMENT = 1_000;
  private static final long OF_A_KEY = 100;
  private static final long OF_A_STRETCH = 60;

  Segment {
    stretches = List.copyOf(stretches);
  }

  /** The number of history records. */
  long rows() {
    return stretches.stream().mapToLong(Stretch::rows).sum();
  }

  /** About how many bytes it takes in memory. */
  long weight() {
    return OF_A_SEGMENT
        + OF_A_KEY * keys.size()
        + OF_A_STRETCH * stretches.size()
        + config.weight()
        + summary.weight()
        + systemMetrics.weight();
  }

  /** The name of the file, which tells users where to look without telling where it lies. */
  String name() {
    return log.name();
  }
}
