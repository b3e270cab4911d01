package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.predicates.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows of a scan of named runs. If there are none, one look-up tells whether there are such
 * runs, or runs that people call so: a run's name is easily taken for its id.
 */
final class MissingRuns extends ForwardedRows {
  private static final int MOST_TOLD = 3;
  private static final long MOST_READ = 100;

  private final boolean isCount;
  private final ProjectPath project;
  private final List<Object> ids;
  private final ScanSource source;
  private final ScanContext progress;
  private boolean hasRows;

  private MissingRuns(
      ScanRows rows,
      ScanRequest request,
      List<Object> ids,
      ScanSource source,
      ScanContext progress) {
    super(rows);
    this.isCount = request instanceof RunsScan runs && runs.counted();
    this.project = request.project();
    this.ids = ids;
    this.source = source;
    this.progress = progress;
  }

  /** The {@code rows} of {@code request}, which are watched if it names its runs. */
  static ScanRows watched(
      ScanRows rows,
      ScanRequest request,
      Bindings bindings,
      ScanSource source,
      ScanContext progress) {
    List<Object> ids = ids(request.runs(bindings));
    return ids.isEmpty() ? rows : new MissingRuns(rows, request, ids, source, progress);
  }

  private static List<Object> ids(RunFilter filter) {
    for (RunFilter part : RunFilter.partsOf(filter)) {
      if (part instanceof RunFilter.In in && in.attribute() == RunField.ID) {
        return in.values().size() > MOST_TOLD ? List.of() : in.values();
      }
    }
    return List.of();
  }

  @Override
  public boolean moveNext() {
    boolean isRow = rows.moveNext();
    if (isRow) {
      hasRows |= !isCount || !rows.current()[0].equals(0L);
    }
    if ((!isRow || isCount) && !hasRows && progress.rows() == 0 && progress.looksUp(ids)) {
      lookUp();
    }
    return isRow;
  }

  private void lookUp() {
    RunFilter either =
        new RunFilter.Or(
            List.of(
                new RunFilter.In(RunField.ID, ids), new RunFilter.In(RunField.DISPLAY_NAME, ids)));
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(either)
            .withFields(Set.of(RunField.DISPLAY_NAME))
            .withLimit(MOST_READ)
            .passingOverUnreadable();
    List<Run> found = new ArrayList<>();
    try (Pages<Run> pages = source.client().runs(request, progress.scope())) {
      List<Run> page = pages.next();
      found.addAll(page == null ? List.of() : page);
    } catch (WandbException e) {
      if (e.kind() == Kind.CANCELLED || e.kind() == Kind.TIMEOUT || e.kind() == Kind.NOT_RECORDED) {
        throw e;
      }
      // What only a warning would be made of isn't worth a failure.
      return;
    }
    for (Object id : ids) {
      if (found.stream().noneMatch(run -> run.id().equals(id))) {
        tell(id, found.stream().filter(run -> id.equals(run.displayName())).toList());
      }
    }
  }

  private void tell(Object id, List<Run> called) {
    String those =
        source
            .client()
            .asOf()
            .map(time -> "%s created until %s".formatted(project, time))
            .orElse(project.toString());
    List<String> named = called.stream().limit(MOST_TOLD).map(run -> "'" + run.id() + "'").toList();
    progress
        .scope()
        .warn(
            named.isEmpty()
                ? "no run of %s has the run_id '%s'; SELECT run_id, name FROM runs lists them"
                    .formatted(those, id)
                : ("no run of %s has the run_id '%s', but %s has this name: write run_id = %s, or"
                        + " search by name")
                    .formatted(
                        those,
                        id,
                        named.size() == 1 ? "a run" : "several runs",
                        String.join(" or ", named)));
  }
}
