package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The history of one run, window by window.
 *
 * <p>How far it goes is settled by the first answer, which is asked for the run's keys as well as
 * for its first steps: what a running run logs later isn't read. The last window asks for the keys
 * once more, to notice a run that was rewound meanwhile.
 */
final class RunHistory {
  /** A bound for runs that don't say how far they go. */
  private static final long MAX_STEP = 1L << 53;

  private final ApiClient client;
  private final ProjectPath project;
  private final String run;
  private final boolean isListed;
  private final StepRange wanted;
  private final HistoryRowReader reader;
  private final HistoryPageSize pageSize;
  private final CallScope scope;
  private final @Nullable KeySeries series;

  private @Nullable StepWindows windows;
  private StepRange steps = StepRange.NONE;
  private long lastStep;
  private long statedRows;
  private int probedRows;
  private boolean bySeries;
  private boolean isDone;

  /**
   * The steps {@code wanted} of {@code run}.
   *
   * @param series a way to read less than whole rows, or null
   * @param isListed whether the server has just named the run, so that its absence is strange
   */
  RunHistory(
      ApiClient client,
      ProjectPath project,
      String run,
      boolean isListed,
      StepRange wanted,
      HistoryRowReader reader,
      HistoryPageSize pageSize,
      @Nullable KeySeries series,
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
    this.bySeries = series != null && series.isWorthTrying();
    this.isDone = wanted.isEmpty();
  }

  /**
   * The next rows, perhaps none; null after the last.
   *
   * @param limit how many rows are of use, at least 1
   */
  @Nullable List<HistoryRow> next(long limit) {
    if (isDone) {
      return null;
    }
    int rows = (int) Math.min(limit, pageSize.rows());
    return windows == null ? begin(rows) : goOn(windows, rows);
  }

  private List<HistoryRow> begin(int rows) {
    long width = Math.min(rows, wanted.width());
    StepRange first = new StepRange(wanted.first(), wanted.first() + width);
    HistoryAnswer answer;
    try {
      answer = ask(first, rows, true);
    } catch (WandbException e) {
      if (rows == 1 || !mayDivide(e, rows)) {
        throw e;
      }
      pageSize.tooMany(rows);
      return begin(rows / 2);
    }
    if (!answer.hasRun()) {
      return gone(isListed);
    }
    settle(answer);
    if (steps.isEmpty()) {
      isDone = true;
      return List.of();
    }
    StepRange window = first.intersect(steps);
    StepWindows rest = new StepWindows(new StepRange(window.end(), steps.end()), expectedRows());
    windows = rest;
    return judged(rest, window, rows, answer);
  }

  private @Nullable List<HistoryRow> goOn(StepWindows rest, int rows) {
    if (hasNoEnd() && statedRows > 0 && wanted.first() == 0 && rest.rows() >= statedRows) {
      rest.stop();
    }
    if (rest.isSparse() && isWorthProbing(rest.expectedRest(), rows)) {
      probe(rest.rest(), rows);
    }
    StepRange window = rest.next(rows, client.endpoint().mostRows());
    if (window == null) {
      isDone = true;
      compareWithStated(rest.rows());
      return null;
    }
    HistoryAnswer answer;
    try {
      answer = ask(window, rows, !hasNoEnd() && rest.isLast(window));
    } catch (WandbException e) {
      if (window.width() == 1 || !mayDivide(e, rows)) {
        throw e;
      }
      pageSize.tooMany(samples(window, rows));
      rest.split(window, 0);
      return List.of();
    }
    if (!answer.hasRun()) {
      return gone(true);
    }
    checkRewind(answer.keys());
    return judged(rest, window, samples(window, rows), answer);
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
    rest.done(window, rows.size());
    return rows;
  }

  private List<HistoryRow> judgedSeries(
      StepWindows rest, StepRange window, List<HistoryRow> rows, boolean isWhole) {
    if (!isWhole) {
      leaveSeries();
      rest.again(window);
      return List.of();
    }
    rest.done(window, rows.size());
    return rows;
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
      client.endpoint().sawRows(ask(range, rows, false).returned());
    } catch (WandbException e) {
      if (!mayDivide(e, rows)) {
        throw e;
      }
      pageSize.tooMany(rows);
    }
  }

  /** Pages that grew beyond what the user chose may be more than the server can do. */
  private boolean isGrown(int rows) {
    return rows > client.options().historyPageSize();
  }

  private boolean mayDivide(WandbException e, int rows) {
    return e.kind() == Kind.LIMIT_EXCEEDED
        || (isGrown(rows) && (e.kind() == Kind.SERVER_ERROR || e.kind() == Kind.UNREACHABLE));
  }

  private static int samples(StepRange window, int rows) {
    return (int) Math.min(window.width(), rows);
  }

  private HistoryAnswer ask(StepRange window, int rows, boolean withKeys) {
    int samples = samples(window, rows);
    boolean asSeries = bySeries && window.width() <= rows;
    Question question = asSeries ? series(window) : history(window, samples);
    question = question.with("keys", withKeys).withDivisible(isGrown(samples));
    HistoryAnswer answer;
    try {
      GraphQl.Sized<HistoryAnswer> sized =
          client.graphQl().askSized(question, scope, data -> HistoryAnswer.read(data, run, reader));
      answer = sized.answer();
      pageSize.answered(samples, answer.returned(), sized.bytes());
    } catch (WandbException e) {
      if (asSeries && e.kind() == Kind.BAD_REQUEST) {
        leaveSeries();
        return ask(window, rows, withKeys);
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
