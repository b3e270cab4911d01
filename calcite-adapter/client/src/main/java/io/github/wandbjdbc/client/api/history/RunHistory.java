package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.exports.ExportLists;
import io.github.wandbjdbc.client.api.exports.ExportedHistory;
import io.github.wandbjdbc.client.api.exports.ExportedPart;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.Patience;
import io.github.wandbjdbc.client.api.paging.Absence;
import io.github.wandbjdbc.client.api.paging.Ahead;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepWindows;
import io.github.wandbjdbc.client.api.steps.Wholeness;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The history of one run, window by window.
 *
 * <p>How far it goes is settled by the first answer, which is asked for the run's keys as well as
 * for its first steps: what a running run logs later isn't read. The last window asks for the keys
 * once more, to notice a run that was rewound meanwhile. In between several windows may be under
 * way; each is judged by itself, in the order of their steps. Where much is left to read, exported
 * files may take the place of windows.
 */
final class RunHistory implements AutoCloseable {
  /** So many pages have to be left. */
  private static final int WORTH_EXPORTS = 3;

  /** A look at what lies around a window goes so many times as far. */
  private static final int AROUND = 4;

  private final ApiContext context;
  private final RunReference run;
  private final StepRange wanted;
  private final HistoryRowReader reader;
  private final PageSize pageSize;
  private final CallScope scope;
  private final @Nullable KeySeries series;
  private final ExportLists exports;

  private final Patience patience = new Patience();

  /** Windows that were asked for before their rows are wanted, by step. */
  private final Deque<Asked> ahead = new ArrayDeque<>();

  private @Nullable Asked first;
  private @Nullable StepWindows windows;
  private @Nullable RunExtent extent;
  private @Nullable Wholeness wholeness;
  private @Nullable ValueCount values;
  private int unplaced;
  private boolean hasToldOfUnplaced;

  /** Whether the server was seen to take the end of a window for a step of it. */
  private boolean isEndIncluded;

  private int probedRows;
  private boolean bySeries;
  private @Nullable ExportedPart exported;
  private boolean hasLookedForExports;
  private boolean isDone;

  /**
   * The steps {@code wanted} of {@code run}.
   *
   * @param series a way to read less than whole rows, or null
   * @param exports what is exported of the runs of its scan
   */
  RunHistory(
      ApiContext context,
      RunReference run,
      StepRange wanted,
      HistoryRowReader reader,
      PageSize pageSize,
      @Nullable KeySeries series,
      ExportLists exports,
      CallScope scope) {
    this.context = context;
    this.run = run;
    this.wanted = wanted;
    this.reader = reader;
    this.pageSize = pageSize;
    this.scope = scope;
    this.series = series;
    this.exports = exports;
    this.bySeries = series != null && series.isWorthTrying();
    this.isDone = wanted.isEmpty();
  }

  /**
   * The next rows, perhaps none; null after the last.
   *
   * @param limit how many rows are of use, at least 1
   * @param depth how many requests may be under way, at least 1
   */
  @Nullable List<HistoryRow> next(long limit, int depth) {
    if (isDone) {
      return null;
    }
    int rows = (int) Math.min(limit, pageSize.rows());
    StepWindows rest = windows;
    if (rest == null) {
      return begin(rows);
    }
    if (isWorthExports(rest, limit)) {
      lookForExports(rest);
    }
    List<HistoryRow> fromFiles = exported == null ? List.of() : exported.next(rest, limit);
    return fromFiles.isEmpty() ? goOn(rest, rows, extent().hasNoEnd() ? 1 : depth) : fromFiles;
  }

  @Override
  public void close() {
    if (exported != null) {
      exported.close();
    }
  }

  /** A few pages are sooner read than what is exported is found. */
  private boolean isWorthExports(StepWindows rest, long limit) {
    long many = (long) WORTH_EXPORTS * pageSize.rows();
    return !hasLookedForExports
        && context.options().exports().areRead()
        && !extent().hasNoEnd()
        && ahead.isEmpty()
        && rest.isUnbroken()
        && limit > many
        && rest.expectedRest() > many;
  }

  private void lookForExports(StepWindows rest) {
    hasLookedForExports = true;
    ExportedHistory.Wanted asked =
        new ExportedHistory.Wanted(
            run.project(), run.id(), reader.columns(), rest.rest(), extent());
    exported = ExportedPart.open(exports, asked, rest, scope).orElse(null);
    if (exported != null) {
      // Files have all keys.
      values = null;
      reader.noteOthers(exported.others());
    }
  }

