package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.diagnostics.CallTally;
import io.github.wandbjdbc.engine.source.PlanNotes;
import io.github.wandbjdbc.scan.CallEstimate;
import io.github.wandbjdbc.scan.Looks;
import io.github.wandbjdbc.scan.RunSizes;
import io.github.wandbjdbc.scan.ScanContext;
import io.github.wandbjdbc.scan.SharedPages;
import io.github.wandbjdbc.scan.StatementProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The words for a plan's scans: what they ask of the API, what is checked here and why, and how
 * many requests that takes.
 */
public final class ScanNotes implements PlanNotes {
  private static final String SNAPSHOT =
      "One snapshot: all scans see runs and histories as they are when the first of them asks\n";

  /** So many sets of runs are looked at, each by a request or two. */
  private static final int MOST_LOOKED_AT = 3;

  private final @Nullable StatementProgress progress;
  private final Map<Integer, RunSizes> joinedRuns = new HashMap<>();
  private final Map<LookedAt, RunSizes> sizes = new HashMap<>();
  private final List<SharedPages> shared = new ArrayList<>();
  private long requests;
  private long bytes;
  private boolean areBytesKnown = true;
  private boolean isLeast;
  private final boolean isSnapshot;
  private @Nullable Pace pace;

  private ScanNotes(@Nullable StatementProgress progress, boolean isSnapshot) {
    this.progress = progress;
    this.isSnapshot = isSnapshot;
  }

  /** Of {@code plan} before it is executed. Looks at the runs that it is about. */
  public static PlanNotes estimated(RelNode plan, CallScope scope) {
    ScanNotes notes = new ScanNotes(null, Looks.areToAgree(plan));
    notes.shared.addAll(PageSharing.in(plan));
    notes.lookAt(plan, readsSteps(plan), scope);
    notes.spread(plan, RunSizes.UNKNOWN);
    notes.pace = Pace.of(plan, scope);
    return notes;
  }

  /** Of a plan that was executed, in which its scans came as far as {@code progress} tells. */
  public static PlanNotes actual(StatementProgress progress) {
    ScanNotes notes = new ScanNotes(progress, progress.areScansToAgree());
    notes.shared.addAll(progress.shared());
    return notes;
  }

  /** Runs of a project that some filter accepts. */
  private record LookedAt(ProjectPath project, RunFilter filter) {}

  private static boolean readsSteps(RelNode node) {
    return ExplainedScan.of(node).map(ExplainedScan::readsSteps).orElse(false)
        || node.getInputs().stream().anyMatch(ScanNotes::readsSteps);
  }

  private static Optional<LookedAt> lookedAt(ExplainedScan scan) {
    return scan.countable().map(filter -> new LookedAt(scan.request().project(), filter));
  }

  /** Asks how many the runs of the scans are, of a few of them at the most. */
  private void lookAt(RelNode node, boolean lengths, CallScope scope) {
    ExplainedScan scan = ExplainedScan.of(node).orElse(null);
    if (scan != null && scan.asksSomebody()) {
      LookedAt runs = lookedAt(scan).orElse(null);
      if (runs != null && !sizes.containsKey(runs) && sizes.size() < MOST_LOOKED_AT) {
        sizes.put(runs, scan.sizes(runs.filter(), lengths, scope));
      }
    }
    node.getInputs().forEach(input -> lookAt(input, lengths, scope));
  }

  /** Tells the scans below {@code node} which runs a join names them. */
  private void spread(RelNode node, RunSizes runs) {
    joinedRuns.put(node.getId(), runs);
    ExplainedJoin join = ExplainedJoin.of(node).orElse(null);
    for (int i = 0; i < node.getInputs().size(); i++) {
      spread(node.getInput(i), join != null && i == 1 ? feeding(join, node.getInput(0)) : runs);
    }
  }

  /** The runs that {@code join} names; unknown if a condition that nobody counts decides. */
  private RunSizes feeding(ExplainedJoin join, RelNode node) {
    ExplainedScan scan = ExplainedScan.of(node).orElse(null);
    if (scan != null && join.isFedBy(scan)) {
      return sizesOf(scan);
    }
    RunSizes found =
        node.getInputs().stream()
            .map(input -> feeding(join, input))
            .filter(RunSizes::isKnown)
            .findFirst()
            .orElse(RunSizes.UNKNOWN);
    return node instanceof Filter filter && isUncounted(filter) ? RunSizes.UNKNOWN : found;
  }

