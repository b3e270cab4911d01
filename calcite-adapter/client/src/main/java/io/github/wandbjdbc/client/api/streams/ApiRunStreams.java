package io.github.wandbjdbc.client.api.streams;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.contents.RunFileTexts;
import io.github.wandbjdbc.client.api.contents.RunTablePages;
import io.github.wandbjdbc.client.api.exports.ExportSource;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.FirstAnswers;
import io.github.wandbjdbc.client.api.runs.RunItemPages;
import io.github.wandbjdbc.client.api.runs.SettledRuns;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.logged.TextLine;
import io.github.wandbjdbc.client.reading.LinePages;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API for what runs leave behind beside their history.
 *
 * @param exports where the server has put their files
 */
public record ApiRunStreams(ApiContext context, ExportSource exports) implements RunStreams {
  /** How many files, or lines, are asked for of each of several runs at once. */
  private static final int FILES_TOGETHER = 50;

  private static final int LINES_TOGETHER = 200;

  /** Samples of no more moments come together, or their answer would be too large. */
  private static final int MOMENTS_TOGETHER = 20_000;

  /** More are sooner read from the first line on. */
  private static final long MOST_LAST_LINES = 1000;

  @Override
  public Pages<SystemMetric> systemMetrics(
      ProjectPath project, RunFilter runs, int samples, CallScope scope) {
    boolean isSample = samples < Integer.MAX_VALUE;
    FirstAnswers together =
        new FirstAnswers(
                context,
                project,
                Document.EVENTS_OF_RUNS,
                question ->
                    question.with("samples", isSample ? samples : EventPages.SAMPLES_TOGETHER),
                () -> true,
                scope)
            .ofAtMost(isSample ? MOMENTS_TOGETHER / samples : MOMENTS_TOGETHER);
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        together,
        (run, first) -> new EventPages(context, run, first, samples, scope));
  }

  @Override
  public Pages<ConsoleLine> consoleLogs(
      ProjectPath project, RunFilter runs, long last, CallScope scope) {
    boolean fromEnd = last <= MOST_LAST_LINES;
    FirstAnswers together =
        fromEnd
            ? new FirstAnswers(
                context,
                project,
                Document.CONSOLE_TAILS_OF_RUNS,
                question -> question.with("last", Math.max(1, last)),
                () -> last <= LINES_TOGETHER,
                scope)
            : new FirstAnswers(
                context,
                project,
                Document.CONSOLE_LOGS_OF_RUNS,
                question ->
                    question.with("items", LINES_TOGETHER).with("useImprovedPagination", true),
                () -> LogPages.pagesForward(context),
                scope);
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        together,
        (run, first) ->
            fromEnd
                ? new LastLines(context, run, first, (int) Math.max(1, last), scope)
                : new LogPages(context, run, first, scope));
  }

  @Override
  public Pages<RunFile> files(
      ProjectPath project,
      RunFilter runs,
      @Nullable Set<String> names,
      @Nullable String pattern,
      CallScope scope) {
    // The API takes one of the two.
    UnaryOperator<Question> wanted =
        question ->
            question
                .with("names", names == null ? List.of() : List.copyOf(names))
                .with("pattern", names == null ? pattern : null);
    FirstAnswers together =
        new FirstAnswers(
            context,
            project,
            Document.FILES_OF_RUNS,
            question -> wanted.apply(question).with("items", FILES_TOGETHER),
            () -> true,
            scope);
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        together,
        (run, first) -> {
          Question question = wanted.apply(run.ask(Document.FILES, "files of " + run));
          return new ConnectionPages<>(
                  context.graphQl(),
                  question,
                  List.of("project", "run", "files"),
                  NullAnswer.of(run, context, scope),
                  scope,
                  edge -> file(run.id(), edge.at("node")))
              .beginningWith(first);
        });
  }

  @Override
  public Pages<TextLine> lines(ProjectPath project, RunFilter runs, String name, CallScope scope) {
    return new LinePages(
        new RunFileTexts(context, exports.storage(), project, runs, name, scope), scope);
  }

  @Override
  public Optional<InputStream> file(
      ProjectPath project, String runId, String name, CallScope scope) {
    return RunFileTexts.one(
        context, exports.storage(), new RunReference(project, runId, false), name, scope);
  }

  @Override
  public Pages<TableContent> tables(
      ProjectPath project, RunFilter runs, List<String> keys, boolean located, CallScope scope) {
    return RunTablePages.open(context, exports, project, runs, keys, located, scope);
  }

  @Override
  public Pages<MetricDefinition> metricDefinitions(
      ProjectPath project, RunFilter runs, CallScope scope) {
    return facts(
        internal("definitions of metrics"),
        Document.METRIC_DEFINITIONS,
        Document.METRIC_DEFINITIONS_OF_RUNS,
        project,
        runs,
        scope,
        (run, facts, config) -> config.metrics().build(run));
  }

  @Override
  public Pages<RunEnvironment> environments(ProjectPath project, RunFilter runs, CallScope scope) {
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(runs)
            .withFields(
                EnumSet.of(
                    RunField.EXIT_CODE,
                    RunField.COMPUTE_SECONDS,
                    RunField.STORAGE_BYTES,
                    RunField.ENVIRONMENT));
    return SettledRuns.open(context, request, scope)
        .flatMap(
            run -> {
              run.faults()
                  .forEach(
                      (field, fault) ->
                          scope.warn("environment of run %s: %s".formatted(run.id(), fault)));
              return run.environment() == null ? List.of() : List.of(run.environment().facts());
            });
  }

  private InternalConfig internal(String what) {
    return new InternalConfig(
        what,
        context.server().keyedAnswers().isWhole(RunField.CONFIG, context.timing().nanoTime()));
  }

  /** Makes items of what is said of a run. */
  private interface FactReader<T> {
    List<T> read(String run, RunFacts facts, InternalConfig.OfRun config) throws IOException;
  }

  private <T> Pages<T> facts(
      InternalConfig internal,
      Document ofRun,
      Document ofRuns,
      ProjectPath project,
      RunFilter runs,
      CallScope scope,
      FactReader<T> reader) {
    FirstAnswers together =
        new FirstAnswers(
            context,
            project,
            ofRuns,
            question -> question.with("configKeys", internal.ask()),
            () -> true,
            scope);
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        together,
        (run, first) ->
            new FactPages<>(
                context,
                ofRun,
                run,
                first,
                internal,
                scope,
                (facts, config) -> {
                  try {
                    return reader.read(run.id(), facts, config);
                  } catch (IOException e) {
                    throw new WandbException(
                        Kind.MALFORMED_RESPONSE,
                        "%s of %s: the answer can't be understood: %s"
                            .formatted(internal.what(), run, e.getMessage()),
                        e);
                  }
                }));
  }

  private static RunFile file(String run, Node node) throws IOException {
    return new RunFile(
        run,
        node.required("name"),
        node.whole("sizeBytes"),
        node.text("mimetype"),
        node.text("md5"),
        node.time("updatedAt"),
        node.text("url"));
  }
}
