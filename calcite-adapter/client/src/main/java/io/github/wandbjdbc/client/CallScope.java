package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.diagnostics.CallLog;
import io.github.wandbjdbc.client.diagnostics.CallTally;
import io.github.wandbjdbc.client.diagnostics.ReadProgress;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import io.github.wandbjdbc.client.lifetime.SoftDeadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state that all requests of one statement share: the deadline, cancellation, and the receiver
 * of warnings.
 *
 * <p>Safe for use by several threads: one runs the statement, any other may cancel it.
 */
public final class CallScope {
  private final @Nullable Consumer<ScanWarning> warnings;
  private final @Nullable Deadline deadline;
  private final Cancellation cancellation;
  private final CallTally tally;
  private final ReadProgress progress;
  private final Budget budget;
  private final CallLog log;
  private final @Nullable Duration replyTimeout;
  private final int rowsPerPage;
  private final @Nullable SoftDeadline softDeadline;
  private final @Nullable Reading reading;
  private final Snapshot snapshot;
  private final Set<String> told;
  private final @Nullable Instant now;

  /** A table, and the columns of it that are being read. */
  private record Reading(String table, Set<String> columns) {}

  /**
   * A scope that begins now.
   *
   * @param timeout how long its requests may take in all, or null for no bound
   * @param warnings told of each warning, on the thread that met it, one at a time
   */
  public CallScope(@Nullable Duration timeout, Consumer<ScanWarning> warnings) {
    this(timeout == null ? null : Deadline.ofStatement(timeout), warnings);
  }

  private CallScope(@Nullable Deadline deadline, @Nullable Consumer<ScanWarning> warnings) {
    this.warnings = warnings;
    this.deadline = deadline;
    this.cancellation = new Cancellation();
    this.tally = new CallTally();
    this.progress = new ReadProgress();
    this.budget = Budget.unlimited();
    this.log = new CallLog();
    this.replyTimeout = null;
    this.rowsPerPage = 0;
    this.softDeadline = null;
    this.reading = null;
    this.snapshot = Snapshot.ofOneLook();
    this.told = ConcurrentHashMap.newKeySet();
    this.now = null;
  }

  private CallScope(Copy copy) {
    this.warnings = copy.warnings;
    this.deadline = copy.deadline;
    this.cancellation = copy.cancellation;
    this.tally = copy.tally;
    this.progress = copy.progress;
    this.budget = copy.budget;
    this.log = copy.log;
    this.replyTimeout = copy.replyTimeout;
    this.rowsPerPage = copy.rowsPerPage;
    this.softDeadline = copy.softDeadline;
    this.reading = copy.reading;
    this.snapshot = copy.snapshot;
    this.told = copy.told;
    this.now = copy.now;
  }

  /** A scope without a deadline, for callers that don't care for warnings. */
  public static CallScope unbounded() {
    return unheard(null);
  }

  /**
   * A scope for callers that don't care for warnings.
   *
   * @param timeout how long its requests may take in all, or null for no bound
   */
  public static CallScope unheard(@Nullable Duration timeout) {
    return new CallScope(timeout == null ? null : Deadline.ofStatement(timeout), null);
  }

  /**
   * The same scope, whose requests wait so long for their answer at the most; null for no bound.
   */
  public CallScope withReplyTimeout(@Nullable Duration value) {
    Copy copy = new Copy(this);
    copy.replyTimeout = value;
    return copy.scope();
  }

  /**
   * The same scope, whose pages hold about so many rows if the source can do that; 0 leaves it to
   * the source. It never changes which rows there are.
   */
  public CallScope withRowsPerPage(int value) {
    Copy copy = new Copy(this);
    copy.rowsPerPage = value;
    return copy.scope();
  }

  /** The same scope, whose calls end with {@code TIMEOUT} once {@code value} does. */
  public CallScope withSoftDeadline(SoftDeadline value) {
    Copy copy = new Copy(this);
    copy.softDeadline = value;
    return copy.scope();
  }

