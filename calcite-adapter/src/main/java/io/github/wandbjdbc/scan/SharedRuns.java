package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.RunLister;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a scan lists its runs where it shares pages of them with other scans of the statement: it has
 * more read of each run than it needs itself, and puts the runs where the others find them.
 */
final class SharedRuns implements RunLister {
  private final CallScope whole;
  private final List<RunShelf> shelves = new ArrayList<>();
  private @Nullable RunNeeds needs;
  private @Nullable RunShelf source;
  private @Nullable SharedRuns giver;

  /**
   * Of a scan that shares nothing.
   *
   * @param whole hears of everything that is amiss with what is listed for others
   */
  SharedRuns(CallScope whole) {
    this.whole = whole;
  }

  /**
   * Has {@code taker}, that reads {@code wanted}, find its runs among those listed here; false if
   * it does already.
   *
   * @param isInOrder whether it looks for them about as they were listed
   */
  boolean giveTo(SharedRuns taker, RunNeeds wanted, boolean isInOrder) {
    if (taker.giver != null) {
      return false;
    }
    RunShelf shelf = new RunShelf(isInOrder);
    shelves.add(shelf);
    needs = needs == null ? wanted : needs.and(wanted);
    taker.source = shelf;
    taker.giver = this;
    return true;
  }

  @Override
  public Pages<Run> runs(WandbClient client, RunsRequest request, CallScope scope) {
    if (source != null && giver != null && giver.hasRead(RunNeeds.of(request))) {
      return taken(source, client, request, scope);
    }
    if (needs == null) {
      return client.runs(request, scope);
    }
    shelves.forEach(RunShelf::clear);
    RunNeeds all = RunNeeds.of(request).and(needs);
    return new Shelved(client.runs(request.withFields(all.fields()).withPaths(all.paths()), whole));
  }

  private boolean hasRead(RunNeeds wanted) {
    return needs != null && needs.cover(wanted);
  }

  private static Pages<Run> taken(
      RunShelf shelf, WandbClient client, RunsRequest request, CallScope scope) {
    List<Object> ids = null;
    List<RunFilter> others = new ArrayList<>();
    for (RunFilter part : RunFilter.partsOf(request.filter())) {
      if (ids == null && part instanceof RunFilter.In in && in.attribute() == RunField.ID) {
        ids = in.values();
      } else {
        others.add(part);
      }
    }
    if (ids == null || request.limit() != Long.MAX_VALUE) {
      return client.runs(request, scope);
    }
    List<Run> found = shelf.take(ids);
    Set<Object> missing = new HashSet<>(ids);
    found.forEach(run -> missing.remove(run.id()));
    List<Run> wanted =
        found.stream().filter(run -> request.filter().mayAccept(run.id(), run::state)).toList();
    if (missing.isEmpty()) {
      return Pages.of(wanted);
    }
    others.add(new RunFilter.In(RunField.ID, List.copyOf(missing)));
    RunsRequest rest =
        request.withFilter(others.size() == 1 ? others.get(0) : new RunFilter.And(others));
    return Pages.of(List.of(0, 1))
        .concatMap(part -> part == 0 ? Pages.of(wanted) : client.runs(rest, scope));
  }

  /** Pages of runs that the others find, too, once they were given here. */
  private final class Shelved implements Pages<Run> {
    private final Pages<Run> pages;

    Shelved(Pages<Run> pages) {
      this.pages = pages;
    }

    @Override
    public @Nullable List<Run> next() {
      List<Run> page = pages.next();
      if (page != null) {
        shelves.forEach(shelf -> shelf.put(page));
      }
      return page;
    }

    @Override
    public void close() {
      pages.close();
    }
  }
}
