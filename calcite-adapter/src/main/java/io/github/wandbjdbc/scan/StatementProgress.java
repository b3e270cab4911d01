package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import io.github.wandbjdbc.engine.source.Execution;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.RelNode;

/** How far the scans of one execution have come. */
public final class StatementProgress {
  private static final System.Logger LOGGER = System.getLogger("wandb.plans");

  private static final Map<DataContext, Snapshot> SNAPSHOTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private CallScope scope;
  private final Map<Integer, ScanContext> scans = new HashMap<>();
  private final Set<Object> lookedUp = ConcurrentHashMap.newKeySet();
  private final List<SharedPages> shared = new CopyOnWriteArrayList<>();

  /** Of an execution that was not yet begun. */
  public StatementProgress(CallScope scope) {
    this.scope = scope;
  }

  /** That of {@code execution}; one that nobody shares if it has none. */
  public static StatementProgress of(Execution execution) {
    StatementProgress known = execution.attachment(StatementProgress.class);
    if (known == null) {
      known = new StatementProgress(loggedScope());
      execution.attach(StatementProgress.class, known);
    }
    return known;
  }

  /** That of the execution of {@code context}; one that nobody shares if it has none. */
  static StatementProgress of(DataContext context) {
    if (context.get(ScanVariables.PROGRESS) instanceof StatementProgress progress) {
      return progress;
    }
    CallScope scope =
        context.get(ScanVariables.CALL_SCOPE) instanceof CallScope known ? known : loggedScope();
    return new StatementProgress(
        scope.withSnapshot(
            SNAPSHOTS.computeIfAbsent(context, unknown -> Snapshot.ofSeveralLooks(false, false))));
  }

  /** A scope for statements that have no place for warnings, as Calcite's own: they are logged. */
  public static CallScope loggedScope() {
    return new CallScope(null, warning -> LOGGER.log(Level.WARNING, warning.message()));
  }

  /** Takes note of the plan that is executed, before any of its scans is. */
  public synchronized void begins(RelNode plan, Execution execution) {
    Snapshot snapshot = Looks.snapshot(plan, execution);
    execution.atEnd(snapshot::close);
    scope = scope.withSnapshot(snapshot);
    snapshot.settle(CallScope.class, Snapshot.STATEMENT, scope);
  }

  /** Whether its plan may look more than once at a run, or how far a history goes. */
  public synchronized boolean areScansToAgree() {
    return scope.snapshot().isOfHistories() || scope.snapshot().isOfRuns();
  }

  /** A check to run before each row: Calcite's cancel flag can only be polled. */
  Runnable polling(DataContext context) {
    AtomicBoolean cancelled =
        context.get(ScanVariables.CALL_SCOPE) instanceof CallScope
            ? null
            : DataContext.Variable.CANCEL_FLAG.get(context);
    return () -> {
      if (cancelled != null && cancelled.get()) {
        scope.cancel();
      }
    };
  }

  /** How far the scan has come that the plan knows as {@code id}. */
  public synchronized ScanContext scan(int id) {
    return scans.computeIfAbsent(id, unknown -> new ScanContext(scope, lookedUp));
  }

  /** Has one scan of a plan find its runs among those that another lists. */
  public void share(SharedPages pages) {
    boolean isNew =
        scan(pages.giver())
            .lister()
            .giveTo(scan(pages.taker()).lister(), pages.wanted(), pages.isInOrder());
    if (isNew) {
      shared.add(pages);
    }
  }

  /** The scans that share pages of runs. */
  public List<SharedPages> shared() {
    return List.copyOf(shared);
  }
}
