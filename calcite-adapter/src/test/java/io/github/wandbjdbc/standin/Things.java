package io.github.wandbjdbc.standin;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the resolvers answer of sweeps, files and artifacts. */
@SuppressWarnings("NullAway") // GraphQL answers hold nulls, which Map's type can't say
final class Things {
  private static final String CREATED = "2024-01-02T03:04:05";

  private final StandIn standIn;
  private final Api api;

  Things(StandIn standIn, Api api) {
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
    wiring.type(
        "ArtifactSequence",
        sequence -> sequence.dataFetcher("artifacts", it -> versions(page(of(it), it))));
    wiring.type(
        "Artifact",
        artifact ->
            artifact
                .dataFetcher("files", it -> page(list(it, "files"), it))
                .dataFetcher("artifactType", it -> Map.of("name", source(it).get("type")))
                .dataFetcher(
                    "artifactSequence",
                    it ->
                        Map.of(
                            "name",
                            source(it).get("collection"),
                            "project",
                            Map.of("name", StandIn.PROJECT, "entityName", StandIn.ENTITY))));
  }

  /** The files that are asked for by name or pattern. */
  Object files(List<Map<String, Object>> all, DataFetchingEnvironment environment) {
    List<String> names = environment.getArgument("names");
    String pattern = environment.getArgument("pattern");
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
      int count = last == null ? all.size() : last;
      return page(all.subList(Math.max(0, all.size() - count), all.size()), environment);
    }
    return page(all, environment);
  }

  Object artifacts(List<String> ids, DataFetchingEnvironment environment) {
    return page(ids.stream().map(this::artifact).filter(Objects::nonNull).toList(), environment);
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
        .map(type -> Map.of("id", type, "name", type, "createdAt", CREATED))
        .toList();
  }

  private List<Map<String, Object>> collections(Object type) {
    return standIn.artifacts().stream()
        .filter(version -> version.get("type").equals(type))
        .map(version -> version.get("collection"))
        .distinct()
        .map(name -> Map.of("id", name, "name", name, "createdAt", CREATED))
        .toList();
  }

  private List<Map<String, Object>> of(DataFetchingEnvironment environment) {
    return standIn.artifacts().stream()
        .filter(version -> version.get("collection").equals(name(environment)))
        .toList();
  }

  /** The edges of versions name them. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> versions(Map<String, Object> page) {
    List<Map<String, Object>> edges =
        ((List<Map<String, Object>>) page.get("edges"))
            .stream()
                .map(
                    edge -> {
                      Map<String, Object> named = new LinkedHashMap<>(edge);
                      Map<String, Object> version = (Map<String, Object>) edge.get("node");
                      named.put("version", "v" + version.get("versionIndex"));
                      return named;
                    })
                .toList();
    Map<String, Object> named = new LinkedHashMap<>(page);
    named.put("edges", edges);
    return named;
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
