package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.history.WindowReader.Window;
import io.github.wandbjdbc.client.api.steps.Completeness;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepWindows;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The order in which windows of one run are asked for: those that have to be asked for again come
 * first, and several that follow may be under way at once.
 */
final class WindowSchedule {
  private final WindowReader reader;
  private final RunExtent extent;
  private final StepWindows windows;
  private final Completeness wholeness;

  /** Windows that were asked for before their rows are wanted, by step. */
  private final Deque<Window> ahead = new ArrayDeque<>();

  WindowSchedule(
      WindowReader reader, RunExtent extent, StepWindows windows, Completeness wholeness) {
    this.reader = reader;
    this.extent = extent;
    this.windows = windows;
    this.wholeness = wholeness;
  }

  /** Whether no window is under way. */
  boolean isIdle() {
    return ahead.isEmpty();
  }

  /**
   * The window whose rows come next, after which others may be under way; null after the last. The
   * last one waits for all others, so that it can tell whether the run was rewound meanwhile.
   */
  @Nullable Window next(int rows, int depth) {
    StepRange again = windows.again(rows);
    if (again != null) {
      return window(again, rows, ahead.isEmpty() && isLast(again));
    }
    while (ahead.size() < (extent.hasNoEnd() ? 1 : depth)) {
      StepRange steps = windows.following(rows, wholeness.mostRows());
      if (steps == null || (!ahead.isEmpty() && isLast(steps))) {
        break;
      }
      Window window = window(steps, rows, isLast(steps));
      if (!ahead.isEmpty()) {
        window.begin();
      }
      windows.take(steps);
      ahead.add(window);
    }
    return ahead.poll();
  }

  private Window window(StepRange steps, int rows, boolean withKeys) {
    return reader.window(steps, rows, wholeness.extraSamples(), withKeys);
  }

  private boolean isLast(StepRange steps) {
    return !extent.hasNoEnd() && windows.isLast(steps);
  }
}
