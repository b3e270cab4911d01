package io.github.wandbjdbc.client.api.sweeps;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Sweep;
import io.github.wandbjdbc.client.SweepAgent;
import io.github.wandbjdbc.client.Sweeps;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the API for sweeps. */
public record ApiSweeps(ApiContext context) implements Sweeps {
  /** More of them are found faster by listing all. */
  private static final int MAX_SINGLE = 3;

  @Override
  public Pages<Sweep> list(ProjectPath project, @Nullable Set<String> ids, CallScope scope) {
    if (ids != null && ids.size() <= MAX_SINGLE) {
      return Pages.of(List.copyOf(ids)).flatMap(id -> one(project, id, scope));
    }
    return new ConnectionPages<>(
        context.graphQl(),
        Question.about(Document.SWEEPS, project, "sweeps of " + project),
        List.of("project", "sweeps"),
        NullAnswer.of(project, scope),
        scope,
        edge -> sweep(edge.at("node")));
  }

  private List<Sweep> one(ProjectPath project, String id, CallScope scope) {
    Question question =
        Question.about(Document.SWEEP, project, "sweep %s of %s".formatted(id, project))
            .with("sweep", id);
    return context
        .graphQl()
        .askForRows(question, "sweep", scope, data -> read(data, project))
        .orElse(List.of());
  }

  @Override
  public Pages<SweepAgent> agents(
      ProjectPath project, @Nullable Set<String> sweeps, CallScope scope) {
    Pages<String> ids =
        sweeps == null
            ? list(project, null, scope).flatMap(sweep -> List.of(sweep.id()))
            : Pages.of(List.copyOf(sweeps));
    return ids.concatMap(id -> agentsOf(project, id, scope));
  }

  private Pages<SweepAgent> agentsOf(ProjectPath project, String sweep, CallScope scope) {
    String what = "agents of sweep %s of %s".formatted(sweep, project);
    return new ConnectionPages<>(
        context.graphQl(),
        Question.about(Document.SWEEP_AGENTS, project, what).with("sweep", sweep),
        List.of("project", "sweep", "agents"),
        NullAnswer.of(project, scope),
        scope,
        edge -> agent(sweep, edge.at("node")));
  }

  private static List<Sweep> read(JsonParser data, ProjectPath project) throws IOException {
    Node answer = Node.read(data);
    if (!answer.has("project")) {
      throw NullAnswer.unknownProject(project);
    }
    Node found = answer.at("project");
    return found.has("sweep") ? List.of(sweep(found.at("sweep"))) : List.of();
  }

  private static Sweep sweep(Node node) throws IOException {
    String config = node.text("config");
    SweepDefinition definition = SweepDefinition.read(config);
    String method = node.text("method");
    return new Sweep(
        node.required("name"),
        node.text("displayName"),
        lowerCase(node.text("state")),
        method == null ? definition.method() : method,
        definition.metric(),
        definition.goal(),
        node.text("description"),
        node.number("bestLoss"),
        node.whole("runCount"),
        node.whole("runCountExpected"),
        node.time("createdAt"),
        node.time("updatedAt"),
        config);
  }

  private static SweepAgent agent(String sweep, Node node) throws IOException {
    return new SweepAgent(
        sweep,
        node.required("id"),
        node.text("name"),
        node.text("host"),
        lowerCase(node.text("state")),
        node.whole("totalRuns"),
        node.time("createdAt"),
        node.time("heartbeatAt"));
  }

  private static @Nullable String lowerCase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