  /** Has the first rows asked for before they are wanted. */
  void askAhead() {
    if (!isDone && windows == null && first == null) {
      first = first(pageSize.rows());
      first.answer().begin();
    }
  }

  RunReference run() {
    return run;
  }

  /** Whether the first request was the only one. */
  boolean wasShort() {
    return windows == null || windows.isUndivided();
  }

  private Asked first(int rows) {
    long width = Math.min(rows, wanted.width());
    return asked(new StepRange(wanted.first(), wanted.first() + width), rows, true);
  }

  private List<HistoryRow> begin(int rows) {
    Asked asked = first == null ? first(rows) : first;
    first = null;
    HistoryAnswer answer;
    try {
      answer = answer(asked);
    } catch (WandbException e) {
      return begin(fewerRows(asked, e));
    }
    if (!answer.hasRun()) {
      return gone(run);
    }
    if (answer.fault() != null) {
      scope.warn("history of %s: its %s; the rows are read without".formatted(run, answer.fault()));
    }
    RunExtent all = answer.extent(wanted);
    extent = all;
    wholeness = new Wholeness(all);
    values = ValueCount.of(reader.columns(), answer.keys());
    if (all.steps().isEmpty()) {
      isDone = true;
      return List.of();
    }
    StepRange window = asked.window().intersect(all.steps());
    StepWindows rest = new StepWindows(all.steps(), all.expectedRows(), !all.hasNoEnd());
    rest.take(window);
    windows = rest;
    return judged(rest, window, asked, answer);
  }

  private @Nullable List<HistoryRow> goOn(StepWindows rest, int rows, int depth) {
    if (extent().hasNoEnd()
        && extent().rows() > 0
        && wanted.first() == 0
        && rest.rows() >= extent().rows()) {
      rest.stop();
    }
    if (ahead.isEmpty() && rest.isSparse() && isWorthProbing(rest.expectedRest(), rows)) {
      probe(rest.rest(), rows);
    }
    Asked asked = next(rest, rows, depth);
    if (asked == null) {
      isDone = true;
      compareWithStated(rest.rows());
      tellOfUnplaced();
      return null;
    }
    StepRange window = asked.window();
    HistoryAnswer answer;
    try {
      answer = answer(asked);
    } catch (WandbException e) {
      fewerRows(asked, e);
      rest.split(window, 0, -1);
      return List.of();
    }
    if (!answer.hasRun()) {
      return gone(run.listed());
    }
    checkRewind(answer.keys());
    return judged(rest, window, asked, answer);
  }

  /**
   * The window whose rows come next, after which others may be under way; null after the last. The
   * last one waits for all others, so that it can tell whether the run was rewound meanwhile.
   */
  private @Nullable Asked next(StepWindows rest, int rows, int depth) {
    StepRange again = rest.again(rows);
    if (again != null) {
      return asked(again, rows, ahead.isEmpty() && isLast(rest, again));
    }
    while (ahead.size() < depth) {
      StepRange window = rest.following(rows, wholeness().mostRows());
      if (window == null || (!ahead.isEmpty() && isLast(rest, window))) {
        break;
      }
      Asked asked = asked(window, rows, isLast(rest, window));
      if (!ahead.isEmpty()) {
        asked.answer().begin();
      }
      rest.take(window);
      ahead.add(asked);
    }
    return ahead.poll();
  }

  private boolean isLast(StepWindows rest, StepRange window) {
    return !extent().hasNoEnd() && rest.isLast(window);
  }

  /** The rows of an answer if they are all; otherwise none, and the window is asked again. */
  private List<HistoryRow> judged(
      StepWindows rest, StepRange window, Asked asked, HistoryAnswer answer) {
    List<HistoryRow> rows = answer.rows(window);
    if (answer.isOfSeries()) {
      return judgedSeries(rest, window, rows, answer.hasAllValues(window));
    }
    int samples = asked.samples();
    Wholeness.Came came =
        new Wholeness.Came(
            window,
            samples,
            answer.returned(),
            rows.size(),
            answer.unplaced(),
            answer.others(asked.window()),
            rest.rows());
    boolean isWhole = wholeness().isWhole(came);
    if (!isWhole && mayBeWhole(came)) {
      probe(around(window, asked.rows()), asked.rows());
      isWhole = wholeness().isWhole(came);
    }
    wholeness().saw(came);
    unplaced = Math.max(unplaced, answer.unplaced());
    if (isWhole) {
      tellOfUnplaced();
      if (wholeness().done(came)) {
        rest.expectNothing();
      }
      return done(rest, window, rows);
    }
    askAgain(rest, asked, came, answer.largestStep());
    return List.of();
  }

