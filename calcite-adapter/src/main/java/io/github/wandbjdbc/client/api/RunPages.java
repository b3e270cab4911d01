package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs that a request asks for. */
final class RunPages implements Pages<Run> {
  /** So many run ids are looked for in one filter. */
  private static final int MAX_IDS = 50;

  /** The keys of one run's history alone may be megabytes: a few runs show how large they are. */
  private static final int FIRST_RUNS_WITH_KEYS = 25;

  private static final Set<RunField> HEAVY =
      Set.of(RunField.CONFIG, RunField.SUMMARY, RunField.SYSTEM_METRICS, RunField.HISTORY_KEYS);

  private final ApiClient client;
  private final RunsRequest request;
  private final CallScope scope;
  private final RunReader reader;
  private final PageSize pageSize;
  private final boolean passesOver;
  private final Deque<RunChoice> batches = new ArrayDeque<>();
  private @Nullable RunChoice choice;
  private @Nullable RunListing<Run> listing;
  private boolean isRestarted;
  private long remaining;

  RunPages(ApiClient client, RunsRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope;
    this.reader = new RunReader(client.appUrl(), request.project(), request.fields());
    boolean withKeys = request.fields().contains(RunField.HISTORY_KEYS);
    this.pageSize =
        client
            .options()
            .pageSizeFor(scope, withKeys ? FIRST_RUNS_WITH_KEYS : Integer.MAX_VALUE)
            .within(client.endpoint().bound(kind(request.fields())));
    this.passesOver =
        request.passesOverUnreadable()
            || client.options().onRunError() == ApiOptions.OnRunError.WARN;
    this.remaining = request.limit();
    RunChoice all = RunChoice.of(request.filter());
    if (!all.isEmpty()) {
      // Batches one after the other would each be in order, but not all of them together.
      batches.addAll(request.order() == null ? all.batches(MAX_IDS) : List.of(all));
    }
  }

  @Override
  public @Nullable List<Run> next() {
    while (remaining > 0) {
      RunChoice current = choice == null ? batches.poll() : choice;
      if (current == null) {
        return null;
      }
      choice = current;
      List<Run> page = page(current);
      if (page != null) {
        List<Run> wanted =
            page.stream().filter(run -> current.accepts(run.id())).limit(remaining).toList();
        remaining -= wanted.size();
        return wanted;
      }
      choice = null;
      listing = null;
    }
    return null;
  }

  @Override
  public void close() {
    remaining = 0;
  }

  private @Nullable List<Run> page(RunChoice current) {
    String id = current.onlyId();
    if (id != null) {
      choice = null;
      Run run = named(id);
      return run == null ? null : List.of(run);
    }
    RunListing<Run> runs = listing;
    if (runs == null) {
      return firstPage(current);
    }
    List<Run> page = runs.next(remaining);
    if (page == null && runs.isShort() && !isRestarted && request.order() == null) {
      // Runs that moved while they were listed; a second look finds most of them.
      isRestarted = true;
      runs.restart();
      return runs.next(remaining);
    }
    if (page == null) {
      runs.warnIfShort();
    }
    return page;
  }

  /** The run of that id; null if there is none, or it can't be read and that is told. */
  private @Nullable Run named(String id) {
    try {
      return client.run(request.project(), id, request.fields(), reader, scope);
    } catch (WandbException e) {
      if (!passesOver || !PageFailure.isPerhapsOfOneItem(e)) {
        throw e;
      }
      Run run = client.run(request.project(), id, Set.of(RunField.ID), reader, scope);
      if (run != null) {
        scope.warn(
            "a row is missing: run %s can't be read, though it is there: %s"
                .formatted(id, e.getMessage()));
      }
      return null;
    }
  }

  private static PageKind kind(Set<RunField> fields) {
    return Collections.disjoint(fields, HEAVY) ? PageKind.LIGHT_RUNS : PageKind.HEAVY_RUNS;
  }

  /** A filter that the server refuses is left out, as far as the reader of the runs can check. */
  private @Nullable List<Run> firstPage(RunChoice current) {
    if (current.isExact() || client.endpoint().refusesFilter(current.shape())) {
      return start(current.isExact() ? current : current.exactPart());
    }
    try {
      return start(current);
    } catch (WandbException e) {
      if (e.kind() != Kind.BAD_REQUEST) {
        throw e;
      }
      List<Run> page = start(current.exactPart());
      client.endpoint().refuseFilter(current.shape());
      return page;
    }
  }

  private @Nullable List<Run> start(RunChoice current) {
    isRestarted = false;
    RunOrder order = request.order();
    listing =
        new RunListing<>(
                client.graphQl(),
                scope,
                request.project(),
                RunListing.question(
                        Document.RUNS,
                        request.project(),
                        current,
                        order == null ? null : text(order))
                    .withFields(request.fields()),
                remaining == Long.MAX_VALUE && current.ids() == null,
                pageSize,
                reader::read,
                Run::id)
            .passingOver(passesOver ? scope::warn : null);
    return listing.next(remaining);
  }

  private static String text(RunOrder order) {
    return (order.descending() ? "-" : "+") + order.attribute().orderKey();
  }
}
