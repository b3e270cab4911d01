package io.github.wandbjdbc.rows.forks;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one fork, and of the runs before it up to where it branched off, by step; where two
 * have one step it is that of the run that is nearer to the fork. Short runs are read together.
 */
final class InheritedHistory implements Pages<HistoryRow> {
  /** So many rows are held at the most, to ask for all runs at once. */
  private static final long MOST_HELD = 5000;

  private static final int PAGE_ROWS = 1000;

  private final Run fork;
  private final List<Run.Fork> parents;
  private final HistoryRequest request;
  private final Function<HistoryRequest, Pages<HistoryRow>> histories;
  private final CallScope scope;
  private @Nullable List<Part> parts;

  /**
   * The history of {@code fork}.
   *
   * @param parents its branch points, the nearest first
   * @param histories asks for those of runs
   */
  InheritedHistory(
      Run fork,
      List<Run.Fork> parents,
      HistoryRequest request,
      Function<HistoryRequest, Pages<HistoryRow>> histories,
      CallScope scope) {
    this.fork = fork;
    this.parents = parents;
    this.request = request;
    this.histories = histories;
    this.scope = scope;
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    if (parts == null) {
      parts = parts();
    }
    List<HistoryRow> page = new ArrayList<>();
    while (page.size() < PAGE_ROWS) {
      Part nearest = null;
      long step = Long.MAX_VALUE;
      // The fork's own comes first.
      for (Part part : parts) {
        HistoryRow row = part.peek();
        if (row != null && (nearest == null || row.step() < step)) {
          nearest = part;
          step = row.step();
        }
      }
      if (nearest == null) {
        parts.forEach(this::tellIfGone);
        parts = List.of();
        break;
      }
      page.add(nearest.take().inheritedBy(fork.id()));
      for (Part part : parts) {
        HistoryRow row = part.peek();
        if (row != null && row.step() == step) {
          part.take();
        }
      }
    }
    return page.isEmpty() ? null : page;
  }

  @Override
  public void close() {
    if (parts != null) {
      parts.forEach(Part::close);
    }
  }

  /** The runs whose steps it has, the fork first. */
  private List<Part> parts() {
    List<Part> all = new ArrayList<>();
    all.add(new Part(fork.id(), request.steps()));
    long end = Long.MAX_VALUE;
    for (Run.Fork parent : parents) {
      end = Math.min(end, parent.step() == Long.MAX_VALUE ? end : parent.step() + 1);
      StepRange inherited =
          end <= 0 ? StepRange.NONE : request.steps().intersect(new StepRange(0, end));
      all.add(new Part(String.valueOf(parent.parent()), inherited));
    }
    if (areShort()) {
      readTogether(all);
    } else {
      all.forEach(
          part -> {
            if (!part.steps.isEmpty()) {
              part.pages = histories.apply(of(List.of(part.run)).withSteps(part.steps));
            }
          });
    }
    return all;
  }

  private boolean areShort() {
    long rows = bounded(fork.historyLineCount());
    for (Run.Fork parent : parents) {
      rows += bounded(parent.rows());
    }
    return rows <= MOST_HELD;
  }

  /** Of how many rows a run is; more than may be held if that isn't told. */
  private static long bounded(@Nullable Long rows) {
    return rows == null || rows > MOST_HELD ? MOST_HELD + 1 : rows;
  }

  private void readTogether(List<Part> all) {
    Map<String, Part> byRun = new HashMap<>();
    all.forEach(part -> byRun.put(part.run, part));
    List<String> wanted =
        all.stream().filter(part -> !part.steps.isEmpty()).map(part -> part.run).toList();
    if (wanted.isEmpty()) {
      return;
    }
    try (Pages<HistoryRow> pages = histories.apply(of(wanted).withLimit(Long.MAX_VALUE))) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        for (HistoryRow row : page) {
          Part part = byRun.get(row.runId());
          if (part != null && part.steps.contains(row.step())) {
            part.rows.add(row);
          }
        }
      }
    }
  }

  private HistoryRequest of(List<String> runs) {
    List<Object> ids = new ArrayList<>(runs);
    return request.withRuns(new RunFilter.In(RunField.ID, ids));
  }

  private void tellIfGone(Part part) {
    boolean isWhole = part.steps.first() == 0 && !part.steps.isEmpty();
    if (!part.run.equals(fork.id()) && isWhole && !part.hadRows) {
      scope.warn(
          ("history_with_parents of %s: run %s, which run %s was forked from, has no steps before"
                  + " that, or isn't there any more; those that it logged are missing")
              .formatted(request.project(), part.run, fork.id()));
    }
  }

  /** The steps of one of the runs. */
  private static final class Part {
    private final String run;
    private final StepRange steps;
    private List<HistoryRow> rows = new ArrayList<>();
    private int next;
    private @Nullable Pages<HistoryRow> pages;
    private boolean hadRows;

    Part(String run, StepRange steps) {
      this.run = run;
      this.steps = steps;
    }

    /** The next row; null after the last. */
    @Nullable HistoryRow peek() {
      while (next >= rows.size() && pages != null) {
        List<HistoryRow> page = pages.next();
        if (page == null) {
          close();
        } else {
          rows = page;
          next = 0;
        }
      }
      hadRows |= next < rows.size();
      return next < rows.size() ? rows.get(next) : null;
    }

    HistoryRow take() {
      return rows.get(next++);
    }

    void close() {
      if (pages != null) {
        pages.close();
        pages = null;
      }
    }
  }
}
