package io.github.wandbjdbc.standin;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The resolvers of sweeps, files and artifacts. */
@SuppressWarnings("NullAway") // GraphQL answers hold nulls, which Map's type can't say
final class SweepsAndArtifacts {
  private static final String CREATED = "2024-01-02T03:04:05";

  private final StandIn standIn;
  private final Api api;

  SweepsAndArtifacts(StandIn standIn, Api api) {
    this.standIn = standIn;
    this.api = api;
  }

  void wire(RuntimeWiring.Builder wiring) {
    wiring.type(
        "Project",
        project ->
            project
                .dataFetcher("sweeps", it -> page(standIn.sweeps(), it))
                .dataFetcher("allViews", it -> page(standIn.reports(), it))
                .dataFetcher("sweep", it -> named(standIn.sweeps(), it.getArgument("sweepName")))
                .dataFetcher("artifactTypes", it -> page(types(), it))
                .dataFetcher("artifactType", it -> named(types(), it.getArgument("name"))));
    wiring.type("Sweep", sweep -> sweep.dataFetcher("agents", it -> page(list(it, "agents"), it)));
    wiring.type(
        "ArtifactType",
        type ->
            type.dataFetcher("artifactCollections", it -> page(collections(name(it)), it))
                .dataFetcher(
                    "artifactCollection",
                    it -> named(collections(name(it)), it.getArgument("name"))));
    for (String collection : List.of("ArtifactSequence", "ArtifactPortfolio")) {
      wiring.type(
          collection,
          sequence -> sequence.dataFetcher("artifacts", it -> versions(page(of(it), it))));
    }
    wiring.type("File", file -> file.dataFetcher("directUrl", this::address));
    wiring.type(
        "Artifact",
        artifact ->
            artifact
                .dataFetcher("files", it -> files(list(it, "files"), it))
                .dataFetcher("tags", SweepsAndArtifacts::tags)
                .dataFetcher("artifactType", it -> type(source(it).get("type")))
                .dataFetcher("artifactSequence", it -> collection(source(it).get("collection")))
                .dataFetcher("createdBy", it -> maker(source(it).get("id")))
                .dataFetcher("usedBy", it -> users(source(it).get("id"), it))
                .dataFetcher("dependsOn", it -> page(List.of(), it))
                .dataFetcher("dependencyOf", it -> page(List.of(), it)));
  }

  /** A signed address, good for as many requests as the stand-in says. */
  private Object address(DataFetchingEnvironment environment) {
    Map<String, Object> file = source(environment);
    return file.get(Experiment.CONTENT) instanceof byte[] bytes
        ? standIn
            .storage()
            .sign(file.get(Experiment.PLACE).toString(), bytes, standIn.usesOfFileAddresses())
        : file.getOrDefault("directUrl", "");
  }

  /** They are told by their names. */
  private static Object tags(DataFetchingEnvironment environment) {
    List<Object> tags = new ArrayList<>();
    for (Object name : (List<?>) source(environment).getOrDefault("tags", List.of())) {
      tags.add(
          Map.of("id", "tag:" + name, "name", name, "attributes", "{}", "tagCategoryName", ""));
    }
    return tags;
  }

  private static Map<String, Object> type(Object name) {
    return Map.of("id", name, "name", name, "createdAt", CREATED);
  }

  private Map<String, Object> collection(Object name) {
    Map<String, Object> project = api.project(StandIn.ENTITY, StandIn.PROJECT);
    Map<String, Object> collection = new LinkedHashMap<>();
    collection.put("id", name);
    collection.put("name", name);
    collection.put("createdAt", CREATED);
    collection.put("state", "READY");
    collection.put("project", project);
    return collection;
  }

  private @Nullable Object maker(Object artifact) {
    return runs(run -> run.outputs.contains(artifact)).stream().findFirst().orElse(null);
  }

  private Object users(Object artifact, DataFetchingEnvironment environment) {
    return page(runs(run -> run.inputs.contains(artifact)), environment);
  }

  private List<Map<String, Object>> runs(Predicate<Experiment> wanted) {
    Map<String, Object> project = api.project(StandIn.ENTITY, StandIn.PROJECT);
    return standIn.experiments(StandIn.ENTITY, StandIn.PROJECT).stream()
        .filter(wanted)
        .map(run -> Map.<String, Object>of("run", run, "project", project))
        .toList();
  }

