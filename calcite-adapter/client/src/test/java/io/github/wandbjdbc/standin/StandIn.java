package io.github.wandbjdbc.standin;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that plays the API: knows experiments, filters, ordering, cursors and step
 * windows, misbehaves when told to, and remembers what it was asked.
 *
 * <p>The experiments are told before the requests come; requests may then come from several
 * threads.
 */
public final class StandIn implements AutoCloseable {
  /** The key that it accepts. */
  public static final String API_KEY = "0123456789abcdef0123456789abcdef01234567";

  /** Where experiments go that are held without a project. */
  public static final String ENTITY = "lab";

  public static final String PROJECT = "vision";

  private static final Instant FIRST_CREATION = Instant.parse("2024-01-01T00:00:00Z");

  private final Map<String, Map<String, Object>> descriptions = new LinkedHashMap<>();
  private @Nullable List<Map<String, Object>> members = List.of(Api.MEMBER);
  private final Map<String, Map<String, List<Experiment>>> projects = new LinkedHashMap<>();
  private final Set<Setting> settings = EnumSet.noneOf(Setting.class);
  private final List<Fault> faults = new ArrayList<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final ThreadLocal<@Nullable String> authorization = new ThreadLocal<>();
  private final List<Map<String, Object>> sweeps = new ArrayList<>();
  private final List<Map<String, Object>> reports = new ArrayList<>();
  private final List<Map<String, Object>> artifacts = new ArrayList<>();
  private final Set<String> lacking = new LinkedHashSet<>();
  private final Identities identities = new Identities();
  private final boolean isTls;
  private final Set<String> parted = new LinkedHashSet<>();
  private final HttpFace http;
  private final StorageFace storage;
  private int usesOfFileAddresses = Integer.MAX_VALUE;
  private final List<Fault> storageFaults = new ArrayList<>();
  private final Set<String> hidden = new LinkedHashSet<>();
  private Wording wording = Wording.JAVASCRIPT;
  private int invalidStatus = 200;
  private boolean isPublic;
  private int driftAt = -1;
  private int emptyAt = -1;
  private final Map<String, Integer> poisoned = new LinkedHashMap<>();
  private volatile int lightRunsBorne = Integer.MAX_VALUE;
  private volatile int heavyRunsBorne = Integer.MAX_VALUE;
  private volatile boolean countsHidden;
  private volatile int maxFirst = 1000;
  private volatile int maxSamples = 10_000;
  private final AtomicLong sent = new AtomicLong();
  private final Set<String> ignored = new LinkedHashSet<>();
  private int created;
  private int countsLeft;
  private @Nullable Experiment arrival;
  private volatile Consumer<RecordedRequest> meanwhile = request -> {};

  static {
    // Without it the JDK's server holds small answers back for 40 ms, waiting for an ACK.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private StandIn(int port, @Nullable SSLContext tls) throws IOException {
    projects.put(ENTITY, new LinkedHashMap<>());
    projects.get(ENTITY).put(PROJECT, new ArrayList<>());
    this.isTls = tls != null;
    this.http = new HttpFace(this, port, tls);
    this.storage = new StorageFace(this);
  }

  /** A server on a free port. */
  public static StandIn start() {
    return start(0);
  }

