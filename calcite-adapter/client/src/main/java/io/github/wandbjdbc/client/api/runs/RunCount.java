package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The number of runs that an exact filter accepts: the server's, or that of the runs it lists where
 * it can't count them so, which is remembered.
 */
public final class RunCount {
  private final ApiContext context;
  private final ProjectPath project;
  private final RunFilter filter;
  private final CallScope scope;
  private final RunSelector choice;

  public RunCount(ApiContext context, ProjectPath project, RunFilter filter, CallScope scope) {
    this.context = context;
    this.project = project;
    this.filter = filter;
    this.scope = scope;
    this.choice = RunSelector.of(filter);
  }

  public long get() {
    if (choice.isEmpty()) {
      return 0;
    }
    String shape = "count " + choice.shape();
    ProjectMeasurements measurements = ProjectMeasurements.of(context, project);
    if (measurements.refuses(shape)) {
      return list();
    }
    try {
      return ask(!choice.isAll());
    } catch (WandbException e) {
      if (mayPass(e)) {
        return ask(false);
      }
      if (!FailedAttempt.blamesQuestion(e) || choice.isAll()) {
        throw e;
      }
      long count = listAfter(e);
      measurements.refuse(shape, e);
      return count;
    }
  }

  /** Whether it was given up early, for a reason that has nothing to do with the filter. */
  private boolean mayPass(WandbException e) {
    return !choice.isAll()
        && !FailedAttempt.blamesQuestion(e)
        && FailedAttempt.isPerhapsTooHeavy(e);
  }

  private long ask(boolean isTrial) {
    Question question =
        Question.about(Document.RUN_COUNT, project, "number of runs of " + project)
            .with("filters", choice.toJson())
            .withDivisible(isTrial);
    Optional<GraphQl.Sized<Long>> count =
        context.graphQl().askIfKnown(question, "runCount", scope, RunCount::read);
    if (count.isEmpty()) {
      return list();
    }
    if (count.get().answer() < 0) {
      throw NullAnswer.unknownProject(project);
    }
    return count.get().answer();
  }

  private long list() {
    long count = 0;
    try (Pages<Run> pages =
        RunPages.open(context, RunsRequest.all(project).withFilter(filter), scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        count += page.size();
      }
    }
    return count;
  }

  private long listAfter(WandbException e) {
    try {
      return list();
    } catch (WandbException again) {
      if (!FailedAttempt.blamesQuestion(again)) {
        throw again;
      }
      e.addSuppressed(again);
      throw e;
    }
  }

  /** The number of runs, or -1 without a project. */
  static long read(JsonParser data) throws IOException {
    long[] count = {-1};
    JsonFields.at(
        data,
        "project",
        project ->
            JsonFields.at(
                project,
                "runCount",
                value -> {
                  Long number = JsonFields.whole(value);
                  if (number == null || number < 0) {
                    throw new IOException("no count");
                  }
                  count[0] = number;
                }));
    return count[0];
  }
}
