package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of runs, one run after the other: of the runs that are named, else of all that are
 * listed.
 */
public final class PagesOfRuns<T> implements Pages<T> {

  /** Opens what one run holds. */
  @FunctionalInterface
  public interface OfRun<T> {

    /** The items of {@code run}. */
    Pages<T> open(RunReference run);
  }

  private final OfRun<T> items;
  private final RunQueue runs;
  private @Nullable Pages<T> current;
  private boolean isClosed;

  public PagesOfRuns(
      ApiContext context, ProjectPath project, RunFilter filter, CallScope scope, OfRun<T> items) {
    this.items = items;
    RunChoice choice = RunChoice.of(filter);
    Set<String> named = choice.ids();
    this.runs =
        named != null && choice.rest().equals(RunFilter.ALL)
            ? RunQueue.named(project, named)
            : RunQueue.listed(context, project, filter, scope);
  }

  @Override
  public @Nullable List<T> next() {
    while (!isClosed) {
      Pages<T> open = current == null ? nextRun() : current;
      if (open == null) {
        return null;
      }
      current = open;
      List<T> page = open.next();
      if (page != null) {
        return page;
      }
      open.close();
      current = null;
    }
    return null;
  }

  @Override
  public void close() {
    isClosed = true;
    if (current != null) {
      current.close();
    }
    runs.close();
  }

  private @Nullable Pages<T> nextRun() {
    RunReference run = runs.next();
    return run == null ? null : items.open(run);
  }
}
