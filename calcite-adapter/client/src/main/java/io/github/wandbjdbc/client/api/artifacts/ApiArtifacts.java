package io.github.wandbjdbc.client.api.artifacts;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.runs.FirstAnswers;
import io.github.wandbjdbc.client.api.runs.RunItemPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the API for artifacts. */
public record ApiArtifacts(ApiContext context) implements Artifacts {
  /** How many artifacts are asked for of each of several runs at once, on either side. */
  private static final int USES_TOGETHER = 50;

  @Override
  public Pages<Artifact.Type> types(ProjectPath project, CallScope scope) {
    return new ConnectionPages<>(
        context.graphQl(),
        Question.about(Document.ARTIFACT_TYPES, project, "artifact types of " + project),
        List.of("project", "artifactTypes"),
        NullAnswer.of(project, scope),
        scope,
        edge -> {
          Node node = edge.at("node");
          return new Artifact.Type(
              node.required("name"), node.text("description"), node.time("createdAt"));
        });
  }

  @Override
  public Pages<Artifact.Collection> collections(
      ProjectPath project, @Nullable Set<String> types, CallScope scope) {
    return typeNames(project, types, scope).concatMap(type -> ofType(project, type, scope));
  }

  private Pages<String> typeNames(
      ProjectPath project, @Nullable Set<String> types, CallScope scope) {
    return types == null
        ? types(project, scope).flatMap(type -> List.of(type.name()))
        : Pages.of(List.copyOf(types));
  }

  private Pages<Artifact.Collection> ofType(ProjectPath project, String type, CallScope scope) {
    String what = "collections of type %s of %s".formatted(type, project);
    return new ConnectionPages<>(
        context.graphQl(),
        Question.about(Document.ARTIFACT_COLLECTIONS, project, what).with("type", type),
        List.of("project", "artifactType", "artifactCollections"),
        NullAnswer.of(project, scope),
        scope,
        edge -> collection(type, edge.at("node")));
  }

  private static Artifact.Collection collection(String type, Node node) throws IOException {
    String kind = node.text("__typename");
    return new Artifact.Collection(
        type,
        node.required("name"),
        kind == null ? null : kind.replaceFirst("^Artifact", "").toLowerCase(Locale.ROOT),
        node.text("description"),
        node.time("createdAt"));
  }

  @Override
  public Pages<Artifact> versions(
      ProjectPath project,
      @Nullable Set<String> types,
      @Nullable Set<String> collections,
      CallScope scope) {
    if (collections == null) {
      return collections(project, types, scope)
          .concatMap(it -> versionsOf(project, it.type(), it.name(), scope));
    }
    return typeNames(project, types, scope)
        .concatMap(
            type ->
                Pages.of(List.copyOf(collections))
                    .concatMap(name -> versionsOf(project, type, name, scope)));
  }

  private Pages<Artifact> versionsOf(
      ProjectPath project, String type, String collection, CallScope scope) {
    String what = "versions of artifact %s of %s".formatted(collection, project);
    return new ConnectionPages<>(
        context.graphQl(),
        Question.about(Document.ARTIFACT_VERSIONS, project, what)
            .with("type", type)
            .with("collection", collection),
        List.of("project", "artifactType", "artifactCollection", "artifacts"),
        NullAnswer.of(project, scope),
        scope,
        edge -> version(type, collection, edge));
  }

  private static Artifact version(String type, String collection, Node edge) throws IOException {
    Node node = edge.at("node");
    String state = node.text("state");
    return new Artifact(
        node.required("id"),
        type,
        collection,
        edge.text("version"),
        state == null ? null : state.toLowerCase(Locale.ROOT),
        node.whole("size"),
        node.whole("fileCount"),
        node.text("digest"),
        node.text("description"),
        node.json("metadata"),
        names(node.list("aliases"), "alias"),
        names(node.list("tags"), "name"),
        node.time("createdAt"),
        node.time("updatedAt"));
  }

  private static List<String> names(List<Node> nodes, String member) throws IOException {
    List<String> names = new ArrayList<>();
    for (Node node : nodes) {
      names.add(node.required(member));
    }
    return names;
  }

  @Override
  public Pages<Artifact.File> files(
      ProjectPath project, @Nullable Set<String> artifactIds, CallScope scope) {
    Pages<String> ids =
        artifactIds == null
            ? versions(project, null, null, scope).flatMap(it -> List.of(it.id()))
            : Pages.of(List.copyOf(artifactIds));
    return ids.concatMap(id -> filesOf(id, scope));
  }

  private Pages<Artifact.File> filesOf(String artifact, CallScope scope) {
    return new ConnectionPages<>(
        context.graphQl(),
        Question.of(Document.ARTIFACT_FILES, "files of an artifact").with("id", artifact),
        List.of("artifact", "files"),
        NullAnswer.MEANS_NOTHING,
        scope,
        edge -> {
          Node node = edge.at("node");
          return new Artifact.File(
              artifact,
              node.required("name"),
              node.whole("sizeBytes"),
              node.text("md5"),
              node.text("digest"));
        });
  }

  @Override
  public Pages<Artifact.Use> uses(
      ProjectPath project, RunFilter runs, @Nullable Boolean isInput, CallScope scope) {
    Set<String> told = new HashSet<>();
    FirstAnswers together =
        new FirstAnswers(
            context,
            project,
            Document.ARTIFACTS_OF_RUNS,
            question ->
                question
                    .with("inputs", !Boolean.FALSE.equals(isInput))
                    .with("outputs", !Boolean.TRUE.equals(isInput))
                    .with("items", USES_TOGETHER),
            () -> true,
            scope);
    return new RunItemPages<>(
        context,
        project,
        runs,
        scope,
        together,
        (run, first) ->
            new RunArtifactPages(
                context,
                run,
                first,
                isInput,
                scope,
                connection -> {
                  if (told.add(connection)) {
                    scope.warn(
                        "artifacts of runs of %s: this server doesn't know %s, so there are no rows of them"
                            .formatted(project, connection));
                  }
                }));
  }
}