  /** The same scope, whose calls cost no more than {@code value} allows, all of them together. */
  public CallScope withBudget(Budget value) {
    Copy copy = new Copy(this);
    copy.budget = value;
    return copy.scope();
  }

  /** The same scope for calls beside, which tell of their waits alone. */
  public CallScope aside() {
    Copy copy = new Copy(this);
    copy.progress = progress.aside();
    return copy.scope();
  }

  /** Who is told how far its calls are. */
  public ReadProgress progress() {
    return progress;
  }

  /** The same scope, whose calls are told to {@code value}. */
  public CallScope withLog(CallLog value) {
    Copy copy = new Copy(this);
    copy.log = value;
    return copy.scope();
  }

  /** The same scope, whose calls hold to what is settled in {@code value}. */
  public CallScope withSnapshot(Snapshot value) {
    Copy copy = new Copy(this);
    copy.snapshot = value;
    return copy.scope();
  }

  /** The same scope, for which it is {@code value} all the time; null for the clock's time. */
  public CallScope withNow(@Nullable Instant value) {
    Copy copy = new Copy(this);
    copy.now = value;
    return copy.scope();
  }

  /** The time that its statement takes for the current one. */
  public Instant now() {
    return now == null ? Instant.now() : now;
  }

  /** The findings that hold for all of its calls. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Who is told of its calls. */
  public CallLog log() {
    return log;
  }

  /** The limits on its requests and bytes. */
  public Budget budget() {
    return budget;
  }

  /** How many rows a page should hold; 0 if the source may choose. */
  public int rowsPerPage() {
    return rowsPerPage;
  }

  /** The same scope for one request and its retries, which begin now. */
  public CallScope forOneReply() {
    if (replyTimeout == null || replyTimeout.compareTo(remaining()) >= 0) {
      return this;
    }
    Copy copy = new Copy(this);
    copy.deadline = Deadline.ofReply(replyTimeout);
    return copy.scope();
  }

  /** The same scope for a part of its calls, whose cost is counted by {@code part}. */
  public CallScope counting(CallTally part) {
    Copy copy = new Copy(this);
    copy.tally = part;
    return copy.scope();
  }

  /**
   * The same scope for calls that may be given up while the statement goes on: it ends with this
   * scope, or with a {@link #cancel} of its own, which should come once its calls are done.
   */
  public CallScope part() {
    Cancellation part = new Cancellation();
    Runnable end = part::cancel;
    cancellation.add(end);
    part.add(() -> cancellation.remove(end));
    Copy copy = new Copy(this);
    copy.cancellation = part;
    return copy.scope();
  }

  /** Counts the calls of this scope. */
  public CallTally tally() {
    return tally;
  }

  /**
   * The same scope for the rows of {@code table}, of which {@code columns} are read: what concerns
   * others needn't be told.
   */
  public CallScope reading(String table, Set<String> columns) {
    Reading value = new Reading(table, Set.copyOf(columns));
    Copy copy = new Copy(this);
    copy.reading = value;
    return copy.scope();
  }

  /** The same scope, which reads {@code columns} of its table as well. */
  public CallScope alsoReading(String... columns) {
    if (reading == null) {
      return this;
    }
    Set<String> all = new HashSet<>(reading.columns);
    all.addAll(List.of(columns));
    return reading(reading.table, all);
  }

  /** Whether that column of that table is read, as far as is known. */
  public boolean reads(String table, String column) {
    return reading == null || (reading.table.equals(table) && reading.columns.contains(column));
  }

  /** Whether anybody hears of its warnings. */
  public boolean isHeard() {
    return warnings != null;
  }

  /** Tells the reader of the rows. */
  public void warn(String message) {
    if (warnings != null) {
      synchronized (warnings) {
        warnings.accept(new ScanWarning(message));
      }
    }
  }

  /**
   * Tells the reader of the rows, unless this statement was told already of something of the same
   * kind.
   */
  public void warnOfKind(String kind, String message) {
    if (told.add(kind)) {
      warn(message);
    }
  }

