package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resolvers' root: the held experiments as the API would show them. */
@SuppressWarnings("NullAway") // GraphQL answers hold nulls, which Map's type can't say
final class Api {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  /** Behind a list of runs, all that it goes through. */
  private static final String ALL_RUNS = "allRuns";

  /** How cursors of pages begin that were empty, but once. */
  private static final String EMPTIED = "emptied:";

  /** How cursors of rows begin that the caller may not see. */
  private static final String HIDDEN = "hidden:";

  private static final String CREATED = "2023-11-05T17:46:35";

  static final Map<String, Object> MEMBER =
      Map.of(
          "id",
          "1",
          "name",
          "Ada",
          "username",
          "ada",
          "email",
          "ada@example.com",
          "role",
          "admin",
          "admin",
          true,
          "accountType",
          "USER",
          "projectRoleIsInherited",
          false);

  private final StandIn standIn;
  private final Histories histories;
  private final SweepsAndArtifacts things;

  Api(StandIn standIn) {
    this.standIn = standIn;
    this.histories = new Histories(standIn);
    this.things = new SweepsAndArtifacts(standIn, this);
  }

  Map<String, Object> viewer() {
    Map<String, Object> viewer = new LinkedHashMap<>();
    viewer.put("id", "VXNlcjox");
    viewer.put("name", "Ada");
    viewer.put("username", "ada");
    viewer.put("email", "ada@example.com");
    viewer.put("admin", false);
    viewer.put("createdAt", CREATED);
    viewer.put("flags", "{\"code_saving_enabled\": true}");
    viewer.put("entity", standIn.entity());
    List<Object> teams = new ArrayList<>();
    for (String entity : standIn.entities()) {
      teams.add(edge(entity(entity), entity));
    }
    viewer.put("teams", Map.of("edges", teams));
    viewer.put("apiKeys", Map.of("edges", List.of()));
    return viewer;
  }

  /** The server's facts about itself; a real server has more, but nobody asks. */
  static Map<String, Object> serverInfo() {
    return Map.of("features", List.of(), "cliVersionInfo", Map.of("max_cli_version", "0.30.0"));
  }