  /** Whether it is only not known that the server returns as many rows about this run. */
  private boolean mayBeWhole(Wholeness.Came came) {
    return came.returned() < came.samples()
        && probedRows == 0
        && extent().rows() > came.steps()
        && !wholeness().isTooShort(came);
  }

  /** Where more rows are to be expected than in {@code window}. */
  private StepRange around(StepRange window, int rows) {
    StepRange steps = extent().steps();
    if (steps.width() > rows || extent().hasNoEnd()) {
      return steps;
    }
    long first = Math.max(0, window.first() - window.width());
    return new StepRange(first, Math.min(extent().lastStep() + 1, first + AROUND * window.width()));
  }

  private void askAgain(StepWindows rest, Asked asked, Wholeness.Came came, long largest) {
    StepRange window = came.window();
    if (wholeness().isHopeless(came)) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the server answers with %d rows of other steps, or of none"
              .formatted(what(window), came.others()));
    }
    if (isGrown(asked.samples()) && window.width() == asked.samples()) {
      pageSize.tooMany(asked.samples());
    }
    if (wholeness().isToBeAskedAgain(came)) {
      rest.again(window);
    } else {
      rest.split(window, came.steps(), largest);
    }
  }

  private List<HistoryRow> done(StepWindows rest, StepRange window, List<HistoryRow> rows) {
    List<HistoryRow> all = exported == null ? rows : exported.joined(window, rows);
    rest.done(window, all.size());
    if (values != null) {
      values.add(all);
    }
    return all;
  }

  private List<HistoryRow> judgedSeries(
      StepWindows rest, StepRange window, List<HistoryRow> rows, boolean isWhole) {
    if (!isWhole) {
      leaveSeries();
      rest.again(window);
      return List.of();
    }
    return done(rest, window, rows);
  }

  private void leaveSeries() {
    bySeries = false;
    if (series != null) {
      series.failed();
    }
  }

  private RunExtent extent() {
    return Objects.requireNonNull(extent);
  }

  private Wholeness wholeness() {
    return Objects.requireNonNull(wholeness);
  }

  /** Where rows are sparse, a look at the whole shows how many the server returns at once. */
  private boolean isWorthProbing(long expected, int rows) {
    int most = wholeness().mostRows();
    return rows > probedRows && most <= rows / 2 && expected > 3L * Math.max(1, most);
  }

  private void probe(StepRange range, int rows) {
    probedRows = rows;
    try {
      wholeness().saw(answer(asked(range, rows, false)).returned());
    } catch (WandbException e) {
      if (rows == 1 || !PageFailure.isPerhapsTooLarge(e)) {
        throw e;
      }
      pageSize.failed(rows, patience);
    }
  }

  /** How many rows to ask for at once after {@code failure}; throws it if less won't help. */
  private int fewerRows(Asked asked, WandbException failure) {
    if (!PageFailure.isPerhapsTooLarge(failure)) {
      throw failure;
    }
    boolean isOne = asked.samples() == 1;
    if (asked.window().width() == 1 || (isOne && patience.isSpent())) {
      pageSize.failedAlone();
      throw failure;
    }
    // Few rows may be as much as many, if the server looks for them among many steps.
    return isOne ? 1 : pageSize.failed(asked.samples(), patience);
  }

  /** Pages that grew beyond what the user chose may be more than the server can do. */
  private boolean isGrown(int rows) {
    return rows > context.options().historyPageSize();
  }

  private int samples(StepRange window, int rows) {
    int extra = wholeness == null ? 0 : wholeness().extraSamples();
    return (int) Math.min(window.width(), rows) + extra;
  }

  private Asked asked(StepRange window, int rows, boolean withKeys) {
    int samples = samples(window, rows);
    boolean asSeries = bySeries && window.width() <= rows;
    Question question =
        (asSeries ? series(window) : history(window, samples))
            .with("keys", withKeys)
            .withDivisible(asSeries || window.width() > 1)
            .withPatience(patience);
    return new Asked(
        window,
        rows,
        samples,
        withKeys,
        asSeries,
        new Ahead<>(
            () ->
                context
                    .graphQl()
                    .askSized(
                        question,
                        scope,
                        data -> HistoryAnswer.read(data, run.id(), reader.sibling()))));
  }

  private HistoryAnswer answer(Asked asked) {
    HistoryAnswer answer;
    try {
      GraphQl.Sized<HistoryAnswer> sized = asked.answer().await();
      answer = sized.answer();
      pageSize.answered(asked.samples(), answer.returned(), sized.bytes());
    } catch (WandbException e) {
      if (asked.asSeries() && KeySeries.isPerhapsWhatFailed(e)) {
        leaveSeries();
        HistoryAnswer rows = answer(asked(asked.window(), asked.rows(), asked.withKeys()));
        ProjectMeasurements.of(context, run.project()).failsAtSeries(e);
        return rows;
      }
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      answer = HistoryAnswer.ofNoRun();
    }
    if (!answer.hasProject()) {
      throw Absence.unknownProject(run.project());
    }
    long stray = answer.isOfSeries() ? -1 : answer.outside(asked.window());
    isEndIncluded |= !answer.isOfSeries() && answer.largestStep() == asked.window().end();
    if (stray >= 0) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the server answers with step %d, so that there is no telling what else it leaves out"
              .formatted(what(asked.window()), stray));
    }
    return answer;
  }

  /**
   * A window that is asked for, or is about to be.
   *
   * @param rows how many rows are wanted at once
   * @param samples how many rows are asked for at the most
   * @param withKeys whether the run's keys are asked for, too
   */
  private record Asked(
      StepRange window,
      int rows,
      int samples,
      boolean withKeys,
      boolean asSeries,
      Ahead<GraphQl.Sized<HistoryAnswer>> answer) {}

  private Question history(StepRange window, int samples) {
    return about(Document.HISTORY, window)
        .with("minStep", window.first())
        .with("maxStep", isEndIncluded ? window.end() - 1 : window.end())
        .with("samples", samples);
  }

  private Question series(StepRange window) {
    return about(Document.HISTORY_SERIES, window)
        .with("specs", Objects.requireNonNull(series).specs(window, context.server().sampleEnd()));
  }

  private Question about(Document document, StepRange window) {
    return run.ask(document, what(window));
  }

  private String what(StepRange window) {
    return "history of %s, steps %d to %d".formatted(run, window.first(), window.end() - 1);
  }

  private List<HistoryRow> gone(RunReference absent) {
    isDone = true;
    absent.missing(context, scope);
    return List.of();
  }

  private void checkRewind(HistoryKeys now) {
    long lastStep = extent().lastStep();
    if (now.lastStep() >= 0 && now.lastStep() < lastStep) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "history of %s: it was rewound from step %d to %d while it was read; read it again"
              .formatted(run, lastStep, now.lastStep()));
    }
  }

  private void compareWithStated(long rows) {
    if (rows + (extent().areLines() ? unplaced : 0) < extent().leastRows()) {
      scope.warn(
          extent().isWholeRun()
              ? "history of %s: %d rows were read, where the server states %d"
                  .formatted(run, rows, extent().rows())
              : "%s: %d rows were read, where the server states %d of %d steps, and so %d or more here"
                  .formatted(
                      what(extent().steps()),
                      rows,
                      extent().rows(),
                      extent().lastStep() + 1,
                      extent().leastRows()));
    }
    if (values != null && extent().rows() > 0) {
      values
          .missing(Math.max(0, extent().rows() - rows), reader.repeated())
          .ifPresent(
              missing ->
                  scope.warn(
                      "history of %s: the server's rows lack values that it counts: %s"
                          .formatted(run, missing)));
    }
  }

  /** Tells it at once, since who has enough rows doesn't read on to the end. */
  private void tellOfUnplaced() {
    if (unplaced > 0 && !hasToldOfUnplaced) {
      hasToldOfUnplaced = true;
      scope.warn(
          "history of %s: %d or more rows don't say which step they are (_step), and were left out"
              .formatted(run, unplaced));
    }
  }
}
