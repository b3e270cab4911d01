package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.Patience;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.Prefetch;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for windows of one run's history: for whole rows, or for series of a few keys as long as
 * these serve. Windows that fail share the time for retries.
 */
final class WindowReader {
  private final ApiContext context;
  private final RunReference run;
  private final HistoryRowReader reader;
  private final PageSize pageSize;
  private final @Nullable KeySeries series;
  private final CallScope scope;
  private final Patience patience = new Patience();
  private boolean bySeries;

  /** Whether the server was seen to take the end of a window for a step of it. */
  private boolean isEndIncluded;

  /**
   * Asks for windows of {@code run}.
   *
   * @param series a way to read less than whole rows, or null
   */
  WindowReader(
      ApiContext context,
      RunReference run,
      HistoryRowReader reader,
      PageSize pageSize,
      @Nullable KeySeries series,
      CallScope scope) {
    this.context = context;
    this.run = run;
    this.reader = reader;
    this.pageSize = pageSize;
    this.series = series;
    this.scope = scope;
    this.bySeries = series != null && series.isWorthTrying();
  }

  /**
   * A window that is asked for, or is about to be.
   *
   * @param rows how many rows are wanted at once
   * @param samples how many rows are asked for at the most
   * @param withKeys whether the run's keys are asked for, too
   */
  record Window(
      StepRange steps,
      int rows,
      int samples,
      boolean withKeys,
      boolean asSeries,
      Prefetch<GraphQl.Sized<HistoryAnswer>> answer) {

    /** Has it asked for before its answer is wanted. */
    void begin() {
      answer.begin();
    }
  }

  /**
   * The window of {@code steps}, which nobody has asked for yet.
   *
   * @param extra how many rows more than {@code rows} to ask for
   */
  Window window(StepRange steps, int rows, int extra, boolean withKeys) {
    int samples = (int) Math.min(steps.width(), rows) + extra;
    boolean asSeries = bySeries && steps.width() <= rows;
    Question question =
        (asSeries ? series(steps) : history(steps, samples))
            .with("keys", withKeys)
            .withDivisible(asSeries || steps.width() > 1)
            .withPatience(patience);
    return new Window(
        steps, rows, samples, withKeys, asSeries, new Prefetch<>(() -> ask(question)));
  }

  private GraphQl.Sized<HistoryAnswer> ask(Question question) {
    return context
        .graphQl()
        .askSized(question, scope, data -> HistoryAnswer.read(data, run.id(), reader.sibling()));
  }

  /** The server's answer about {@code window}; the run may be missing. */
  HistoryAnswer answer(Window window) {
    HistoryAnswer answer;
    try {
      GraphQl.Sized<HistoryAnswer> sized = window.answer().await();
      answer = sized.answer();
      pageSize.answered(window.samples(), answer.returned(), sized.bytes());
    } catch (WandbException e) {
      if (window.asSeries() && KeySeries.isPerhapsWhatFailed(e)) {
        return wholeRows(window, e);
      }
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      answer = HistoryAnswer.ofNoRun();
    }
    if (!answer.hasProject()) {
      throw NullAnswer.unknownProject(run.project());
    }
    if (!answer.isOfSeries()) {
      checkSteps(window.steps(), answer);
    }
    return answer;
  }

  private HistoryAnswer wholeRows(Window window, WandbException failure) {
    leaveSeries();
    int extra = window.samples() - (int) Math.min(window.steps().width(), window.rows());
    HistoryAnswer rows = answer(window(window.steps(), window.rows(), extra, window.withKeys()));
    ProjectMeasurements.of(context, run.project()).failsAtSeries(failure);
    return rows;
  }

  private void checkSteps(StepRange steps, HistoryAnswer answer) {
    isEndIncluded |= answer.largestStep() == steps.end();
    long stray = answer.outside(steps);
    if (stray >= 0) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: the server answers with step %d, so other rows may be missing too"
              .formatted(what(steps), stray));
    }
  }

  /** Asks for whole rows from now on, since series were seen to lack values of this very run. */
  void avoidSeries() {
    bySeries = false;
  }

  /** From now on whole rows are asked for. */
  void leaveSeries() {
    bySeries = false;
    if (series != null) {
      series.failed();
    }
  }

  /** How many rows the server returns of {@code steps}; 0 if it fails at so many. */
  int probe(StepRange steps, int rows, int extra) {
    try {
      return answer(window(steps, rows, extra, false)).returned();
    } catch (WandbException e) {
      if (rows == 1 || !PageFailure.isPerhapsTooLarge(e)) {
        throw e;
      }
      pageSize.failed(rows, patience);
      return 0;
    }
  }

  /** How many rows to ask for at once after {@code failure}; throws it if less won't help. */
  int fewerRows(Window window, WandbException failure) {
    if (!PageFailure.isPerhapsTooLarge(failure)) {
      throw failure;
    }
    boolean isOne = window.samples() == 1;
    if (window.steps().width() == 1 || (isOne && patience.isSpent())) {
      pageSize.failedAlone();
      throw failure;
    }
    // Few rows may be as much as many, if the server looks for them among many steps.
    return isOne ? 1 : pageSize.failed(window.samples(), patience);
  }

  /** The subject of a question about {@code steps}, for messages. */
  String what(StepRange steps) {
    return "history of %s, steps %d to %d".formatted(run, steps.first(), steps.end() - 1);
  }

  private Question history(StepRange steps, int samples) {
    return run.ask(Document.HISTORY, what(steps))
        .with("minStep", steps.first())
        .with("maxStep", isEndIncluded ? steps.end() - 1 : steps.end())
        .with("samples", samples);
  }

  private Question series(StepRange steps) {
    return run.ask(Document.HISTORY_SERIES, what(steps))
        .with("specs", Objects.requireNonNull(series).specs(steps, context.server().sampleEnd()));
  }
}
