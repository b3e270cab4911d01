package io.github.wandbjdbc.client.api.streams;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.runs.RunItemPages;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the API for what runs leave behind beside their history. */
public record ApiRunStreams(ApiContext context) implements RunStreams {

  @Override
  public Pages<SystemMetric> systemMetrics(ProjectPath project, RunFilter runs, CallScope scope) {
    return new RunItemPages<>(
        context, project, runs, scope, run -> new EventPages(context, run, scope));
  }

  @Override
  public Pages<ConsoleLine> consoleLogs(ProjectPath project, RunFilter runs, CallScope scope) {
    return new RunItemPages<>(
        context, project, runs, scope, run -> new LogPages(context, run, scope));
  }

  @Override
  public Pages<RunFile> files(
      ProjectPath project,
      RunFilter runs,
      @Nullable Set<String> names,
      @Nullable String pattern,
      CallScope scope) {
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        run -> {
          // The API takes one of the two.
          Question question =
              run.ask(Document.FILES, "files of " + run)
                  .with("names", names == null ? List.of() : List.copyOf(names))
                  .with("pattern", names == null ? pattern : null);
          return new ConnectionPages<>(
              context.graphQl(),
              question,
              List.of("project", "run", "files"),
              NullAnswer.of(run, context, scope),
              scope,
              edge -> file(run.id(), edge.at("node")));
        });
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
