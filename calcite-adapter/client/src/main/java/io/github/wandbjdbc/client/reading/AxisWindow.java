package io.github.wandbjdbc.client.reading;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps in which the wanted range of the axis lies, from points of a run in the order of
 * their steps: those behind the last point below the range and before the first above it.
 */
public final class AxisWindow {
  private final SampledHistoryRequest request;
  private final Range range;
  private long first;
  private long end;
  private double before = Double.NEGATIVE_INFINITY;
  private boolean falls;

  /** Of {@code request}, which wants a range. */
  public AxisWindow(SampledHistoryRequest request) {
    this.request = request;
    this.range = Objects.requireNonNull(request.range());
    this.first = request.steps().first();
    this.end = request.steps().end();
  }

  /** Looks at the next point; one that has no number on the axis says nothing. */
  public void see(HistoryRow point) {
    Double position = request.position(point);
    if (position == null) {
      return;
    }
    falls |= !(position >= before);
    before = position;
    if (position < range.least()) {
      first = point.step() + 1;
    } else if (position > range.most()) {
      end = Math.min(end, point.step());
    }
  }

  /** Those steps, maybe none; null if the axis falls somewhere. */
  public @Nullable StepRange steps() {
    return falls ? null : new StepRange(Math.min(first, end), end);
  }
}
