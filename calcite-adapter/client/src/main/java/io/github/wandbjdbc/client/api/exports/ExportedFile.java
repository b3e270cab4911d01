package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.parquet.DisorderException;
import io.github.wandbjdbc.client.parquet.ParquetFile;
import io.github.wandbjdbc.client.parquet.ParquetRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An exported file whose rows say which step they are.
 *
 * @param steps between which its rows are; empty if it has none
 * @param rows how many it has with a step
 */
record ExportedFile(ParquetFile file, StepRange steps, long rows) {

  /**
   * Reads the steps themselves if the file's statistics don't tell of them, or if nothing need be
   * fetched for it: statistics don't say whether each step stands there once.
   *
   * @param mustRead whether to read them in any case
   * @throws DisorderException if they were read and don't ascend
   */
  static ExportedFile of(ParquetFile file, String run, boolean mustRead) throws IOException {
    Optional<StepRange> steps = file.steps();
    OptionalLong rows = file.rowsWithSteps();
    boolean isTold =
        steps.isPresent()
            && rows.isPresent()
            && file.areGroupsInOrder()
            && !file.areStepsFloats()
            && !file.areStepsHere();
    if (file.rows() == 0 || (isTold && !mustRead)) {
      return new ExportedFile(file, steps.orElse(StepRange.NONE), rows.orElse(0));
    }
    ParquetRows all = ParquetRows.of(file, run, List.of(), StepRange.ALL).orElseThrow();
    long count = 0;
    long first = 0;
    long last = -1;
    for (List<HistoryRow> page = all.next(); page != null; page = all.next()) {
      if (!page.isEmpty()) {
        first = count == 0 ? page.get(0).step() : first;
        last = page.get(page.size() - 1).step();
        count += page.size();
      }
    }
    return new ExportedFile(file, new StepRange(first, last + 1), count);
  }

  /** Whether each of its rows says which step it is, and none is beyond {@code last}. */
  boolean isPlausible(long last) {
    return rows == file.rows() && steps.end() <= last + 1;
  }
}
