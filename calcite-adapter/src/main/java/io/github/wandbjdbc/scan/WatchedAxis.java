package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of a sample along an axis. That there are none is told: a key may be misspelt, or
 * logged in other steps than the metrics.
 */
final class WatchedAxis implements Pages<HistoryRow> {
  private final Pages<HistoryRow> points;
  private final ProjectPath project;
  private final String axis;
  private final CallScope scope;
  private boolean hasPoints;

  WatchedAxis(Pages<HistoryRow> points, ProjectPath project, String axis, CallScope scope) {
    this.points = points;
    this.project = project;
    this.axis = axis;
    this.scope = scope;
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    List<HistoryRow> page = points.next();
    if (page != null) {
      hasPoints |= !page.isEmpty();
    } else if (!hasPoints) {
      scope.warnOnce(
          ("sampled_history of %s: no step has the key '%s' of x_axis together with a metric that"
                  + " is read; write the key exactly as it was logged (SELECT key FROM metrics lists"
                  + " keys)")
              .formatted(project, axis));
    }
    return page;
  }

  @Override
  public void close() {
    points.close();
  }
}
