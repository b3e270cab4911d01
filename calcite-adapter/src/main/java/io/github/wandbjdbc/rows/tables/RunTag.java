package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.Run;
import java.util.List;

/** One tag of a run. */
record RunTag(String runId, String tag) {

  static List<RunTag> of(Run run) {
    return run.tags().stream().distinct().map(tag -> new RunTag(run.id(), tag)).toList();
  }
}
