package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.lifetime.Snapshot;
import io.github.wandbjdbc.engine.source.Execution;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** How often a plan looks at what it reads. */
public final class Looks {
  private static final RunNeeds OF_LENGTHS =
      new RunNeeds(Set.of(RunField.ID, RunField.HISTORY_LINE_COUNT), Map.of());

  private static final RunNeeds OF_TIMES =
      new RunNeeds(Set.of(RunField.CREATED_AT, RunField.HEARTBEAT_AT), Map.of());

  private final List<EngineScan> scans = new ArrayList<>();

  private Looks(RelNode plan) {
    add(plan);
  }

  private void add(RelNode rel) {
    if (rel instanceof EngineScan scan) {
      scans.add(scan);
    }
    rel.getInputs().forEach(this::add);
  }

  /** Whether {@code plan} may look more than once at a run, or how far a history goes. */
  public static boolean areToAgree(RelNode plan) {
    Looks looks = new Looks(plan);
    return looks.areSeveralAtHistories() || looks.areSeveralAtRuns();
  }

  /** Whether it may look at something more than once. */
  private boolean areSeveral() {
    return scans.size() > 1 || scans.stream().anyMatch(scan -> !scan.isFixed());
  }

  /** Whether what is seen of runs tells of what their rows are as of a time. */
  private boolean areAsOf() {
    return scans.stream().anyMatch(scan -> scan.source().isAsOf());
  }

  /** Whether it may look more than once how far a history goes. */
  private boolean areSeveralAtHistories() {
    return areSeveral(Looks::readsHistories);
  }

  /** Whether it may look more than once at a run. */
  private boolean areSeveralAtRuns() {
    return areSeveral(
        scan -> scan.request() instanceof RunsScan || scan.request().needs().isPresent());
  }

  private boolean areSeveral(Predicate<EngineScan> readers) {
    List<EngineScan> some = scans.stream().filter(readers).toList();
    return some.size() > 1 || some.stream().anyMatch(Looks::isRepeated);
  }

  /** The knowledge that {@code execution} of {@code plan} keeps of what it sees. */
  static Snapshot snapshot(RelNode plan, Execution execution) {
    Looks looks = new Looks(plan);
    if (!looks.areSeveral() && !looks.areAsOf()) {
      return Snapshot.ofOneLook();
    }
    Snapshot snapshot =
        Snapshot.ofSeveralLooks(looks.areSeveralAtHistories(), looks.areSeveralAtRuns());
    looks.scans.stream()
        .filter(scan -> scan.source().client().pageSizes().isPresent())
        .collect(Collectors.groupingBy(scan -> scan.request().project()))
        .forEach(
            (project, scans) -> {
              RunsRequest all = listing(project, scans, execution);
              if (all != null) {
                snapshot.settle(RunsRequest.class, project, all);
              }
            });
    return snapshot;
  }

  /**
   * The runs of {@code project} that {@code scans} list or count together; null if no two of them
   * do.
   */
  private static @Nullable RunsRequest listing(
      ProjectPath project, List<EngineScan> scans, Execution execution) {
    RunNeeds needs = new RunNeeds(Set.of(RunField.ID), Map.of());
    RunOrder order = null;
    Set<RunFilter> filters = new LinkedHashSet<>();
    int listings = 0;
    int counts = 0;
    for (EngineScan scan : scans) {
      ScanRequest request = scan.request();
      RunNeeds read = request.needs().orElse(null);
      needs = read == null ? needs : needs.and(read);
      if (!scan.isFixed() || request.namesRuns()) {
        continue;
      }
      if (request instanceof RunsScan runs && runs.counted()) {
        counts++;
        filters.add(request.listed(scan.bindings(execution)));
        continue;
      }
      if (request instanceof HistoryScan history
          ? !history.limit().isNone()
          : request.isTerminal()) {
        continue;
      }
      if (request instanceof HistoryScan) {
        needs = needs.and(OF_LENGTHS);
        order = RunOrder.OLDEST_FIRST;
      } else if (read == null || isOrderedOtherwise(request)) {
        continue;
      } else if (request instanceof ItemScan || ((RunsScan) request).order() != null) {
        order = RunOrder.OLDEST_FIRST;
      }
      listings++;
      filters.add(request.listed(scan.bindings(execution)));
    }
    // Where all are counts, each is a request.
    if (listings == 0 || listings + counts < 2) {
      return null;
    }
    if (scans.get(0).source().isAsOf()) {
      needs = needs.and(OF_TIMES);
    }
    boolean areAll = filters.contains(RunFilter.ALL);
    if (filters.size() > 1 || !areAll) {
      needs = needs.and(new RunNeeds(Set.of(RunField.STATE), Map.of()));
    }
    return RunsRequest.all(project)
        .withFilter(
            areAll
                ? RunFilter.ALL
                : filters.size() == 1
                    ? filters.iterator().next()
                    : new RunFilter.Or(List.copyOf(filters)))
        .withFields(needs.fields())
        .withPaths(needs.paths())
        .withOrder(order);
  }

  private static boolean isOrderedOtherwise(ScanRequest request) {
    return request instanceof RunsScan runs
        && runs.order() != null
        && !runs.order().equals(RunOrder.OLDEST_FIRST);
  }

  /** A join asks for a run once, or at least not for each row. */
  private static boolean isRepeated(EngineScan scan) {
    return !scan.isFixed() && !scan.request().isJoined();
  }

  private static boolean readsHistories(EngineScan scan) {
    return scan.request() instanceof HistoryScan
        || scan.request() instanceof SampledScan
        || (scan.request() instanceof ItemScan && scan.request().readsSteps());
  }
}