  Map<String, Object> entity(String name) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("__typename", "Entity");
    entity.put("id", id("Entity", name));
    entity.put("name", name);
    entity.put("entityType", "team");
    entity.put("isTeam", true);
    entity.put("available", false);
    entity.put("readOnly", false);
    entity.put("readOnlyAdmin", false);
    entity.put("privateOnly", false);
    entity.put("codeSavingEnabled", true);
    entity.put("createdAt", CREATED);
    entity.put("defaultAccess", "PRIVATE");
    entity.put("memberCount", 1);
    entity.put("members", standIn.members());
    entity.put("projectCount", standIn.projects(name).size());
    entity.put("computeHours", 0);
    entity.put("storageBytes", 0);
    entity.put("referenceBytes", 0);
    return entity;
  }

  @Nullable Map<String, Object> project(@Nullable String entity, @Nullable String name) {
    String owner = entity == null ? standIn.entity() : entity;
    return name != null && standIn.projects(owner).contains(name) ? projectOf(owner, name) : null;
  }

  Map<String, Object> projects(
      @Nullable String entity, @Nullable Integer first, @Nullable String after) {
    String owner = entity == null ? standIn.entity() : entity;
    List<String> names = new ArrayList<>(standIn.projects(owner));
    return page(names, first, after, name -> projectOf(owner, name));
  }

  private Map<String, Object> projectOf(String entity, String name) {
    Map<String, Object> project = new LinkedHashMap<>();
    List<Experiment> runs = standIn.experiments(entity, name);
    project.put("__typename", "Project");
    project.put("id", id("Project", name));
    project.put("internalId", id("ProjectInternal", name));
    project.put("name", name);
    project.put("entityName", entity);
    project.put("entity", entity(entity));
    project.put("access", "PRIVATE");
    project.put("createdAt", CREATED);
    project.put("lastActive", CREATED);
    project.put("isBenchmark", false);
    project.put("isPublished", false);
    project.put("readOnly", false);
    project.put("members", List.of(MEMBER));
    project.put("computeHours", 0);
    project.put("storageBytes", 0);
    project.put("totalRuns", runs.size());
    project.put("runActiveCount", runs.stream().filter(Api::isRunning).count());
    project.put("totalSweeps", standIn.sweeps().size());
    project.putAll(standIn.description(name));
    return project;
  }

  private static boolean isRunning(Experiment run) {
    return "running".equals(run.state);
  }

  /** The sweeps and artifacts of projects. */
  SweepsAndArtifacts things() {
    return things;
  }

  int runCount(Map<String, Object> project, @Nullable String filters) {
    List<Experiment> runs = runs(project, filters, null);
    int count = standIn.isCountingHidden() ? withHidden(runs).size() : runs.size();
    standIn.counted();
    return count;
  }

  Map<String, Object> runConnection(
      Map<String, Object> project,
      @Nullable String filters,
      @Nullable String order,
      @Nullable Integer first,
      @Nullable String after) {
    List<Experiment> runs = runs(project, filters, order);
    Map<String, Object> page =
        page(runs, first, after, run -> Map.of("run", run, "project", project));
    page.put("totalCount", runs.size());
    page.put(ALL_RUNS, runs);
    return page;
  }

  /** The history keys of all runs that a list goes through. */
  @Nullable Object keysOfAll(Map<String, Object> connection) {
    @SuppressWarnings("unchecked")
    List<Experiment> runs = (List<Experiment>) connection.get(ALL_RUNS);
    if (runs == null || standIn.is(Setting.NO_KEYS_OF_ALL)) {
      return null;
    }
    runs.forEach(run -> panicOver(Map.of("run", run), false));
    return histories.keysOfAll(runs);
  }

  /** Fails if it is asked for more runs than it bears, or for one that is poisoned. */
  void bear(Map<String, Object> connection, boolean isHeavy, boolean isByName) {
    List<?> edges = (List<?>) connection.get("edges");
    if (edges.size() > standIn.runsBorne(isHeavy)) {
      throw new StandInException(504, "upstream request timeout", "TIMEOUT");
    }
    for (Object edge : edges) {
      panicOver((Map<?, ?>) ((Map<?, ?>) edge).get("node"), isByName);
    }
  }

  /** Fails if the run is poisoned, and more of it is wanted than its name. */
  void panicOver(@Nullable Map<?, ?> node, boolean isByName) {
    int status = node == null ? 0 : standIn.poison(((Experiment) node.get("run")).id);
    if (status != 0 && !isByName) {
      throw new StandInException(status, "graphql: panic occurred", "INTERNAL");
    }
  }

  /** A parent that isn't there any more still has its name. */
  private @Nullable Object branchPoint(Experiment run, Map<String, Object> project) {
    String name = run.forkedFrom;
    if (name == null) {
      return null;
    }
    Experiment parent =
        experiments(project).stream()
            .filter(other -> other.id.equals(name))
            .findFirst()
            .orElseGet(() -> Experiment.experiment(name));
    boolean isOfFork = standIn.is(Setting.BRANCH_STEP_IS_THE_FORKS);
    return Map.of(
        "run",
        Map.of("run", parent, "project", project),
        "step",
        isOfFork ? run.forkedAt + 1 : run.forkedAt);
  }

  @Nullable Object run(Map<String, Object> project, String name) {
    for (Experiment run : experiments(project)) {
      if (run.id.equals(name)) {
        return Map.of("run", run, "project", project);
      }
    }
    if (standIn.is(Setting.MISSING_RUN_IS_AN_ERROR)) {
      throw new StandInException(404, "run not found", "NOT_FOUND");
    }
    return null;
  }

  private List<Experiment> experiments(Map<String, Object> project) {
    return standIn.experiments((String) project.get("entityName"), (String) project.get("name"));
  }

  private List<Experiment> runs(
      Map<String, Object> project, @Nullable String filters, @Nullable String order) {
    JsonNode filter = filters == null ? JSON.createObjectNode() : parse(filters);
    List<Experiment> runs = new ArrayList<>();
    for (Experiment run : experiments(project)) {
      if (RunFilter.accepts(filter, run, standIn::is)) {
        runs.add(run);
      }
    }
    boolean isPassedOver =
        standIn.is(Setting.ORDERS_BY_CREATION_ALONE)
            && order != null
            && !order.endsWith("created_at");
    runs.sort(comparator(order == null || order.isEmpty() || isPassedOver ? "-created_at" : order));
    return runs;
  }

  /** Runs that lack the key come last in both directions, if nothing else is set. */
  private Comparator<Experiment> comparator(String order) {
    boolean descending = order.startsWith("-");
    String key = order.startsWith("+") || descending ? order.substring(1) : order;
    Comparator<Object> values =
        standIn.is(Setting.ORDERS_AS_TEXTS)
            ? Comparator.comparing(String::valueOf)
            : Api::compareValues;
    boolean missingFirst = standIn.is(Setting.MISSING_FIRST);
    Comparator<Experiment> ties = Comparator.comparing(run -> run.id);
    return Comparator.<Experiment, Object>comparing(
            run -> RunFilter.valueOf(key, run),
            (left, right) -> {
              boolean leftMissing = RunFilter.isMissing(left);
              boolean rightMissing = RunFilter.isMissing(right);
              if (leftMissing || rightMissing) {
                return missingFirst
                    ? Boolean.compare(rightMissing, leftMissing)
                    : Boolean.compare(leftMissing, rightMissing);
              }
              return descending ? values.compare(right, left) : values.compare(left, right);
            })
        .thenComparing(standIn.is(Setting.TIES_REVERSED) ? ties.reversed() : ties);
  }

  private static int compareValues(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    } else if (left instanceof Instant a && right instanceof Instant b) {
      return a.compareTo(b);
    }
    return left.toString().compareTo(right.toString());
  }

  /** Cursors are opaque: nothing can be told from them but where to go on. */
  <T> Map<String, Object> page(
      List<T> visible,
      @Nullable Integer first,
      @Nullable String after,
      java.util.function.Function<T, Object> node) {
    List<T> all = withHidden(visible);
    int start = after == null || after.isEmpty() ? 0 : indexOf(all, decoded(after)) + 1;
    int size = Math.min(first == null ? 50 : first, standIn.maxFirst());
    int end = (int) Math.min(all.size(), (long) start + size);
    List<Object> edges = new ArrayList<>();
    boolean isEmptied = end > start && standIn.takesEmptyPage(start);
    if (isEmptied) {
      end = start;
    }
    boolean drifts = end > start && standIn.takesDrift(start);
    for (int i = start; i < end; i++) {
      T item = all.get(drifts && i == start ? i - 1 : i);
      if (item != null) {
        edges.add(edge(node.apply(item), cursor(all, i)));
      }
    }
    Map<String, Object> pageInfo = new LinkedHashMap<>();
    pageInfo.put("hasNextPage", end < all.size());
    pageInfo.put("hasPreviousPage", start > 0);
    if (isEmptied) {
      pageInfo.put("endCursor", encoded(EMPTIED + (start - 1)));
      return new LinkedHashMap<>(Map.of("edges", edges, "pageInfo", pageInfo));
    }
    boolean isSilent = end == 0 || (end == all.size() && standIn.is(Setting.NULL_END_CURSOR));
    pageInfo.put("endCursor", isSilent ? null : encoded(cursor(all, end - 1)));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("edges", edges);
    page.put("pageInfo", pageInfo);
    return page;
  }

  /** With nulls where there is something that the caller may not see. */
  @SuppressWarnings("NullAway") // nulls stand for what is hidden
  private <T> List<T> withHidden(List<T> visible) {
    if (!standIn.is(Setting.HIDDEN_ROWS)) {
      return visible;
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < visible.size(); i++) {
      // A few again and again, and once so many that large pages are empty.
      int hidden = i == 1 ? 2 * Math.min(standIn.maxFirst(), 100) + 2 : i % 3 == 0 ? 3 : 0;
      for (int h = 0; h < hidden; h++) {
        all.add(null);
      }
      all.add(visible.get(i));
    }
    all.add(null);
    return all;
  }

  private String cursor(List<?> all, int index) {
    if (!standIn.is(Setting.KEYSET_CURSORS)) {
      return Integer.toString(index);
    }
    return all.get(index) == null ? HIDDEN + index : key(all.get(index));
  }

  private int indexOf(List<?> all, String cursor) {
    if (cursor.startsWith(EMPTIED)) {
      return Integer.parseInt(cursor.substring(EMPTIED.length()));
    }
    return standIn.is(Setting.KEYSET_CURSORS) && !cursor.startsWith(HIDDEN)
        ? indexOfKey(all, cursor)
        : Integer.parseInt(cursor.replace(HIDDEN, ""));
  }

  private static int indexOfKey(List<?> all, String key) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) != null && key(all.get(i)).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static String key(Object item) {
    return item instanceof Experiment run ? run.id : item.toString();
  }

  private static Map<String, Object> edge(Object node, String cursor) {
    return Map.of("node", node, "cursor", encoded(cursor));
  }

  private static String id(String type, String name) {
    return encoded(type + ":v1:" + name);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(("c:" + text).getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8).substring(2);
    } catch (IllegalArgumentException e) {
      throw new StandInException(400, "invalid cursor", "BAD_USER_INPUT");
    }
  }

  /** A field of a run. */
  @Nullable Object field(
      Experiment run,
      Map<String, Object> project,
      String field,
      DataFetchingEnvironment environment) {
    if (run.answers.containsKey(field)) {
      return run.answers.get(field);
    }
    return switch (field) {
      case "id" -> id("Run", run.id + ":" + project.get("name") + ":" + project.get("entityName"));
      case "projectId" -> "123";
      case "name" -> run.id;
      case "displayName" -> run.displayName;
      case "state" -> run.state;
      case "config", "wandbConfig" ->
          run.hasConfig ? config(run, environment.getArgument("keys")) : null;
      case "summaryMetrics" -> summary(run, environment.getArgument("keys"));
      case "systemMetrics" -> text(run.systemMetrics);
      case "historyKeys" -> histories.keys(run);
      case "historyLineCount" -> run.lineCount == null ? (Long) run.history.count() : run.lineCount;
      case "logLineCount" -> run.logLines.size();
      case "fileCount" -> run.files.size();
      case "eventsLineCount" -> run.events.size();
      case "tags" -> run.tags;
      case "group" -> run.group;
      case "jobType" -> run.jobType;
      case "sweepName" -> run.sweep;
      case "commit" -> run.commit;
      case "host" -> run.host;
      case "readOnly", "stopped", "pendingUpdates" -> false;
      case "description" -> run.description;
      case "notes" -> run.notes;
      case "createdAt" -> time(run.createdAt);
      case "heartbeatAt", "updatedAt" -> run.heartbeatAt == null ? null : time(run.heartbeatAt);
      case "branchPoint" -> branchPoint(run, project);
      case "computeSeconds", "storageBytes" -> 0;
      case "exitcode" -> exitCode(run);
      case "runInfo" -> runInfo(run);
      case "bucketedHistory" -> List.of();
      case "user" ->
          run.username == null
              ? null
              : Map.of(
                  "id", id("User", run.username), "name", run.username, "username", run.username);
      case "project" -> project;
      case "history" -> histories.rows(run, environment);
      case "events" -> histories.events(run, environment.getArgument("samples"));
      case "sampledHistory" -> histories.sampled(run, environment.getArgument("specs"));
      case "parquetHistory" ->
          Map.of(
              "parquetUrls",
              histories.exportUrls(run),
              "liveData",
              histories.liveData(run, environment.getArgument("liveKeys")));
      case "logLines" -> things.logLines(run.logLines, environment);
      case "files" -> things.files(run.files, environment);
      case "inputArtifacts" -> things.usedArtifacts(run.inputs, environment);
      case "outputArtifacts" -> things.artifacts(run.outputs, environment);
      case "historyTail", "eventsTail" -> "[]";
      default -> null;
    };
  }

  private static @Nullable Double exitCode(Experiment run) {
    return switch (String.valueOf(run.state)) {
      case "finished" -> 0.0;
      case "failed" -> 1.0;
      default -> null;
    };
  }

  private static Map<String, Object> runInfo(Experiment run) {
    Map<String, Object> git = new LinkedHashMap<>();
    git.put("commit", run.commit);
    git.put("remote", null);
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("program", "train.py");
    info.put("args", List.of("--lr", "0.1"));
    info.put("os", "Linux");
    info.put("python", "3.11.2");
    info.put("git", git);
    info.put("cpuCount", 8);
    return info;
  }

  /** The paths of all that runs hold, as one way or the other of writing them has it. */
  Object fields(Map<String, Object> project, DataFetchingEnvironment environment) {
    List<Object> fields =
        ProjectFields.of(experiments(project), standIn::is).entrySet().stream()
            .filter(field -> isLike(field.getKey(), environment.getArgument("pattern")))
            .<Object>map(field -> Map.of("path", field.getKey(), "type", field.getValue()))
            .toList();
    return page(
        fields, environment.getArgument("first"), environment.getArgument("after"), it -> it);
  }

  private boolean isLike(String path, @Nullable String pattern) {
    if (pattern == null || pattern.isEmpty() || standIn.is(Setting.FIELD_PATTERN_IGNORED)) {
      return true;
    }
    return standIn.is(Setting.FIELD_PATTERN_IS_PART)
        ? path.contains(pattern)
        : ProjectFields.isLike(path, pattern);
  }

  private String time(@Nullable Instant time) {
    Instant shown = time == null ? Instant.EPOCH : time;
    String text =
        Timestamps.text(
            standIn.is(Setting.TIMES_IN_SECONDS) ? shown.truncatedTo(ChronoUnit.SECONDS) : shown);
    return standIn.is(Setting.TIMES_WITH_Z) ? text + "Z" : text;
  }

  private String config(Experiment run, @Nullable List<String> keys) {
    Map<String, Object> config = new LinkedHashMap<>();
    chosen(run.config, keys)
        .forEach(
            (key, value) -> {
              Map<String, Object> envelope = new LinkedHashMap<>();
              envelope.put("value", value);
              config.put(key, envelope);
            });
    boolean asksInternal = keys != null && keys.contains("_wandb");
    if (keys == null || (asksInternal && !standIn.is(Setting.KEYS_LACK_INTERNAL))) {
      if (!run.internal.isEmpty()) {
        config.put("_wandb", Map.of("value", run.internal));
      }
    }
    return text(config);
  }

  private String summary(Experiment run, @Nullable List<String> keys) {
    return text(chosen(run.summary, keys));
  }

  /** The part of {@code values} under {@code keys}; all if these are null. */
  private Map<String, Object> chosen(Map<String, Object> values, @Nullable List<String> keys) {
    if (keys == null) {
      return values;
    }
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (String key : keys) {
      if (key.indexOf('.') >= 0 && standIn.is(Setting.KEYS_ARE_PATHS)) {
        choose(values, key, chosen);
      } else if (values.containsKey(key)) {
        chosen.put(key, values.get(key));
      }
    }
    return chosen;
  }

  /** Puts what is at {@code path} into {@code chosen}, at the same place. */
  @SuppressWarnings("unchecked")
  private static void choose(Map<String, Object> values, String path, Map<String, Object> chosen) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    if (!values.containsKey(name)) {
      return;
    }
    Object value = values.get(name);
    if (dot < 0) {
      chosen.put(name, value);
    } else if (value instanceof Map) {
      Map<String, Object> inner = new LinkedHashMap<>();
      choose((Map<String, Object>) value, path.substring(dot + 1), inner);
      if (!inner.isEmpty() && !chosen.containsKey(name)) {
        chosen.put(name, inner);
      }
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new StandInException(400, "invalid JSON", "BAD_USER_INPUT");
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