  private static boolean isUncounted(Filter filter) {
    return ExplainedScan.of(filter.getInput())
        .flatMap(ExplainedScan::countable)
        .map(counted -> RunFilter.partsOf(counted).isEmpty())
        .orElse(true);
  }

  private RunSizes sizesOf(ExplainedScan scan) {
    return lookedAt(scan).map(sizes::get).orElse(RunSizes.UNKNOWN);
  }

  @Override
  public @Nullable String title(RelNode node, BiFunction<List<String>, RexNode, String> text) {
    return ExplainedScan.of(node)
        .map(ExplainedScan::title)
        .or(() -> ExplainedJoin.of(node).map(join -> title(join, node, text)))
        .orElse(null);
  }

  private static String title(
      ExplainedJoin join, RelNode node, BiFunction<List<String>, RexNode, String> text) {
    List<String> left = node.getInput(0).getRowType().getFieldNames();
    List<String> right = node.getInput(1).getRowType().getFieldNames();
    List<String> both = new ArrayList<>(left);
    both.addAll(right);
    JoinInfo keys = join.keys();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < keys.leftKeys.size(); i++) {
      conditions.add(left.get(keys.leftKeys.get(i)) + " = " + right.get(keys.rightKeys.get(i)));
    }
    keys.nonEquiConditions.forEach(condition -> conditions.add(text.apply(both, condition)));
    return "Join (%s), asking for %d runs at a time: %s"
        .formatted(
            join.type().name().toLowerCase(Locale.ROOT),
            join.batch(),
            String.join(" AND ", conditions));
  }

  @Override
  public List<String> asked(RelNode node) {
    List<String> lines = new ArrayList<>();
    ExplainedScan.of(node).ifPresent(scan -> lines.addAll(scan.asked()));
    for (SharedPages pages : shared) {
      if (pages.giver() == node.getId()) {
        lines.add("for the joined %s: %s".formatted(pages.takersTable(), pages.needs()));
      }
    }
    return lines;
  }

  @Override
  public @Nullable String whyHere(RelNode node, RexNode predicate) {
    return ExplainedScan.of(node).map(scan -> scan.whyHere(predicate)).orElse(null);
  }

  @Override
  public List<String> costs(RelNode node) {
    ExplainedScan scan = ExplainedScan.of(node).orElse(null);
    if (scan == null) {
      return List.of();
    }
    return List.of(
        progress == null ? estimate(scan, node.getId()) : actual(progress.scan(scan.id())));
  }

  private String estimate(ExplainedScan scan, int id) {
    RunSizes runs = scan.isJoined() ? joinedRuns.getOrDefault(id, RunSizes.UNKNOWN) : sizesOf(scan);
    CallEstimate estimate =
        shared.stream()
            .filter(pages -> pages.taker() == id)
            .findFirst()
            .map(
                pages -> CallEstimate.shared(pages.giversTable()).besides(scan.request().besides()))
            .orElseGet(() -> scan.estimate(runs));
    requests += Math.max(0, estimate.requests());
    bytes += estimate.bytes();
    areBytesKnown &= estimate.bytes() >= 0;
    isLeast |= estimate.isLeast();
    return "requests: " + estimate;
  }

  private String actual(ScanContext scan) {
    CallTally calls = scan.calls();
    requests += calls.requests();
    return String.format(
        Locale.ROOT,
        "actual: requests %d%s, pages %d, rows %d, %.1f kB; answers took %d ms, pauses %d ms%s",
        calls.requests(),
        calls.retries() == 0 ? "" : " (%d repeated)".formatted(calls.retries()),
        scan.pages(),
        scan.rows(),
        calls.bytes() / 1024.0,
        calls.answering().toMillis(),
        calls.pausing().toMillis(),
        scan.times() == 1 ? "" : "; begun %d times".formatted(scan.times()));
  }

  @Override
  public String total() {
    return (isSnapshot ? SNAPSHOT : "")
        + (progress == null
            ? "Estimated requests: %s%d%s%s"
                .formatted(
                    isLeast ? "at least " : "about ",
                    requests,
                    requests > 0 && areBytesKnown ? ", " + size(bytes) : "",
                    pace == null ? "" : pace.of(requests))
            : "Requests: %d".formatted(requests));
  }

  /** A size to one digit or two, as it is a guess. */
  private static String size(long bytes) {
    double size = bytes / 1024.0;
    String unit = "kB";
    if (size >= 1024) {
      size /= 1024;
      unit = "MB";
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
  }
}
