package io.github.wandbjdbc.rows.forks;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The histories of runs, those of forks with the steps before that other runs logged. The runs are
 * listed first, for what they were forked from; those that are no forks are read together.
 */
public final class InheritedHistories implements Pages<HistoryRow> {
  private final WandbClient client;
  private final HistoryRequest request;
  private final CallScope scope;
  private final Ancestry ancestry;
  private final Pages<Run> runs;
  private final Deque<List<Run>> groups = new ArrayDeque<>();
  private @Nullable Pages<HistoryRow> open;
  private boolean isFork;
  private long left;
  private boolean isClosed;

  /** Those that {@code request} asks for, with the steps before the forks. */
  public InheritedHistories(WandbClient client, HistoryRequest request, CallScope scope) {
    this.client = client;
    this.request = request;
    this.scope = scope;
    this.left = request.limit();
    this.ancestry = new Ancestry(client, request.project(), scope);
    this.runs =
        client.runs(
            RunsRequest.all(request.project())
                .withFilter(request.runs())
                .withFields(
                    Set.of(
                        RunField.FORKED_FROM, RunField.FORKED_AT_STEP, RunField.HISTORY_LINE_COUNT))
                .withOrder(RunOrder.OLDEST_FIRST),
            scope);
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    while (!isClosed && left > 0) {
      if (open == null) {
        List<Run> group = nextGroup();
        if (group == null) {
          return null;
        }
        open = open(group);
      }
      List<HistoryRow> page = open.next();
      if (page == null) {
        open.close();
        open = null;
        if (isFork) {
          scope.progress().endRun();
        }
        continue;
      }
      if (isFork) {
        scope.progress().readSteps(page.size());
      }
      List<HistoryRow> some = page.size() <= left ? page : page.subList(0, (int) left);
      left -= some.size();
      return some;
    }
    return null;
  }

  @Override
  public void close() {
    isClosed = true;
    runs.close();
    if (open != null) {
      open.close();
    }
  }

  /** The next runs: one fork, or some that are none. */
  private @Nullable List<Run> nextGroup() {
    while (groups.isEmpty()) {
      List<Run> page = runs.next();
      if (page == null) {
        return null;
      }
      List<Run> plain = new ArrayList<>();
      for (Run run : page) {
        if (run.forks().isEmpty()) {
          plain.add(run);
          continue;
        }
        if (!plain.isEmpty()) {
          groups.add(plain);
          plain = new ArrayList<>();
        }
        groups.add(List.of(run));
      }
      if (!plain.isEmpty()) {
        groups.add(plain);
      }
    }
    return groups.remove();
  }

  private Pages<HistoryRow> open(List<Run> group) {
    Run first = group.get(0);
    isFork = !first.forks().isEmpty();
    if (!isFork) {
      List<Object> ids = new ArrayList<>();
      group.forEach(run -> ids.add(run.id()));
      return client.history(
          request.withRuns(new RunFilter.In(RunField.ID, ids)).withLimit(left), scope);
    }
    // Its parents' steps are a part of it.
    Function<HistoryRequest, Pages<HistoryRow>> histories =
        one -> client.history(one, scope.aside());
    return new InheritedHistory(
        first, ancestry.of(first), request.withLimit(left), histories, scope);
  }
}
