package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the histories of a project's runs go for one statement: as the first answer about each
 * says. What a run logs after that isn't read, by whichever scan.
 */
public final class SettledEnds {
  private final ProjectPath project;
  private final CallScope scope;

  /** Those of {@code project} for the statement of {@code scope}. */
  public SettledEnds(ProjectPath project, CallScope scope) {
    this.project = project;
    this.scope = scope;
  }

  /** A run of a project. */
  private record Subject(ProjectPath project, String run) {}

  /** How far {@code run} goes; null if nothing has said so yet. */
  public @Nullable HistoryEnd known(String run) {
    return scope.snapshot().get(HistoryEnd.class, new Subject(project, run));
  }

  /** How far {@code run} goes: as was said first, or else {@code seen}. */
  public HistoryEnd settle(String run, HistoryEnd seen) {
    Snapshot snapshot = scope.snapshot();
    HistoryEnd settled = snapshot.settle(HistoryEnd.class, new Subject(project, run), seen);
    if (snapshot.isFull() && known(run) == null) {
      scope.warnOnce(
          "the statement reads more than %d histories: of those beyond, steps that are logged meanwhile may be in some of its scans and not in others"
              .formatted(Snapshot.MOST));
    }
    return settled;
  }

  /** Takes note of the last step that was read of a run that doesn't say how far it goes. */
  public void refine(String run, long lastStep, RunExtent unknown) {
    HistoryEnd end = HistoryEnd.at(lastStep, unknown.rows(), unknown.areLines());
    scope.snapshot().refine(HistoryEnd.class, new Subject(project, run), end);
  }

  /** Those of {@code rows}, which are all of {@code wanted}, that {@code end} leaves. */
  public static List<HistoryRow> cut(List<HistoryRow> rows, StepRange wanted, HistoryEnd end) {
    StepRange steps = end.extent(wanted).steps();
    long most = end.hasNoEnd() && wanted.first() == 0 && end.rows() > 0 ? end.rows() : rows.size();
    return rows.stream().filter(row -> steps.contains(row.step())).limit(most).toList();
  }
}
