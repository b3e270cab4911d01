package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.history.WholeRunCheck.Verdict;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.Prefetch;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.client.api.runs.RunListing;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import io.github.wandbjdbc.client.api.steps.HistoryEnd;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The histories of several short runs, which one request asks for: as series of a few keys, or as
 * whole rows. A run of which the answer isn't whole is read by itself.
 */
final class ShortRuns {
  private static final String ORDER = "+" + RunField.CREATED_AT.orderKey();

  private final ApiContext context;
  private final HistoryRequest request;
  private final HistoryRowReader reader;
  private final @Nullable KeySeries series;
  private final List<RunReference> runs;
  private final long samples;
  private final ShortRunSize size;
  private final CallScope scope;
  private final Prefetch<Answer> asked = new Prefetch<>(this::ask);
  private boolean isBegun;
  private @Nullable Map<String, Judged> judged;
  private boolean hasFailed;

  /** Whether the answer came in pieces, between which a run may have been lost. */
  private volatile boolean mayHaveSkipped;

  /**
   * The histories of {@code runs}.
   *
   * @param series a way to read less than whole rows, or null
   * @param rows how many rows one of them has at the most
   * @param size takes note of how it went
   */
  ShortRuns(
      ApiContext context,
      HistoryRequest request,
      HistoryRowReader reader,
      @Nullable KeySeries series,
      List<RunReference> runs,
      long rows,
      ShortRunSize size,
      CallScope scope) {
    this.context = context;
    this.request = request;
    this.reader = reader;
    this.series = series;
    this.runs = List.copyOf(runs);
    // Runs may grow meanwhile.
    this.samples = Math.min(request.steps().width(), rows + rows / 8 + 16);
    this.size = size;
    this.scope = scope;
  }

  /**
   * An answer about one run.
   *
   * @param end how far the run goes for the statement
   * @param verdict whether the answer is whole
   */
  private record Judged(HistoryAnswer answer, HistoryEnd end, Verdict verdict) {}

  /** The knowledge of the runs, by their ids. */
  private record Answer(Map<String, HistoryAnswer> runs, long bytes) {}

  /** Has it asked for before its rows are wanted. */
  void begin() {
    if (!isBegun) {
      isBegun = true;
      asked.begin();
    }
  }

  /** Whether its answer was looked at. */
  boolean isAnswered() {
    return judged != null;
  }

  /** How many rows of each run are asked for at the most. */
  long rowsOfEach() {
    return samples;
  }

  /** Whether {@code run} has to be read by itself, once it was {@link #isAnswered answered}. */
  boolean leaves(RunReference run) {
    Judged one = judged().get(run.id());
    return one == null
        ? hasFailed || mayHaveSkipped || run.isListed()
        : one.verdict() != Verdict.WHOLE;
  }

  /** Whether the series of {@code run} were seen to lack values. */
  boolean lacksValues(RunReference run) {
    Judged one = judged().get(run.id());
    return one != null && one.verdict() == Verdict.LACKS_VALUES;
  }

  /** How far {@code run} goes, if it has to be read by itself; null if that isn't known. */
  @Nullable RunExtent extent(RunReference run) {
    Judged one = judged().get(run.id());
    if (one == null || one.verdict() == Verdict.WHOLE || one.answer().fault() != null) {
      return null;
    }
    RunExtent extent = one.end().extent(request.steps());
    return extent.hasNoEnd() ? null : extent;
  }

  /** The rows of {@code run}, by step; null if it has to be read by itself. */
  @Nullable List<HistoryRow> rows(RunReference run) {
    if (leaves(run)) {
      return null;
    }
    Judged one = judged().remove(run.id());
    if (one == null) {
      // Nobody has said that there is such a run.
      return List.of();
    }
    HistoryAnswer answer = one.answer();
    StepRange steps = answer.extent(request.steps()).steps();
    List<HistoryRow> rows = answer.rows(steps).stream().map(row -> row.ofRun(run.id())).toList();
    if (!steps.isEmpty() && !answer.isOfSeries()) {
      ServerCounts stated =
          new ServerCounts(run, answer.extent(request.steps()), answer.keys(), reader, scope);
      stated.add(rows);
      stated.compare(rows.size());
    }
    return one.end().equals(answer.end())
        ? rows
        : SettledEnds.cut(rows, request.steps(), one.end());
  }

