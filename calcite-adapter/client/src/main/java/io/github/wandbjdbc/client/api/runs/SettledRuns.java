package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.steps.HistoryEnd;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages of runs as the statement has seen them first: fields that one of its scans was given hold
 * for all others, and so does how far a history goes. What may be large isn't kept for that.
 */
public final class SettledRuns implements Pages<Run> {
  private static final Set<RunField> LARGE =
      EnumSet.of(
          RunField.NOTES,
          RunField.DESCRIPTION,
          RunField.CONFIG,
          RunField.SUMMARY,
          RunField.SYSTEM_METRICS,
          RunField.HISTORY_KEYS,
          RunField.ENVIRONMENT);

  private final Pages<Run> pages;
  private final RunsRequest request;
  private final CallScope scope;
  private final SettledEnds ends;

  /** The runs of {@code request}: those of one listing for all scans that list them. */
  public static Pages<Run> open(ApiContext context, RunsRequest request, CallScope scope) {
    Snapshot snapshot = scope.snapshot();
    if (!snapshot.isHeld()) {
      return RunPages.open(context, request, scope);
    }
    Pages<Run> shared = shared(context, request, scope);
    if (shared != null) {
      return shared;
    }
    if (!snapshot.isOfRuns() || !isOfStates(request.filter())) {
      return new SettledRuns(RunPages.open(context, request, scope), request, scope);
    }
    Set<RunField> fields = EnumSet.copyOf(request.fields());
    fields.add(RunField.STATE);
    RunsRequest decided = request.withFields(fields);
    // Of named runs the server isn't to leave out those whose state was another when it was seen.
    RunSelector selector = RunSelector.of(request.filter());
    Set<String> ids = selector.ids();
    RunsRequest sent =
        ids == null || request.limit() != Long.MAX_VALUE
            ? decided
            : decided.withFilter(withoutStates(ids, selector.rest()));
    return new SettledRuns(RunPages.open(context, sent, scope), decided, scope);
  }

  private static RunFilter withoutStates(Set<String> ids, RunFilter rest) {
    List<RunFilter> parts = new ArrayList<>();
    parts.add(new RunFilter.In(RunField.ID, List.copyOf(ids)));
    for (RunFilter part : RunFilter.partsOf(rest)) {
      if (!part.isExact()) {
        parts.add(part);
      }
    }
    return new RunFilter.And(parts);
  }

  private static boolean isOfStates(RunFilter filter) {
    return !new RunSelector(null, RunSelector.of(filter).rest()).exactPart().isAll();
  }

  /** The same of a reader who wants ids and the lengths of histories alone. */
  static Pages<Run> listed(ApiContext context, RunsRequest request, CallScope scope) {
    Pages<Run> shared = scope.snapshot().isHeld() ? shared(context, request, scope) : null;
    return shared == null ? RunPages.open(context, request, scope) : shared;
  }

  private static @Nullable Pages<Run> shared(
      ApiContext context, RunsRequest request, CallScope scope) {
    Snapshot snapshot = scope.snapshot();
    RunsRequest listed = snapshot.get(RunsRequest.class, request.project());
    if (listed == null || !RunView.covers(listed, request)) {
      return null;
    }
    RunView known = snapshot.get(RunView.class, request.project());
    RunView view =
        known == null
            ? snapshot.settle(
                RunView.class,
                request.project(),
                new RunView(
                    () -> {
                      // It outlives the scan that asks first.
                      CallScope whole = snapshot.get(CallScope.class, Snapshot.STATEMENT);
                      CallScope lasting = whole == null ? scope : whole.counting(scope.tally());
                      return new SettledRuns(
                          RunPages.open(context, listed, lasting), listed, lasting);
                    },
                    () -> tellOfWeight(request.project(), scope)))
            : known;
    if (!view.isWhole()) {
      tellOfWeight(request.project(), scope);
      return null;
    }
    return view.open(request);
  }

