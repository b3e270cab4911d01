package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.bundles.Bundle;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import io.github.wandbjdbc.engine.BoundValues;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.jdbc.attached.AttachedDatabases;
import io.github.wandbjdbc.jdbc.attached.AttachedSource;
import io.github.wandbjdbc.jdbc.downloads.Downloads;
import io.github.wandbjdbc.jdbc.downloads.Downloads.RunFileName;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.calcite.avatica.AvaticaStatement;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one source of experiments. Its catalog is the current entity, its schema the
 * current project; it is read-only and has no transactions.
 *
 * <p>Statements of one connection may be used by several threads, one thread each.
 *
 * <p>Programs know it by {@code java.sql} alone, but for {@link #attach}, {@link #download} and
 * {@link #record}: {@code connection.unwrap(WandbConnection.class)}.
 */
public final class WandbConnection extends ConnectionSettings {

  /** An answer so recent proves that the source is there. */
  private static final Duration PROOF_OF_LIFE = Duration.ofSeconds(30);

  private volatile Session session;
  private final String publicUrl;
  private final String userName;
  private final ZoneWarning zoneWarning = new ZoneWarning();
  private final AttachedDatabases databases = new AttachedDatabases();
  private final Downloads downloads = new Downloads();
  private final SearchPath home;
  private volatile SearchPath path;
  private volatile boolean nullCatalogIsCurrent;
  private volatile @Nullable Recorder recorder;
  private volatile boolean closed;
  private volatile long provenNanos = System.nanoTime();

  /**
   * A connection over {@code session}, which it closes.
   *
   * @param publicUrl the URL without what is secret
   * @param userName "" if the source knows no users
   */
  WandbConnection(
      WandbDriver driver,
      WandbFactory factory,
      Session session,
      String publicUrl,
      String userName,
      SearchPath path) {
    super(driver, factory, publicUrl, new Properties(), session.limits());
    this.session = session;
    this.publicUrl = publicUrl;
    this.userName = userName;
    this.home = path;
    this.path = path;
  }

  Session session() {
    return session;
  }

  String publicUrl() {
    return publicUrl;
  }

  String userName() {
    return userName;
  }

  SearchPath path() {
    return path;
  }

  /** Whether a null catalog in a question about metadata means the current entity alone. */
  boolean nullCatalogIsCurrent() {
    return nullCatalogIsCurrent;
  }

  /** Has a null catalog mean the current entity from now on. */
  void takeNullCatalogAsCurrent() {
    nullCatalogIsCurrent = true;
  }

  /** A session that is recorded, and what the user should know of it. */
  record Recorded(Session session, List<String> warnings) {}

  /** Opens the same connection once more, as one that is recorded. */
  interface Recorder {
    Recorded open(Path directory, CallScope scope);
  }

  /** Has {@link #record} use {@code value}. */
  void recordsBy(Recorder value) {
    recorder = value;
  }

  /**
   * Keeps what this connection asks and is answered from now on in {@code directory}, which exists,
   * without credentials: {@code jdbc:wandb:replay:<directory>} answers from it. The connection
   * property {@code record} does the same from the beginning. Statements must be closed before.
   */
  public void record(Path directory) throws SQLException {
    checkOpen();
    Recorder usual = recorder;
    if (usual == null) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT,
          "only a connection to a server can be recorded: pass on the directory of this one");
    }
    Bundle bundle = bundle().orElse(null);
    if (bundle != null) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "this connection is recorded already");
    }
    if (!statementMap.isEmpty()) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT,
          "a connection can't be recorded from the middle of a statement: close its statements"
              + " first");
    }
    Recorded recorded = SqlBoundary.call(() -> usual.open(directory, newScope()));
    Session before = session;
    session = recorded.session();
    SqlBoundary.run(before::close);
    for (String warning : recorded.warnings()) {
      warn(new SQLWarning(warning, SqlState.WARNING.code()));
    }
  }

  /** Tells that {@code bound} is the wall clock of a zone, if nobody was told yet. */
  void warnOfZone(Date bound) {
    SQLWarning warning = zoneWarning.of(bound);
    if (warning != null) {
      warn(warning);
    }
  }

  /**
   * How far a statement of this connection is, in words for people who wait: the runs and steps
   * that its last execution has read, of how many if that is known, what it has asked and received,
   * and about how long the rest takes, such as {@code 12 of 300 runs, 45,000 steps, about 40 s
   * left, 25 requests, 3.4 MB}; empty where nothing is read. May be called while another thread
   * executes it.
   *
   * @throws SQLException if it isn't a statement of this driver
   */
  public String progress(Statement statement) throws SQLException {
    return statement.unwrap(WandbStatement.class).progress();
  }

  /**
   * Makes the tables of a database a schema of this connection, for statements that join them with
   * ours: {@code shop.owners}. They are those of the current schema of the connections that {@code
   * dataSource} gives; each scan of a table takes one and closes it. The source itself stays the
   * caller's.
   *
   * @param name of the schema, in any case: not that of an entity, or of a project of the current
   *     one, for which the server is asked
   * @throws SQLException if the name is taken, or the database can't be asked for its tables
   */
  public void attach(String name, DataSource dataSource) throws SQLException {
    checkOpen();
    if (name == null || dataSource == null) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "attach needs a name and a DataSource");
    }
    SqlBoundary.run(
        () -> {
          databases.check(name);
          checkIsNoCatalogOrProject(name);
          databases.attach(name, dataSource);
        });
  }

  private void checkIsNoCatalogOrProject(String name) {
    CallScope scope = newScope();
    String entity = path.entity();
    if (name.equalsIgnoreCase(entity)
        || session.schema().entities(scope).stream().anyMatch(name::equalsIgnoreCase)) {
      throw new StatementException(
          SqlState.INVALID_ARGUMENT,
          "an entity is called \"%s\"; choose another name for the database".formatted(name));
    }
    if (entity != null
        && session.schema().existing(new ProjectPath(entity, name), scope).isPresent()) {
      throw new StatementException(
          SqlState.INVALID_ARGUMENT,
          "a project of %s is called \"%s\"; choose another name for the database"
              .formatted(entity, name));
    }
  }

  /**
   * Writes a file that a run of the current project saved to {@code out}: the bytes of the row of
   * {@code files} with that {@code run_id} and {@code name}, however old its {@code url}. From a
   * server it is fetched whole, up to 4 GB, by the address that the server gives now and by the
   * rules for exported files, before {@code out} gets a byte; of local run files it is the file
   * below {@code files/}. The limits on a statement hold for each file. Ends early if the
   * connection is closed, or the thread interrupted.
   *
   * @param runId the run's id, not its name
   * @param fileName the path below the run's files, such as {@code media/images/a.png}
   * @param out stays open
   * @throws SQLException HY024 if there is no such run or file, 3F000 if no project is current,
   *     42501 if the server refuses it, 54000 if it is more than a statement may ask for, 57014 if
   *     it was ended
   * @throws IOException if {@code out} fails
   */
  public void download(String runId, String fileName, OutputStream out)
      throws SQLException, IOException {
    download(null, null, runId, fileName, out);
  }

  /**
   * Does the same for a run of another project.
   *
   * @param entity null for the current one
   * @param project null for the current one
   */
  public void download(
      @Nullable String entity,
      @Nullable String project,
      String runId,
      String fileName,
      OutputStream out)
      throws SQLException, IOException {
    checkOpen();
    if (runId == null || fileName == null || out == null) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT, "download needs a run id, a file name and a stream");
    }
    SearchPath current = path;
    String ofEntity = entity == null ? current.entity() : entity;
    String ofProject = project == null ? current.project() : project;
    if (ofEntity == null || ofProject == null) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_PROJECT,
          "file %s of run %s of which project? Choose one with setSchema first"
              .formatted(fileName, runId));
    }
    RunFileName file = new RunFileName(new ProjectPath(ofEntity, ofProject), runId, fileName);
    downloads.write(session.schema(), file, newScope(), out);
  }

  /** The databases that are attached. */
  AttachedDatabases databases() {
    return databases;
  }

  /** Plans {@code sql} in the current project. */
  PreparedQuery prepare(@Nullable String sql, long maxRows, CallScope scope) throws SQLException {
    return prepare(sql, maxRows, BoundValues.NONE, scope);
  }

  /** Plans {@code sql} for an execution with values that {@code bound} tells of. */
  PreparedQuery prepare(@Nullable String sql, long maxRows, BoundValues bound, CallScope scope)
      throws SQLException {
    checkOpen();
    if (sql == null) {
      throw SqlErrors.of(SqlState.SYNTAX, "there is no statement: the text is null");
    }
    SearchPath current = path;
    beginAfresh();
    return session.engine().prepare(sql, current, maxRows, bound, source(current, scope));
  }

  @Override
  @Nullable Instant fixedNow() {
    return bundle().map(bundle -> bundle.manifest().now()).orElse(null);
  }

  /** A recording must hold what a statement asks, whatever was asked before it. */
  @Override
  void beginAfresh() {
    if (session.client() instanceof ApiClient client && client.bundle().isPresent()) {
      client.beginAfresh();
      session.schema().forget();
    }
  }

  private Optional<Bundle> bundle() {
    return session.client() instanceof ApiClient client ? client.bundle() : Optional.empty();
  }

  /** Starts reading the rows of {@code query}; what that asks belongs to {@code scope}. */
  Rows execute(PreparedQuery query, List<@Nullable Object> values, CallScope scope) {
    return query.execute(values, source(path, scope));
  }

  private StatementSource source(SearchPath current, CallScope scope) {
    String entity = current.entity();
    String project = current.project();
    StatementSource own =
        session
            .schema()
            .source(
                scope, entity == null || project == null ? null : new ProjectPath(entity, project));
    return AttachedSource.of(own, databases, entity, scope);
  }

  WandbStatement newStatement() throws SQLException {
    checkOpen();
    return new WandbStatement(this);
  }

  @Override
  public AvaticaStatement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    checkKind(type, concurrency, holdability);
    WandbStatement statement = newStatement();
    statement.setAskedToScroll(type != ResultSet.TYPE_FORWARD_ONLY);
    warnIfDowngraded(type, concurrency);
    return statement;
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    checkKind(type, concurrency, holdability);
    WandbPreparedStatement statement = new WandbPreparedStatement(this, sql);
    statement.setAskedToScroll(type != ResultSet.TYPE_FORWARD_ONLY);
    warnIfDowngraded(type, concurrency);
    return statement;
  }

  /** Only what exists can be asked for, if not had. */
  private static void checkKind(int type, int concurrency, int holdability) throws SQLException {
    boolean exists =
        (type == ResultSet.TYPE_FORWARD_ONLY
                || type == ResultSet.TYPE_SCROLL_INSENSITIVE
                || type == ResultSet.TYPE_SCROLL_SENSITIVE)
            && (concurrency == ResultSet.CONCUR_READ_ONLY
                || concurrency == ResultSet.CONCUR_UPDATABLE)
            && (holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
                || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT);
    if (!exists) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT,
          "no result set has type %d, concurrency %d and holdability %d"
              .formatted(type, concurrency, holdability));
    }
  }

  private void warnIfDowngraded(int type, int concurrency) {
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      warn(
          new SQLWarning(
              "result sets are always TYPE_FORWARD_ONLY and CONCUR_READ_ONLY",
              SqlState.OPTION_CHANGED.code()));
    }
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return path.entity();
  }

  /**
   * Makes an entity current that exists. No project is then, unless the entity is so already; or is
   * that of the URL, whose project comes back.
   */
  @Override
  public void setCatalog(@Nullable String entity) throws SQLException {
    checkOpen();
    SearchPath before = path;
    if (entity == null || entity.isEmpty() || entity.equals(before.entity())) {
      return;
    }
    String resolved = SqlBoundary.call(() -> session.schema().resolveEntity(entity, newScope()));
    if (!resolved.equals(before.entity())) {
      path = resolved.equals(home.entity()) ? home : new SearchPath(resolved, null);
    }
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    checkOpen();
    return path.project();
  }

  /** Makes a project of the current entity current, if it exists. */
  @Override
  public void setSchema(@Nullable String project) throws SQLException {
    checkOpen();
    SearchPath before = path;
    if (project == null || project.isEmpty() || project.equals(before.project())) {
      return;
    }
    String entity = before.entity();
    if (entity == null) {
      throw SqlErrors.of(
          SqlState.UNKNOWN_PROJECT,
          "project \"%s\" of which entity? Choose one with setCatalog first".formatted(project));
    }
    ProjectPath resolved =
        SqlBoundary.call(
            () -> session.schema().resolve(new ProjectPath(entity, project), newScope()));
    path = new SearchPath(resolved.entity(), resolved.project());
  }

  /**
   * True if the source answered within the last half minute, and no later request failed, or if it
   * answers within the timeout.
   */
  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "a timeout of %d s".formatted(timeoutSeconds));
    }
    if (closed) {
      return false;
    }
    if (isProven()) {
      return true;
    }
    Duration timeout = timeoutSeconds == 0 ? null : Duration.ofSeconds(timeoutSeconds);
    try {
      session.client().viewer(newScope(timeout));
    } catch (WandbException e) {
      return false;
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    }
    provenNanos = System.nanoTime();
    return true;
  }

  private boolean isProven() {
    List<CallRecord> calls = log().newest();
    for (int i = calls.size() - 1; i >= 0; i--) {
      CallRecord call = calls.get(i);
      if (!call.operation().equals(CallRecord.STORAGE)) {
        Instant ended = call.startedAt().plus(call.took());
        return call.failure() == null
            && call.status() != null
            && Instant.now().isBefore(ended.plus(PROOF_OF_LIFE));
      }
    }
    return System.nanoTime() - provenNanos < PROOF_OF_LIFE.toNanos();
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlState.CONNECTION_CLOSED, "the connection is closed");
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** Ends all statements, and what they ask of the source. */
  @Override
  public void close() throws SQLException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    downloads.end();
    List<AvaticaStatement> open = new ArrayList<>(statementMap.values());
    SQLException failure = null;
    for (AvaticaStatement statement : open) {
      try {
        statement.close();
      } catch (SQLException e) {
        failure = e;
      }
    }
    SqlBoundary.run(session::close);
    if (failure != null) {
      throw failure;
    }
  }
}