  private Map<String, Judged> judged() {
    Map<String, Judged> known = judged;
    if (known == null) {
      known = judge();
      judged = known;
    }
    return known;
  }

  private Map<String, Judged> judge() {
    Map<String, Judged> all = new HashMap<>();
    try {
      Answer answer = asked.await();
      answer.runs().forEach((id, one) -> all.put(id, judged(id, one)));
      learn(all, answer.bytes());
    } catch (WandbException e) {
      if (!isPerhapsOfThem(e)) {
        throw e;
      }
      hasFailed = true;
      size.failed(runs.size(), e);
    }
    return all;
  }

  private Judged judged(String id, HistoryAnswer answer) {
    Verdict verdict = WholeRunCheck.of(answer, request.steps(), request.columns());
    if (answer.fault() != null) {
      return new Judged(answer, answer.end(), verdict);
    }
    HistoryEnd end = new SettledEnds(request.project(), scope).settle(id, answer.end());
    // It was asked for before others saw more of the run.
    boolean isOld = end.isBeyond(answer.end());
    return new Judged(answer, end, isOld ? Verdict.LACKS_STEPS : verdict);
  }

  /** Whether {@code e} may not meet who asks for one run. */
  private static boolean isPerhapsOfThem(WandbException e) {
    WandbException failure = PageFailure.itself(e);
    return KeySeries.isPerhapsWhatFailed(failure) || PageFailure.isPerhapsTooLarge(failure);
  }

  private void learn(Map<String, Judged> all, long bytes) {
    long rows = 0;
    int lackSteps = 0;
    int lackValues = 0;
    int tooLong = 0;
    for (Judged one : all.values()) {
      long stated = one.answer().stated();
      rows += one.answer().returned();
      lackValues += one.verdict() == Verdict.LACKS_VALUES ? 1 : 0;
      if (one.verdict() == Verdict.LACKS_STEPS) {
        lackSteps++;
        tooLong += stated > samples ? 1 : 0;
        if (stated <= samples && one.answer().returned() < stated) {
          size.tooLong(stated);
        }
      }
    }
    size.answered(runs.size(), lackSteps, rows, bytes);
    if (2 * tooLong > all.size()) {
      ProjectMeasurements.of(context, request.project()).foundLongRuns();
    }
    if (series != null && 2 * lackValues > all.size()) {
      series.failed();
    }
  }

  private Answer ask() {
    RunListing<HistoryAnswer> listing = listing();
    Set<String> ids = ids();
    Map<String, HistoryAnswer> found = new HashMap<>();
    int pages = 0;
    for (List<HistoryAnswer> page = listing.tryFirst(runs.size());
        page != null;
        page = listing.next(Long.MAX_VALUE)) {
      pages++;
      page.stream().filter(one -> ids.contains(one.id())).forEach(one -> found.put(one.id(), one));
    }
    mayHaveSkipped = pages > 1;
    return new Answer(found, listing.bytes());
  }

  private Set<String> ids() {
    return runs.stream().map(RunReference::id).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private RunListing<HistoryAnswer> listing() {
    HistoryRowReader own = reader.sibling();
    return new RunListing<>(
        context.graphQl(),
        scope,
        request.project(),
        question(),
        false,
        PageSize.of(runs.size()),
        node -> HistoryAnswer.ofListed(node, own),
        HistoryAnswer::id);
  }

  private Question question() {
    StepRange steps = request.steps();
    Question question =
        RunListing.question(
            series == null ? Document.HISTORIES : Document.HISTORIES_SERIES,
            request.project(),
            new RunSelector(ids(), RunFilter.ALL),
            ORDER);
    return series == null
        ? question
            .with("minStep", steps.first())
            .with("maxStep", steps.end() == Long.MAX_VALUE ? null : steps.end())
            .with("samples", samples)
        : question.with("specs", series.specs(steps, samples, context.server().sampleEnd()));
  }
}