  private static void tellOfWeight(ProjectPath project, CallScope scope) {
    scope.warnOnce(
        "runs of %s: they are more than the %d MB that are kept of a statement's runs, so that a scan lists them anew; runs that have begun or ended meanwhile may be in some of its scans and not in others"
            .formatted(project, RunView.MOST_WEIGHT >> 20));
  }

  /** The runs of {@code pages}, that {@code request} asks for. */
  private SettledRuns(Pages<Run> pages, RunsRequest request, CallScope scope) {
    this.pages = pages;
    this.request = request;
    this.scope = scope;
    this.ends = new SettledEnds(request.project(), scope);
  }

  /** A run of a project. */
  private record Subject(ProjectPath project, String run) {}

  /** The first sight of a run. */
  private record Seen(Run run, Set<RunField> fields) {}

  @Override
  public @Nullable List<Run> next() {
    List<Run> page = pages.next();
    if (page == null) {
      return null;
    }
    List<Run> settled = new ArrayList<>();
    for (Run found : page) {
      Run run = withHistory(scope.snapshot().isOfRuns() ? settled(found) : found);
      // Without its state there is nothing to hold the server's decision against.
      if (!request.fields().contains(RunField.STATE)
          || request.filter().mayAccept(run.id(), run::state)) {
        settled.add(run);
      }
    }
    return settled;
  }

  @Override
  public void close() {
    pages.close();
  }

  private Run settled(Run found) {
    Subject subject = new Subject(request.project(), found.id());
    Seen seen = scope.snapshot().get(Seen.class, subject);
    Set<RunField> fields = EnumSet.copyOf(request.fields());
    fields.removeAll(LARGE);
    if (seen == null) {
      scope.snapshot().settle(Seen.class, subject, new Seen(found.withoutLargeFields(), fields));
      if (scope.snapshot().isFull() && scope.snapshot().get(Seen.class, subject) == null) {
        scope.warnOnce(
            "the statement sees more than %d runs and histories: runs beyond these that change meanwhile may show another in each of its scans"
                .formatted(Snapshot.MOST));
      }
      return found;
    }
    Run run = found.withFieldsOf(seen.run(), seen.fields());
    if (!seen.fields().containsAll(fields)) {
      fields.addAll(seen.fields());
      Run both = run.withFieldsOf(seen.run(), seen.fields()).withoutLargeFields();
      scope.snapshot().refine(Seen.class, subject, new Seen(both, fields));
    }
    return run;
  }

  private Run withHistory(Run run) {
    HistoryKeys keys = run.historyKeys();
    HistoryEnd end = keys == null ? ends.known(run.id()) : end(run, keys);
    if (end == null || end.hasNoEnd() || end.rows() < 0) {
      return run;
    }
    Long lines = run.historyLineCount();
    // A run may have other lines than those that are steps; then their number says nothing.
    boolean hasMore = end.areAsManyLines() && lines != null && lines > end.rows();
    Long settledLines = hasMore ? (Long) end.rows() : lines;
    if (keys != null && keys.lastStep() > end.lastStep()) {
      return run.withHistory(
          settledLines, new HistoryKeys(end.lastStep(), end.rows(), keys.keys()));
    }
    return hasMore ? run.withHistory(settledLines, keys) : run;
  }

  /** How far {@code run} goes for the statement; null if that isn't settled. */
  private @Nullable HistoryEnd end(Run run, HistoryKeys keys) {
    boolean isPlausible = keys.lastStep() >= keys.steps() - 1 && keys.steps() > 0;
    return isPlausible
        ? ends.settle(
            run.id(), HistoryEnd.at(keys.lastStep(), keys.steps(), false).withLines(lines(run)))
        : ends.known(run.id());
  }

  private static long lines(Run run) {
    Long lines = run.historyLineCount();
    return lines == null ? -1 : lines;
  }
}
