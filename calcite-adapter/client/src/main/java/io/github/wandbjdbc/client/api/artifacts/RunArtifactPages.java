package io.github.wandbjdbc.client.api.artifacts;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The artifacts that one run used and made; one request asks for both, as long as both go on. */
final class RunArtifactPages implements Pages<Artifact.Use> {
  private static final int PAGE_SIZE = 100;

  private final ApiContext context;
  private final RunReference run;
  private final CallScope scope;
  private final Consumer<String> unknown;
  private final Side inputs;
  private final Side outputs;
  private @Nullable RunAnswer first;

  /**
   * The artifacts of {@code run}.
   *
   * @param first the first of them, if they came with those of others, or null
   * @param isInput which of the two; null for both
   * @param unknown told of a connection that the server doesn't know
   */
  RunArtifactPages(
      ApiContext context,
      RunReference run,
      @Nullable RunAnswer first,
      @Nullable Boolean isInput,
      CallScope scope,
      Consumer<String> unknown) {
    this.context = context;
    this.run = run;
    this.first = first;
    this.scope = scope;
    this.unknown = unknown;
    this.inputs = new Side("inputArtifacts", true, !Boolean.FALSE.equals(isInput));
    this.outputs = new Side("outputArtifacts", false, !Boolean.TRUE.equals(isInput));
  }

  @Override
  public @Nullable List<Artifact.Use> next() {
    if (inputs.trail.isDone() && outputs.trail.isDone()) {
      return null;
    }
    Answer told = first == null ? null : first.read(this::read);
    first = null;
    Answer answer = told == null ? ask() : told;
    if (!answer.hasRun) {
      close();
      run.missing(context, scope);
      return List.of();
    }
    List<Artifact.Use> uses = new ArrayList<>();
    inputs.advance(answer.inputs, uses);
    outputs.advance(answer.outputs, uses);
    return uses;
  }

  @Override
  public void close() {
    inputs.trail.end();
    outputs.trail.end();
  }

  private String what() {
    return "artifacts of " + run;
  }

  private Answer ask() {
    Question question =
        run.ask(Document.RUN_ARTIFACTS, what())
            .with("inputs", !inputs.trail.isDone())
            .with("outputs", !outputs.trail.isDone())
            .with("first", PAGE_SIZE)
            .with("afterInput", inputs.trail.cursor())
            .with("afterOutput", outputs.trail.cursor());
    try {
      return context.graphQl().ask(question, scope, this::read);
    } catch (WandbException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      return new Answer(false, null, null);
    }
  }

  private Answer read(JsonParser data) throws IOException {
    Node root = Node.read(data);
    if (!root.has("project")) {
      throw NullAnswer.unknownProject(run.project());
    }
    Node node = root.at("project").at("run");
    return new Answer(root.at("project").has("run"), inputs.read(node), outputs.read(node));
  }

  /**
   * The contents of one answer.
   *
   * @param inputs null if they weren't asked for
   * @param outputs likewise
   */
  private record Answer(boolean hasRun, @Nullable Page inputs, @Nullable Page outputs) {}

  /**
   * One side of one answer.
   *
   * @param isNull whether there is nothing in place of a list
   */
  private record Page(
      boolean isNull,
      List<Artifact.Use> uses,
      @Nullable String cursor,
      @Nullable Boolean hasNextPage) {}

  /** One of the two connections of a run. */
  private final class Side {
    private final String connection;
    private final boolean isInput;
    private final CursorTrail trail;
    private final Set<Artifact.Use> seen = new HashSet<>();

    Side(String connection, boolean isInput, boolean isWanted) {
      this.connection = connection;
      this.isInput = isInput;
      this.trail = new CursorTrail(what());
      if (!isWanted) {
        trail.end();
      }
    }

    @Nullable Page read(Node node) throws IOException {
      if (trail.isDone()) {
        return null;
      }
      Node list = node.at(connection);
      List<Artifact.Use> uses = new ArrayList<>();
      String cursor = null;
      for (Node edge : list.list("edges")) {
        cursor = edge.text("cursor");
        if (edge.has("node")) {
          uses.add(use(edge.at("node")));
        }
      }
      Node info = list.at("pageInfo");
      return new Page(
          !node.has(connection),
          uses,
          CursorTrail.behind(cursor, info.text("endCursor")),
          info.flag("hasNextPage"));
    }

    void advance(@Nullable Page page, List<Artifact.Use> uses) {
      if (page == null) {
        return;
      }
      if (page.isNull) {
        trail.end();
        if (context.server().isLacking(Member.field("Run", connection))) {
          unknown.accept(connection);
        } else {
          NullAnswer.of(run, context, scope).isNull(connection, true);
        }
        return;
      }
      List<Artifact.Use> fresh = page.uses.stream().filter(seen::add).toList();
      uses.addAll(fresh);
      trail.advance(page.cursor, page.hasNextPage, !fresh.isEmpty());
    }

    private Artifact.Use use(Node node) throws IOException {
      Node sequence = node.at("artifactSequence");
      String version = node.text("versionIndex");
      return new Artifact.Use(
          run.id(),
          isInput,
          node.required("id"),
          node.at("artifactType").text("name"),
          sequence.text("name"),
          version == null ? null : "v" + version,
          sequence.at("project").text("entityName"),
          sequence.at("project").text("name"));
    }
  }
}