  /** A server on {@code port}, or on a free one if that is 0. */
  public static StandIn start(int port) {
    try {
      return new StandIn(port, null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A server on a free port that is spoken to by https, and shows the certificate of that. */
  public static StandIn startTls(SSLContext tls) {
    try {
      return new StandIn(0, tls);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The base URL: {@code http://127.0.0.1:port}, or https. */
  public URI url() {
    return URI.create((isTls ? "https" : "http") + "://127.0.0.1:" + http.port());
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** Who may come with an identity token. */
  public Identities identities() {
    return identities;
  }

  /** {@code 127.0.0.1:port}, as it stands in a JDBC URL. */
  public String hostAndPort() {
    return "127.0.0.1:" + http.port();
  }

  /**
   * Holds experiments in {@link #ENTITY}{@code /}{@link #PROJECT}, created a minute after each
   * other if they don't say.
   */
  public StandIn holds(Experiment... experiments) {
    return holds(ENTITY, PROJECT, experiments);
  }

  /** Holds experiments in a project, which is made if need be. */
  public synchronized StandIn holds(String entity, String project, Experiment... experiments) {
    List<Experiment> runs =
        projects
            .computeIfAbsent(entity, e -> new LinkedHashMap<>())
            .computeIfAbsent(project, p -> new ArrayList<>());
    for (Experiment experiment : experiments) {
      if (experiment.createdAt == null) {
        experiment.createdAt(FIRST_CREATION.plusSeconds(60L * created++));
      }
      runs.add(experiment);
    }
    return this;
  }

  /**
   * Holds the runs of a local {@code wandb} directory, as if they had been uploaded; entity and
   * project as the files say.
   */
  public StandIn holdsDirectory(Path directory) throws IOException {
    for (UploadedRun run : UploadedRun.allBelow(directory)) {
      holds(run.entity(), run.project(), run.experiment());
    }
    return this;
  }

  /** Writes all runs that it holds to local run files in {@code directory}. */
  public synchronized StandIn writesTo(Path directory) throws IOException {
    for (Map.Entry<String, Map<String, List<Experiment>>> entity : projects.entrySet()) {
      for (Map.Entry<String, List<Experiment>> project : entity.getValue().entrySet()) {
        for (Experiment run : project.getValue()) {
          WrittenRun.write(entity.getKey(), project.getKey(), run, directory);
        }
      }
    }
    return this;
  }

  /** Holds a sweep, as the API gives it, in each project; {@code agents} is a list of agents. */
  public synchronized StandIn holdsSweep(Map<String, Object> sweep) {
    sweeps.add(sweep);
    return this;
  }

  /**
   * Holds a version of an artifact, as the API gives it, in each project; {@code type} and {@code
   * collection} are names, {@code files} is a list of files.
   */
  public synchronized StandIn holdsArtifact(Map<String, Object> version) {
    artifacts.add(version);
    return this;
  }

  /** Answers so of a project, rather than as of any. */
  public synchronized StandIn describes(String project, Map<String, Object> fields) {
    descriptions.put(project, fields);
    return this;
  }

  /** Has these in each team; null tells nobody of them. */
  public synchronized StandIn hasMembers(@Nullable List<Map<String, Object>> value) {
    members = value;
    return this;
  }

  synchronized Map<String, Object> description(String project) {
    return descriptions.getOrDefault(project, Map.of());
  }

  synchronized @Nullable List<Map<String, Object>> members() {
    return members;
  }

  /** W&amp;B's own schema, for documents to be held against; nothing can be executed under it. */
  public static GraphQLSchema referenceSchema() {
    return UnExecutableSchemaGenerator.makeUnExecutableSchema(ServerSchema.reference());
  }

  /**
   * Doesn't know fields and arguments from now on, as old servers don't: {@code Run.host}, {@code
   * Run.files(pattern:)}, or a name alone for all that are called so.
   */
  public synchronized StandIn lacks(String... members) {
    lacking.addAll(List.of(members));
    return this;
  }

  /** Has objects where its schema had values: {@code Run.notes}. */
  public synchronized StandIn hasPartsIn(String... fields) {
    parted.addAll(List.of(fields));
    return this;
  }

  /** Has the whole schema again. */
  public synchronized StandIn lacksNothing() {
    lacking.clear();
    parted.clear();
    return this;
  }

  /** Says so, and with that HTTP status, that a document isn't valid. */
  public synchronized StandIn answersInvalid(int status, Wording newWording) {
    invalidStatus = status;
    wording = newWording;
    return this;
  }

  synchronized ServerSchema schema() {
    Set<String> missing = new LinkedHashSet<>(lacking);
    if (is(Setting.NO_HOST_FIELD)) {
      missing.add("Run.host");
    }
    if (is(Setting.NO_RUN_COUNT)) {
      missing.add("Project.runCount");
    }
    return new ServerSchema(missing, parted);
  }

  synchronized Wording wording() {
    return wording;
  }

  synchronized int invalidStatus() {
    return invalidStatus;
  }

  /** Holds a report, as the API gives it, in each project. */
  public synchronized StandIn holdsReport(Map<String, Object> report) {
    reports.add(report);
    return this;
  }

  synchronized List<Map<String, Object>> reports() {
    return List.copyOf(reports);
  }

  synchronized List<Map<String, Object>> sweeps() {
    return List.copyOf(sweeps);
  }

  synchronized List<Map<String, Object>> artifacts() {
    return List.copyOf(artifacts);
  }

  /** Forgets a run, as if it were deleted. */
  public synchronized void deletes(String runId) {
    projects
        .values()
        .forEach(
            byName -> byName.values().forEach(runs -> runs.removeIf(run -> run.id.equals(runId))));
  }

  public synchronized StandIn with(Setting setting) {
    settings.add(setting);
    return this;
  }

  public synchronized StandIn without(Setting setting) {
    settings.remove(setting);
    return this;
  }

  /** Has {@code change} happen after each answer, as training goes on while somebody reads. */
  public StandIn meanwhile(Consumer<RecordedRequest> change) {
    meanwhile = change;
    return this;
  }

  /** Holds {@code run} once it has counted runs so many times more, as if it came meanwhile. */
  public synchronized StandIn holdsAfterCounts(int counts, Experiment run) {
    arrival = run;
    countsLeft = counts;
    return this;
  }

  /** Counted runs. */
  synchronized void counted() {
    countsLeft--;
    if (arrival != null && countsLeft == 0) {
      holds(arrival);
      arrival = null;
    }
  }

  /** The most edges that a page holds. */
  public StandIn capFirst(int value) {
    maxFirst = value;
    return this;
  }

  /** The most rows that an answer samples, whatever is asked for. */
  public StandIn capSamples(int value) {
    maxSamples = value;
    return this;
  }

  /**
   * The most runs of a page that it can answer for before a proxy gives up with 504.
   *
   * @param light with fields that are small
   * @param heavy with config, summary, system metrics, history keys or anything of the history
   */
  public StandIn bearsRuns(int light, int heavy) {
    lightRunsBorne = light;
    heavyRunsBorne = heavy;
    return this;
  }

  /**
   * Panics over a run: every answer that would hold more of it than its name is an error.
   *
   * @param status 500, or 200 for an error that the status doesn't show
   */
  public synchronized StandIn poisons(String runId, int status) {
    poisoned.put(runId, status);
    return this;
  }

  /** Counts runs that the caller may not see, which there are with {@link Setting#HIDDEN_ROWS}. */
  public StandIn countsHidden() {
    countsHidden = true;
    return this;
  }

  /** Doesn't look at {@code minStep}, or at {@code maxStep}, whichever field it is given to. */
  public synchronized StandIn ignores(String bound) {
    ignored.add(bound);
    return this;
  }

  synchronized boolean isIgnored(String bound) {
    return ignored.contains(bound);
  }

  /** Whether callers without a key may read. */
  public StandIn isPublic(boolean value) {
    isPublic = value;
    return this;
  }

  /**
   * Says from now on that there is no such project, as the API does to those who may not see it.
   */
  public synchronized StandIn hides(String entity, String project) {
    hidden.add(entity + "/" + project);
    return this;
  }

  /**
   * Once, the page that begins at edge {@code offset} repeats the edge before it and leaves out its
   * own first, as happens when runs are created while somebody pages.
   */
  public synchronized StandIn driftsAt(int offset) {
    driftAt = offset;
    return this;
  }

  /** Once, the page that begins at edge {@code offset} is empty, though more follow. */
  public synchronized StandIn emptiesPageAt(int offset) {
    emptyAt = offset;
    return this;
  }

  /** Misbehaves soon. Several faults take their turns in order. */
  public synchronized StandIn fails(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  /** Behaves from now on, whatever faults are left. */
  public synchronized StandIn recovers() {
    faults.clear();
    return this;
  }

  /** The requests since it started or forgot, in order. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests that selected a field of that name. */
  public List<RecordedRequest> requestsFor(String field) {
    return requests.stream().filter(request -> request.selects(field)).toList();
  }

  /** The most requests that were under way at once since it started. */
  public int mostAtOnce() {
    return http.mostAtOnce();
  }

  /** How many characters all answers held since it started or forgot, before compression. */
  public long sent() {
    return sent.get();
  }

  void sends(int characters) {
    sent.addAndGet(characters);
  }

  /** The requests to the storage of exported files since it started or forgot, in order. */
  public List<StorageRequest> storageRequests() {
    return storage.requests();
  }

  /** The storage of exported files misbehaves soon. Several faults take their turns in order. */
  public synchronized StandIn failsStorage(Fault... next) {
    storageFaults.addAll(List.of(next));
    return this;
  }

  synchronized @Nullable Fault storageFault() {
    if (storageFaults.isEmpty()) {
      return null;
    }
    Fault fault = storageFaults.get(0);
    if (fault.spared > 0) {
      fault.spared--;
      return null;
    }
    fault.times--;
    if (fault.times <= 0) {
      storageFaults.remove(0);
    }
    return fault;
  }

  /** Signs the addresses of files of runs and artifacts for so many requests each. */
  public synchronized StandIn signsFilesFor(int uses) {
    usesOfFileAddresses = uses;
    return this;
  }

  synchronized int usesOfFileAddresses() {
    return usesOfFileAddresses;
  }

  StorageFace storage() {
    return storage;
  }

  public void forgetRequests() {
    requests.clear();
    sent.set(0);
    storage.forgetRequests();
  }

  @Override
  public void close() {
    http.close();
    storage.close();
  }

  String entity() {
    return ENTITY;
  }

  synchronized List<String> entities() {
    return List.copyOf(projects.keySet());
  }

  synchronized Set<String> projects(String entity) {
    Set<String> names = new LinkedHashSet<>(projects.getOrDefault(entity, Map.of()).keySet());
    names.removeIf(name -> hidden.contains(entity + "/" + name));
    return names;
  }

  synchronized List<Experiment> experiments(String entity, String project) {
    return List.copyOf(projects.getOrDefault(entity, Map.of()).getOrDefault(project, List.of()));
  }

  synchronized boolean is(Setting setting) {
    return settings.contains(setting);
  }

  /** Whether the page that begins at {@code offset} drifts; true once. */
  synchronized boolean takesDrift(int offset) {
    boolean drifts = offset > 0 && offset == driftAt;
    driftAt = drifts ? -1 : driftAt;
    return drifts;
  }

  /** Whether the page that begins at {@code offset} is empty; true once. */
  synchronized boolean takesEmptyPage(int offset) {
    boolean empties = offset == emptyAt;
    emptyAt = empties ? -1 : emptyAt;
    return empties;
  }

  boolean isCountingHidden() {
    return countsHidden;
  }

  int runsBorne(boolean isHeavy) {
    return isHeavy ? heavyRunsBorne : lightRunsBorne;
  }

  /** The status of answers that would hold more of that run than its name; 0 if they are right. */
  synchronized int poison(String runId) {
    return poisoned.getOrDefault(runId, 0);
  }

  int maxFirst() {
    return maxFirst;
  }

  int maxSamples() {
    return maxSamples;
  }

  /** Remembers whose request this thread answers. */
  void answersTo(@Nullable String header) {
    authorization.set(header);
  }

  boolean knowsCaller() {
    return HttpFace.basic(API_KEY).equals(authorization.get())
        || identities.accept(authorization.get());
  }

  boolean mayRead() {
    return isPublic || knowsCaller();
  }

  boolean refusesCaller() {
    return authorization.get() != null && !knowsCaller() && !is(Setting.WRONG_KEY_IS_NO_KEY);
  }

  void record(RecordedRequest request) {
    requests.add(request);
    meanwhile.accept(request);
  }

  /** The fault that it is the request's turn to meet, or null. */
  synchronized @Nullable Fault faultFor(RecordedRequest request) {
    if (faults.isEmpty() || !faults.get(0).when.test(request)) {
      return null;
    }
    Fault fault = faults.get(0);
    if (fault.spared > 0) {
      fault.spared--;
      return null;
    }
    fault.times--;
    if (fault.times <= 0) {
      faults.remove(0);
    }
    return fault;
  }
}