  /**
   * Tells the reader of the rows, unless a scope with the same log was told already: for what is
   * known of a run or a file, rather than of a statement.
   */
  public void warnOnce(String message) {
    if (log.isFirstWarning(message)) {
      warn(message);
    }
  }

  /**
   * Throws {@code CANCELLED}, or what its deadline says, if the statement should go no further, as
   * it shouldn't if its thread is interrupted.
   */
  public void check() {
    if (isCancelled()) {
      throw new WandbException(Kind.CANCELLED, "the statement was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted");
    }
    if (deadline != null && deadline.isOver()) {
      throw new WandbException(deadline.kind(), deadline.message());
    }
    if (softDeadline != null && softDeadline.isOver()) {
      throw new WandbException(Kind.TIMEOUT, "the time limit was exceeded");
    }
  }

  /**
   * Ends the statement: aborts what is in flight, and lets nothing start any more. Any thread may
   * call it, more than once.
   */
  public void cancel() {
    cancellation.cancel();
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  /**
   * Runs {@code abort} on cancellation, at once if that has happened, until {@link #release} takes
   * it back.
   */
  public void onCancel(Runnable abort) {
    cancellation.add(abort);
  }

  /** Takes back an {@link #onCancel}. */
  public void release(Runnable abort) {
    cancellation.remove(abort);
  }

  /** Waits, but not past the deadline; throws as {@link #check} does when cancelled or too late. */
  public void pause(Duration wait) {
    Duration left = remaining();
    cancellation.await(wait.compareTo(left) < 0 ? wait : left);
    check();
  }

  /** The time left, never negative; a very long time if there is no deadline. */
  public Duration remaining() {
    Duration left = deadline == null ? SoftDeadline.ENDLESS : deadline.remaining();
    Duration wanted = softDeadline == null ? SoftDeadline.ENDLESS : softDeadline.remaining();
    return wanted.compareTo(left) < 0 ? wanted : left;
  }

  /** When it is too late, and what to say then. */
  private record Deadline(long nanos, Kind kind, String message) {

    static Deadline ofStatement(Duration timeout) {
      return new Deadline(
          System.nanoTime() + timeout.toNanos(),
          Kind.TIMEOUT,
          "the statement took longer than its timeout of %s".formatted(text(timeout)));
    }

    static Deadline ofReply(Duration timeout) {
      return new Deadline(
          System.nanoTime() + timeout.toNanos(),
          Kind.UNREACHABLE,
          "no answer within the network timeout of %d ms".formatted(timeout.toMillis()));
    }

    private static String text(Duration timeout) {
      return timeout.toMillisPart() == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    boolean isOver() {
      return nanos - System.nanoTime() <= 0;
    }

    Duration remaining() {
      return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
  }

  /** A scope in the making, which begins as another. */
  private static final class Copy {
    private @Nullable Consumer<ScanWarning> warnings;
    private @Nullable Deadline deadline;
    private Cancellation cancellation;
    private CallTally tally;
    private ReadProgress progress;
    private Budget budget;
    private CallLog log;
    private @Nullable Duration replyTimeout;
    private int rowsPerPage;
    private @Nullable SoftDeadline softDeadline;
    private @Nullable Reading reading;
    private Snapshot snapshot;
    private final Set<String> told;
    private @Nullable Instant now;

    Copy(CallScope scope) {
      warnings = scope.warnings;
      deadline = scope.deadline;
      cancellation = scope.cancellation;
      tally = scope.tally;
      progress = scope.progress;
      budget = scope.budget;
      log = scope.log;
      replyTimeout = scope.replyTimeout;
      rowsPerPage = scope.rowsPerPage;
      softDeadline = scope.softDeadline;
      reading = scope.reading;
      snapshot = scope.snapshot;
      told = scope.told;
      now = scope.now;
    }

    CallScope scope() {
      return new CallScope(this);
    }
  }
}
