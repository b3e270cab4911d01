package io.github.wandbjdbc.client.api.samples;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.http.Patience;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.runs.RunListing;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to ask for samples: of runs that the server lists, or of one run by its name. */
final class SampledRuns {
  private static final String ORDER = "+" + RunField.CREATED_AT.orderKey();

  private static final Duration PATIENCE_WITH_OPTIONAL = Duration.ofSeconds(5);

  private final ApiContext context;
  private final SampledHistoryRequest request;
  private final CallScope scope;

  SampledRuns(ApiContext context, SampledHistoryRequest request, CallScope scope) {
    this.context = context;
    this.request = request;
    this.scope = scope;
  }

  /** The samples {@code wanted} of the runs of {@code choice}, some runs at a time. */
  RunListing<RunSample> listing(
      RunSelector choice, SampleSpecs wanted, boolean isCounted, int runsAtOnce) {
    Question question =
        RunListing.question(Document.SAMPLED_HISTORY, request.project(), choice, ORDER)
            .with("specs", wanted.texts(context.server().sampleEnd()))
            .with("keys", wantsKeys());
    return new RunListing<>(
            context.graphQl(),
            scope,
            request.project(),
            question,
            isCounted,
            PageSize.of(runsAtOnce).within(context.server().bound(PageKind.SAMPLED_RUNS)),
            node -> read(node, wanted),
            RunSample::id)
        .passingOver(mayPassOver() ? scope::warn : null);
  }

  /** The samples {@code wanted} of {@code run}; none if there is no such run. */
  List<RunSample> named(String run, SampleSpecs wanted) {
    Question question =
        named(request.project(), run, wanted.texts(context.server().sampleEnd()))
            .with("keys", wantsKeys());
    Patience patience = new Patience(request.isOptional() ? PATIENCE_WITH_OPTIONAL : null);
    try {
      return context
          .graphQl()
          .ask(question.withPatience(patience), scope, data -> readNamed(data, wanted));
    } catch (WandbException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return List.of();
      }
      if (request.isOptional() || !mayPassOver() || !PageFailure.isPerhapsOfOneItem(e)) {
        throw e;
      }
      scope.warn("rows are missing, since a run can't be read: " + e.getMessage());
      return List.of();
    }
  }

  /** The question for samples of {@code run}, which is found without a filter. */
  static Question named(ProjectPath project, String run, List<String> specs) {
    String what = "sampled history of run %s of %s".formatted(run, project);
    return Question.about(Document.SAMPLED_RUN, project, what)
        .with("run", run)
        .with("specs", specs)
        .with("keys", false);
  }

  /**
   * Whether the server fails at the very list of the runs of {@code choice}, whatever is asked of
   * each: then it isn't their samples that it can't do with.
   */
  boolean failsToList(RunSelector choice, int runsAtOnce) {
    Question names =
        RunListing.question(Document.RUNS, request.project(), choice, ORDER)
            .withFields(Set.of(RunField.ID));
    try {
      new RunListing<>(
              context.graphQl(),
              scope,
              request.project(),
              names,
              false,
              PageSize.of(runsAtOnce),
              SampledRuns::name,
              name -> name)
          .tryFirst(runsAtOnce);
      return false;
    } catch (WandbException e) {
      return FailedAttempt.blamesQuestion(e);
    }
  }

  /** Whether it matters how far a history goes, or which of its keys are monotonic. */
  private boolean wantsKeys() {
    return scope.snapshot().isOfHistories() || request.range() != null;
  }

  private boolean mayPassOver() {
    return !context.failsOnRunError();
  }

  private static @Nullable String name(JsonParser node) throws IOException {
    @Nullable String[] name = new @Nullable String[1];
    JsonFields.at(node, "name", value -> name[0] = JsonFields.text(value));
    return name[0];
  }

  private List<RunSample> readNamed(JsonParser data, SampleSpecs wanted) throws IOException {
    boolean[] hasProject = new boolean[1];
    List<RunSample> found = new ArrayList<>();
    JsonFields.at(
        data,
        "project",
        node -> {
          hasProject[0] = !JsonFields.isNull(node);
          JsonFields.at(
              node,
              "run",
              run -> {
                RunSample sample = read(run, wanted);
                if (sample != null) {
                  found.add(sample);
                }
              });
        });
    if (!hasProject[0]) {
      throw NullAnswer.unknownProject(request.project());
    }
    return found;
  }

  private @Nullable RunSample read(JsonParser node, SampleSpecs wanted) throws IOException {
    if (JsonFields.isNull(node)) {
      return null;
    }
    RunSample sample = new RunSample(request, wanted);
    JsonFields.each(node, sample::member);
    sample.check();
    return sample;
  }
}
