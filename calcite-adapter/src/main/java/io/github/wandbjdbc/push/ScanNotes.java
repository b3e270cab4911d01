package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.diagnostics.CallTally;
import io.github.wandbjdbc.engine.source.PlanNotes;
import io.github.wandbjdbc.scan.CallEstimate;
import io.github.wandbjdbc.scan.Looks;
import io.github.wandbjdbc.scan.ScanContext;
import io.github.wandbjdbc.scan.SharedPages;
import io.github.wandbjdbc.scan.StatementProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The words for a plan's scans: what they ask of the API, what is checked here and why, and how
 * many requests that takes.
 */
public final class ScanNotes implements PlanNotes {
  private static final String SNAPSHOT =
      "One snapshot: all scans read a history up to the step that is its last when the first of them asks\n";

  private final @Nullable StatementProgress progress;
  private final Map<Integer, Long> joinedRuns = new HashMap<>();
  private final List<SharedPages> shared = new ArrayList<>();
  private @Nullable ExplainedScan counted;
  private long count = -1;
  private long requests;
  private boolean isLeast;
  private final boolean isSnapshot;

  private ScanNotes(@Nullable StatementProgress progress, boolean isSnapshot) {
    this.progress = progress;
    this.isSnapshot = isSnapshot;
  }

  /** Of {@code plan} before it is executed. Sends one request at most, which counts runs. */
  public static PlanNotes estimated(RelNode plan, CallScope scope) {
    ScanNotes notes = new ScanNotes(null, Looks.areSeveralAtHistories(plan));
    notes.shared.addAll(PageSharing.in(plan));
    notes.count(plan, scope);
    notes.spread(plan, -1);
    return notes;
  }

  /** Of a plan that was executed, in which its scans came as far as {@code progress} tells. */
  public static PlanNotes actual(StatementProgress progress) {
    ScanNotes notes = new ScanNotes(progress, progress.isOfHistories());
    notes.shared.addAll(progress.shared());
    return notes;
  }

  /** Has the runs of the first scan counted of which that says something. */
  private void count(RelNode node, CallScope scope) {
    if (counted != null) {
      return;
    }
    ExplainedScan scan = ExplainedScan.of(node).orElse(null);
    if (scan != null && scan.asksSomebody() && scan.countable().isPresent()) {
      counted = scan;
      count = scan.count(scan.countable().get(), scope);
    }
    node.getInputs().forEach(input -> count(input, scope));
  }

  /** Tells the scans below {@code node} how many runs a join names them. */
  private void spread(RelNode node, long runs) {
    joinedRuns.put(node.getId(), runs);
    ExplainedJoin join = ExplainedJoin.of(node).orElse(null);
    for (int i = 0; i < node.getInputs().size(); i++) {
      spread(node.getInput(i), join != null && i == 1 ? runsOf(join) : runs);
    }
  }

  private long runsOf(ExplainedJoin join) {
    return counted != null && join.isFedBy(counted) ? count : -1;
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
    long runs = scan.isJoined() ? joinedRuns.getOrDefault(id, -1L) : countOf(scan);
    CallEstimate estimate =
        shared.stream()
            .filter(pages -> pages.taker() == id)
            .findFirst()
            .map(pages -> CallEstimate.shared(pages.giversTable()))
            .orElseGet(() -> scan.estimate(runs));
    requests += Math.max(0, estimate.requests());
    isLeast |= estimate.isLeast();
    return "requests: " + estimate;
  }

  private long countOf(ExplainedScan scan) {
    return counted != null && counted.readsRunsLike(scan) ? count : -1;
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
            ? "Estimated requests: %s%d".formatted(isLeast ? "at least " : "about ", requests)
            : "Requests: %d".formatted(requests));
  }
}