  /** The files that are asked for by name or pattern. */
  Object files(List<Map<String, Object>> all, DataFetchingEnvironment environment) {
    List<String> names = environment.getArgument("names");
    String pattern =
        environment.containsArgument("pattern") ? environment.getArgument("pattern") : null;
    if (names != null && !names.isEmpty() && pattern != null) {
      throw new StandInException(400, "names and pattern", "BAD_USER_INPUT");
    }
    String regex =
        pattern == null ? ".*" : pattern.replace(".", "\\.").replace("%", ".*").replace("_", ".");
    return page(
        all.stream()
            .filter(file -> names == null || names.isEmpty() || names.contains(file.get("name")))
            .filter(file -> file.get("name").toString().matches(regex))
            .toList(),
        environment);
  }

  /** Forward with {@code useImprovedPagination}, else the last ones, as old servers do. */
  Object logLines(List<Map<String, Object>> all, DataFetchingEnvironment environment) {
    Integer last = environment.getArgument("last");
    if (last != null || !Boolean.TRUE.equals(environment.getArgument("useImprovedPagination"))) {
      int count = Math.min(last == null ? all.size() : last, standIn.maxFirst());
      return api.page(
          all.subList(Math.max(0, all.size() - count), all.size()), count, null, line -> line);
    }
    return page(all, environment);
  }

  Map<String, Object> artifacts(List<String> ids, DataFetchingEnvironment environment) {
    return page(ids.stream().map(this::artifact).filter(Objects::nonNull).toList(), environment);
  }

  /** The edges of what a run used say as what; nobody told. */
  Object usedArtifacts(List<String> ids, DataFetchingEnvironment environment) {
    Map<String, Object> page = new LinkedHashMap<>(artifacts(ids, environment));
    page.put("edges", edges(page, edge -> edge.put("usedAs", List.of())));
    return page;
  }

  /** The version that its client knows by {@code id}. */
  @Nullable Map<String, Object> byClient(String id) {
    return standIn.artifacts().stream()
        .filter(version -> id.equals(version.get("clientId")))
        .map(version -> Map.of("serverID", version.get("id")))
        .findFirst()
        .orElse(null);
  }

  @Nullable Map<String, Object> artifact(String id) {
    return standIn.artifacts().stream()
        .filter(version -> version.get("id").equals(id))
        .findFirst()
        .orElse(null);
  }

  private List<Map<String, Object>> types() {
    return standIn.artifacts().stream()
        .map(version -> version.get("type"))
        .distinct()
        .map(SweepsAndArtifacts::type)
        .toList();
  }

  private List<Map<String, Object>> collections(Object type) {
    return standIn.artifacts().stream()
        .filter(version -> version.get("type").equals(type))
        .map(version -> version.get("collection"))
        .distinct()
        .map(this::collection)
        .toList();
  }

  private List<Map<String, Object>> of(DataFetchingEnvironment environment) {
    return standIn.artifacts().stream()
        .filter(version -> version.get("collection").equals(name(environment)))
        .toList();
  }

  /** The edges of versions name them. */
  private static Map<String, Object> versions(Map<String, Object> page) {
    Map<String, Object> named = new LinkedHashMap<>(page);
    named.put("edges", edges(page, SweepsAndArtifacts::nameVersion));
    return named;
  }

  private static void nameVersion(Map<String, Object> edge) {
    edge.put("version", "v" + ((Map<?, ?>) edge.get("node")).get("versionIndex"));
  }

  /** The edges of a page, each with what {@code more} adds. */
  private static List<Map<String, Object>> edges(
      Map<String, Object> page, Consumer<Map<String, Object>> more) {
    List<Map<String, Object>> edges = new ArrayList<>();
    for (Object edge : (List<?>) page.get("edges")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> longer = new LinkedHashMap<>((Map<String, Object>) edge);
      more.accept(longer);
      edges.add(longer);
    }
    return edges;
  }

  private static Map<String, Object> source(DataFetchingEnvironment environment) {
    return environment.getSource();
  }

  private static Object name(DataFetchingEnvironment environment) {
    return source(environment).get("name");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(DataFetchingEnvironment environment, String name) {
    return (List<Map<String, Object>>) source(environment).getOrDefault(name, List.of());
  }

  private static @Nullable Object named(List<Map<String, Object>> all, String name) {
    return all.stream().filter(one -> one.get("name").equals(name)).findFirst().orElse(null);
  }

  private Map<String, Object> page(
      List<Map<String, Object>> all, DataFetchingEnvironment environment) {
    Map<String, Object> page =
        api.page(
            all, environment.getArgument("first"), environment.getArgument("after"), item -> item);
    page.put("totalCount", all.size());
    return page;
  }
}
