package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of runs, one run after the other: of the runs that are named, else of all that are
 * listed.
 */
public final class RunItemPages<T> implements Pages<T> {

  /** Opens what one run holds. */
  @FunctionalInterface
  public interface OfRun<T> {

    /**
     * The items of {@code run}.
     *
     * @param first what was said of it together with others; null if nothing was
     */
    Pages<T> open(RunReference run, @Nullable RunAnswer first);
  }

  private final OfRun<T> items;
  private final @Nullable FirstAnswers together;
  private final RunQueue runs;
  private final CallScope scope;
  private final Deque<FirstAnswers.Begun> begun = new ArrayDeque<>();
  private @Nullable Pages<T> current;
  private boolean isClosed;

  /**
   * The items of the runs that {@code filter} accepts.
   *
   * @param together asks about several runs at once; null if each is asked by itself
   */
  public RunItemPages(
      ApiContext context,
      ProjectPath project,
      RunFilter filter,
      CallScope scope,
      @Nullable FirstAnswers together,
      OfRun<T> items) {
    this.scope = scope;
    this.items = items;
    this.together = together;
    RunSelector choice = RunSelector.of(filter);
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
      scope.progress().endRun();
    }
    return null;
  }

  @Override
  public void close() {
    isClosed = true;
    begun.clear();
    if (current != null) {
      current.close();
    }
    runs.close();
  }

  private @Nullable Pages<T> nextRun() {
    if (together == null) {
      RunReference run = runs.next();
      return run == null ? null : items.open(run, null);
    }
    while (begun.isEmpty()) {
      List<FirstAnswers.Begun> next = together.next(runs);
      if (next == null) {
        return null;
      }
      begun.addAll(next);
    }
    FirstAnswers.Begun next = begun.remove();
    return items.open(next.run(), next.answer());
  }
}
