package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.lifetime.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/** How often a plan looks at what it reads. */
public final class Looks {
  private static final List<String> OF_HISTORIES = List.of("metric_stats", "history_values");

  private Looks() {}

  /** Whether it may look at something more than once. */
  public static boolean areSeveral(RelNode plan) {
    List<EngineScan> scans = scans(plan);
    return scans.size() > 1 || scans.stream().anyMatch(scan -> !scan.isFixed());
  }

  /** Whether it may look more than once how far a history goes. */
  public static boolean areSeveralAtHistories(RelNode plan) {
    List<EngineScan> scans = scans(plan).stream().filter(Looks::readsHistories).toList();
    return scans.size() > 1 || scans.stream().anyMatch(Looks::isRepeated);
  }

  /** The knowledge that an execution of {@code plan} keeps of what it sees. */
  static Snapshot snapshot(RelNode plan) {
    return areSeveral(plan)
        ? Snapshot.ofSeveralLooks(areSeveralAtHistories(plan))
        : Snapshot.ofOneLook();
  }

  private static List<EngineScan> scans(RelNode plan) {
    List<EngineScan> scans = new ArrayList<>();
    add(plan, scans);
    return scans;
  }

  private static void add(RelNode rel, List<EngineScan> scans) {
    if (rel instanceof EngineScan scan) {
      scans.add(scan);
    }
    rel.getInputs().forEach(input -> add(input, scans));
  }

  /** A join asks for a run once, or at least not for each row. */
  private static boolean isRepeated(EngineScan scan) {
    return !scan.isFixed() && !scan.request().isJoined();
  }

  private static boolean readsHistories(EngineScan scan) {
    return scan.request() instanceof HistoryScan
        || scan.request() instanceof SampledScan
        || OF_HISTORIES.contains(scan.request().table());
  }
}
