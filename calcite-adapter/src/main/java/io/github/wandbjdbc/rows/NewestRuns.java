package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.KeySearch;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.lifetime.SoftDeadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for keys in the newest runs of a project. A run that can't be read is passed over, and if
 * the source fails or is too slow once some runs were read, these are enough; both is told.
 */
final class NewestRuns {
  private final Discovery bounds;
  private final WandbClient client;
  private final ProjectPath project;
  private final String table;
  private final CallScope scope;
  private final CallScope eager;
  private final SoftDeadline softDeadline;
  private final long start;
  private final DiscoveredKeys keys = new DiscoveredKeys();
  private final List<Notice> notices = new ArrayList<>();
  private int read;
  private boolean isTakenOver;

  /** For the columns of {@code table}; begins to take time now. */
  NewestRuns(
      Discovery bounds, WandbClient client, ProjectPath project, String table, CallScope scope) {
    this.bounds = bounds;
    this.client = client;
    this.project = project;
    this.table = table;
    this.scope = scope;
    this.softDeadline = new SoftDeadline(bounds.nanoTime());
    this.eager = scope.withSoftDeadline(softDeadline);
    this.start = bounds.nanoTime().getAsLong();
  }

  /** The keys that were found so far. */
  DiscoveredKeys keys() {
    return keys;
  }

  /** The notices for readers of the table. */
  List<Notice> notices() {
    return notices;
  }

  /** Reads {@code parts} of the runs. */
  void read(List<RunPart> parts) {
    UnreadableRuns oddRuns = new UnreadableRuns(table);
    try (Pages<Run> pages = client.runs(request(parts), eager)) {
      for (List<Run> page = next(pages); page != null; page = next(pages)) {
        for (Run run : page) {
          keys.nextRun(run.id());
          parts.forEach(part -> read(part, run, oddRuns));
        }
        read += page.size();
        if (pages instanceof KeySearch.WithKeysOfAll all && isEnough(all.keysOfAll())) {
          break;
        }
        if (read > 0 && !bounds.time().isZero()) {
          softDeadline.endAt(start + bounds.time().toNanos());
        }
      }
    }
    oddRuns.notice().ifPresent(notices::add);
  }

  /**
   * Whether {@code keysOfAll} make it needless to read more runs. They don't say how many runs have
   * a key, which decides where there are too many, nor which run has strings that may be NaN.
   */
  private boolean isEnough(@Nullable HistoryKeys keysOfAll) {
    if (keysOfAll == null || isTakenOver) {
      return false;
    }
    isTakenOver = true;
    return keys.addAll(KeyCollector.ofHistory(keysOfAll))
        && keys.columns().size() <= bounds.maxColumns()
        && keys.areStringsKnown();
  }

  private RunsRequest request(List<RunPart> parts) {
    return RunsRequest.all(project)
        .withFields(parts.stream().map(RunPart::field).collect(Collectors.toSet()))
        .withOrder(RunOrder.NEWEST_FIRST)
        .withLimit(bounds.runs())
        .withMeasuring(
            bounds.measuring() && parts.stream().anyMatch(part -> part.field() == RunField.CONFIG))
        .passingOverUnreadable();
  }

  private @Nullable List<Run> next(Pages<Run> pages) {
    try {
      return pages.next();
    } catch (WandbException e) {
      if (read == 0 || !isOfSource(e)) {
        throw e;
      }
      notices.add(
          new Notice(
              Notice.Kind.FEWER_RUNS,
              ("%s: the columns are those of the newest %d runs rather than %s, since %s; keys"
                      + " that only other runs have are not columns until a later statement can read"
                      + " them")
                  .formatted(
                      table,
                      read,
                      bounds.runs() == Integer.MAX_VALUE ? "all" : bounds.runs(),
                      reason(e))));
      return null;
    }
  }

  /** All of a part counts, or nothing. */
  private void read(RunPart part, Run run, UnreadableRuns oddRuns) {
    String fault = run.faults().get(part.field());
    if (fault != null) {
      oddRuns.add(run.id(), part.words(), fault);
      return;
    }
    List<Runnable> found = new ArrayList<>();
    try {
      part.reader().read(run, (path, kind) -> found.add(() -> keys.add(path, kind)));
    } catch (IOException | RuntimeException e) {
      oddRuns.add(run.id(), part.words(), e);
      return;
    }
    found.forEach(Runnable::run);
  }

  /** Finds out which strings are numbers; without an answer they are taken for text. */
  void settleStrings() {
    try {
      StringPeek.settle(client, project, keys, eager);
    } catch (WandbException e) {
      if (!isOfSource(e)) {
        throw e;
      }
      notices.add(
          new Notice(
              Notice.Kind.FEWER_RUNS,
              "%s: metrics that have numbers and texts are VARCHAR, though the texts may be NaN and infinities, since %s"
                  .formatted(table, reason(e))));
    }
  }

  /** Whether the source failed, rather than that the statement came to an end or isn't allowed. */
  private boolean isOfSource(WandbException e) {
    scope.check();
    return switch (e.kind()) {
      case UNREACHABLE,
          NOT_FOUND,
          RATE_LIMITED,
          TIMEOUT,
          SERVER_ERROR,
          BAD_REQUEST,
          REFUSED,
          BAD_STATEMENT,
          MALFORMED_RESPONSE,
          MISFIT ->
          true;
      case LIMIT_EXCEEDED -> !scope.budget().isSpent();
      case UNAUTHENTICATED, FORBIDDEN, UNKNOWN_ENTITY, UNKNOWN_PROJECT, CANCELLED, NOT_RECORDED ->
          false;
    };
  }

  private String reason(WandbException e) {
    return e.kind() == Kind.TIMEOUT
        ? "reading more would have taken longer than %d s".formatted(bounds.time().toSeconds())
        : String.valueOf(e.getMessage());
  }
}
