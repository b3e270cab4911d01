package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How many steps exported files and live rows hold together, each counted once. */
final class StepCount {
  private static final int PAGE_ROWS = 10_000;

  private final List<ExportedFile> files;
  private final long[] live;
  private final String run;

  /**
   * The steps of {@code files}, and those that are live.
   *
   * @param live ascending, each once
   */
  StepCount(List<ExportedFile> files, long[] live, String run) {
    this.files = files;
    this.live = live;
    this.run = run;
  }

  /** Counts; reads the steps of the files only where they overlap. */
  long steps() throws IOException {
    if (areApart()) {
      return live.length + files.stream().mapToLong(ExportedFile::rows).sum();
    }
    FileMerge merge = FileMerge.of(files, run, List.of(), StepRange.ALL).orElseThrow();
    long count = live.length;
    for (List<HistoryRow> rows = merge.below(Long.MAX_VALUE, PAGE_ROWS);
        !rows.isEmpty();
        rows = merge.below(Long.MAX_VALUE, PAGE_ROWS)) {
      for (HistoryRow row : rows) {
        count += Arrays.binarySearch(live, row.step()) < 0 ? 1 : 0;
      }
    }
    return count;
  }

  private boolean areApart() {
    List<StepRange> ranges =
        files.stream()
            .map(ExportedFile::steps)
            .filter(steps -> !steps.isEmpty())
            .sorted(Comparator.comparingLong(StepRange::first))
            .toList();
    long end = 0;
    for (StepRange range : ranges) {
      if (range.first() < end) {
        return false;
      }
      end = range.end();
    }
    return live.length == 0 || live[0] >= end;
  }
}
