package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
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
  /** A bound for runs that don't say how far they go. */
  private static final long MAX_STEP = 1L << 53;

  /** So many pages have to be left. */
  private static final int WORTH_EXPORTS = 3;

  private final ApiClient client;
  private final ProjectPath project;
  private final String run;
  private final boolean isListed;
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
  private StepRange steps = StepRange.NONE;
  private long lastStep;
  private long statedRows;
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
   * @param isListed whether the server has just named the run, so that its absence is strange
   */
  RunHistory(
      ApiClient client,
      ProjectPath project,
      String run,
      boolean isListed,
      StepRange wanted,
      HistoryRowReader reader,
      PageSize pageSize,
      @Nullable KeySeries series,
      ExportLists exports,
      CallScope scope) {
    this.client = client;
    this.project = project;
    this.run = run;
    this.isListed = isListed;
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
    return fromFiles.isEmpty() ? goOn(rest, rows, hasNoEnd() ? 1 : depth) : fromFiles;
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
        && client.options().exports().areRead()
        && !hasNoEnd()
        && ahead.isEmpty()
        && rest.isUnbroken()
        && limit > many
        && rest.expectedRest() > many;
  }

  private void lookForExports(StepWindows rest) {
    hasLookedForExports = true;
    ExportedHistory.Wanted asked =
        new ExportedHistory.Wanted(project, run, reader.columns(), rest.rest(), statedRows);
    exported = ExportedPart.open(client, exports, asked, rest, scope).orElse(null);
    if (exported != null) {
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

  String run() {
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
      return gone(isListed);
    }
    settle(answer);
    if (steps.isEmpty()) {
      isDone = true;
      return List.of();
    }
    StepRange window = asked.window().intersect(steps);
    StepWindows rest = new StepWindows(steps, expectedRows());
    rest.take(window);
    windows = rest;
    return judged(rest, window, asked.rows(), answer);
  }

  private @Nullable List<HistoryRow> goOn(StepWindows rest, int rows, int depth) {
    if (hasNoEnd() && statedRows > 0 && wanted.first() == 0 && rest.rows() >= statedRows) {
      rest.stop();
    }
    if (ahead.isEmpty() && rest.isSparse() && isWorthProbing(rest.expectedRest(), rows)) {
      probe(rest.rest(), rows);
    }
    Asked asked = next(rest, rows, depth);
    if (asked == null) {
      isDone = true;
      compareWithStated(rest.rows());
      return null;
    }
    StepRange window = asked.window();
    HistoryAnswer answer;
    try {
      answer = answer(asked);
    } catch (WandbException e) {
      fewerRows(asked, e);
      rest.split(window, 0);
      return List.of();
    }
    if (!answer.hasRun()) {
      return gone(true);
    }
    checkRewind(answer.keys());
    return judged(rest, window, asked.samples(), answer);
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
      StepRange window = rest.following(rows, client.endpoint().mostRows());
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
    return !hasNoEnd() && rest.isLast(window);
  }

  /** The rows of an answer if they are all; otherwise none, and the window is asked again. */
  private List<HistoryRow> judged(
      StepWindows rest, StepRange window, int samples, HistoryAnswer answer) {
    List<HistoryRow> rows = answer.rows(window);
    if (answer.isOfSeries()) {
      return judgedSeries(rest, window, rows, answer.hasAllValues(window));
    }
    boolean isWhole = isWhole(window, samples, answer, rows.size());
    if (!isWhole && answer.returned() < samples && probedRows == 0 && statedRows > rows.size()) {
      probe(steps, samples);
      isWhole = isWhole(window, samples, answer, rows.size());
    }
    client.endpoint().sawRows(answer.returned());
    if (!isWhole) {
      if (isGrown(samples) && window.width() == samples) {
        pageSize.tooMany(samples);
      }
      rest.split(window, rows.size());
      return List.of();
    }
    return done(rest, window, rows);
  }

  private List<HistoryRow> done(StepWindows rest, StepRange window, List<HistoryRow> rows) {
    List<HistoryRow> all = exported == null ? rows : exported.joined(window, rows);
    rest.done(window, all.size());
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

  private boolean isWhole(StepRange window, int samples, HistoryAnswer answer, int rows) {
    return StepWindows.isWhole(
        window, samples, answer.returned(), rows, client.endpoint().mostRows());
  }

  /** Settles which steps there are. */
  private void settle(HistoryAnswer answer) {
    if (answer.fault() != null) {
      scope.warn(
          "history of run %s of %s: its %s; the rows are read without"
              .formatted(run, project, answer.fault()));
    }
    HistoryKeys keys = answer.keys();
    lastStep = keys.lastStep();
    statedRows = keys.steps() >= 0 ? keys.steps() : answer.lineCount();
    if (lastStep >= 0) {
      steps = wanted.intersect(new StepRange(0, lastStep + 1));
    } else if (answer.lineCount() > 0 || answer.returned() > 0) {
      // A young run may have rows before it states its last step.
      steps = wanted.intersect(new StepRange(0, MAX_STEP));
    }
  }

  private boolean hasNoEnd() {
    return lastStep < 0;
  }

  /** How many rows are to be expected in {@link #steps}; -1 if there is no telling. */
  private long expectedRows() {
    if (hasNoEnd() || statedRows < 0) {
      return -1;
    }
    return Math.round(statedRows * ((double) steps.width() / (lastStep + 1)));
  }

  /** Where rows are sparse, a look at the whole shows how many the server returns at once. */
  private boolean isWorthProbing(long expected, int rows) {
    int most = client.endpoint().mostRows();
    return rows > probedRows && most <= rows / 2 && expected > 3L * Math.max(1, most);
  }

  private void probe(StepRange range, int rows) {
    probedRows = rows;
    if (range.width() <= rows) {
      return;
    }
    try {
      client.endpoint().sawRows(answer(asked(range, rows, false)).returned());
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
    return rows > client.options().historyPageSize();
  }

  private static int samples(StepRange window, int rows) {
    return (int) Math.min(window.width(), rows);
  }

  private Asked asked(StepRange window, int rows, boolean withKeys) {
    int samples = samples(window, rows);
    boolean asSeries = bySeries && window.width() <= rows;
    Question question =
        (asSeries ? series(window) : history(window, samples))
            .with("keys", withKeys)
            .withDivisible(window.width() > 1)
            .withPatience(patience);
    return new Asked(
        window,
        rows,
        withKeys,
        asSeries,
        new Ahead<>(
            () ->
                client
                    .graphQl()
                    .askSized(
                        question, scope, data -> HistoryAnswer.read(data, run, reader.sibling()))));
  }

  private HistoryAnswer answer(Asked asked) {
    HistoryAnswer answer;
    try {
      GraphQl.Sized<HistoryAnswer> sized = asked.answer().await();
      answer = sized.answer();
      pageSize.answered(asked.samples(), answer.returned(), sized.bytes());
    } catch (WandbException e) {
      if (asked.asSeries() && e.kind() == Kind.BAD_REQUEST) {
        leaveSeries();
        return answer(asked(asked.window(), asked.rows(), asked.withKeys()));
      }
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      answer = HistoryAnswer.ofNoRun();
    }
    if (!answer.hasProject()) {
      throw ApiClient.unknownProject(project);
    }
    return answer;
  }

  /**
   * A window that is asked for, or is about to be.
   *
   * @param rows how many rows are wanted at once
   * @param withKeys whether the run's keys are asked for, too
   */
  private record Asked(
      StepRange window,
      int rows,
      boolean withKeys,
      boolean asSeries,
      Ahead<GraphQl.Sized<HistoryAnswer>> answer) {

    int samples() {
      return RunHistory.samples(window, rows);
    }
  }

  private Question history(StepRange window, int samples) {
    return about(Document.HISTORY, window)
        .with("minStep", window.first())
        .with("maxStep", window.end())
        .with("samples", samples);
  }

  private Question series(StepRange window) {
    return about(Document.HISTORY_SERIES, window)
        .with("specs", Objects.requireNonNull(series).specs(window));
  }

  private Question about(Document document, StepRange window) {
    return Question.of(
            document,
            "history of run %s of %s, steps %d to %d"
                .formatted(run, project, window.first(), window.end() - 1))
        .with("entity", project.entity())
        .with("project", project.project())
        .with("run", run);
  }

  private List<HistoryRow> gone(boolean wasThere) {
    isDone = true;
    if (wasThere) {
      String message =
          "run %s of %s was listed, but is gone; rows of it may be missing".formatted(run, project);
      if (client.options().onRunError() == ApiOptions.OnRunError.FAIL) {
        throw new WandbException(Kind.NOT_FOUND, message);
      }
      scope.warn(message);
    }
    return List.of();
  }

  private void checkRewind(HistoryKeys now) {
    if (now.lastStep() >= 0 && now.lastStep() < lastStep) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "history of run %s of %s: it was rewound from step %d to %d while it was read; read it again"
              .formatted(run, project, lastStep, now.lastStep()));
    }
  }

  private void compareWithStated(long rows) {
    boolean hasAllSteps = wanted.first() == 0 && wanted.end() > lastStep;
    if (hasAllSteps && rows < statedRows) {
      scope.warn(
          "history of run %s of %s: %d rows were read, where the server states %d"
              .formatted(run, project, rows, statedRows));
    }
  }
}
