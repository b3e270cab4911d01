package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.CallTally;
import io.github.wandbjdbc.plan.CallEstimate;
import io.github.wandbjdbc.plan.ExplainedJoin;
import io.github.wandbjdbc.plan.ExplainedScan;
import io.github.wandbjdbc.plan.ScanProgress;
import io.github.wandbjdbc.plan.StatementProgress;
import java.time.Duration;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A plan in plain words: its operators as a tree, and for each scan what is asked of the API, what
 * is checked here and why, and how many requests that takes.
 */
final class Explanation {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final @Nullable StatementProgress progress;
  private @Nullable ExplainedScan counted;
  private long count = -1;
  private long requests;
  private boolean isLeast;

  private Explanation(@Nullable StatementProgress progress) {
    this.progress = progress;
  }

  /** {@code plan} before it is executed. Sends one request at most, which counts runs. */
  static String estimated(RelNode plan, CallScope scope) {
    Explanation explanation = new Explanation(null);
    explanation.count(plan, scope);
    explanation.write(plan, null, 0, -1);
    return explanation.text
        + "Estimated requests: %s%d"
            .formatted(explanation.isLeast ? "at least " : "about ", explanation.requests);
  }

  /** {@code plan} after it was executed, with what each scan did. */
  static String actual(RelNode plan, StatementProgress progress, long rows, Duration took) {
    Explanation explanation = new Explanation(progress);
    explanation.write(plan, null, 0, -1);
    return explanation.text
        + "Requests: %d; rows: %d; time: %d ms"
            .formatted(explanation.requests, rows, took.toMillis());
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

  private void write(RelNode node, @Nullable RelNode above, int depth, long joinedRuns) {
    line(depth, NodeText.of(node));
    ExplainedScan.of(node).ifPresent(scan -> write(scan, above, depth + 2, joinedRuns));
    if (node instanceof Project project && project.getInput() instanceof Filter filter) {
      // One line tells of both.
      write(filter.getInput(), filter, depth + 1, joinedRuns);
      return;
    }
    ExplainedJoin join = ExplainedJoin.of(node).orElse(null);
    for (int i = 0; i < node.getInputs().size(); i++) {
      long joined = join != null && i == 1 ? runsOf(join) : joinedRuns;
      write(node.getInput(i), node, depth + 1, joined);
    }
  }

  private long runsOf(ExplainedJoin join) {
    return counted != null && join.isFedBy(counted) ? count : -1;
  }

  private void write(ExplainedScan scan, @Nullable RelNode above, int depth, long joinedRuns) {
    scan.asked().forEach(line -> line(depth, line));
    if (above instanceof Filter filter) {
      ExpressionText names =
          new ExpressionText(
              filter.getInput().getRowType().getFieldNames(), filter.getCluster().getRexBuilder());
      for (RexNode predicate : RelOptUtil.conjunctions(filter.getCondition())) {
        line(depth, "here: %s (%s)".formatted(names.of(predicate), scan.whyHere(predicate)));
      }
    }
    if (progress == null) {
      estimate(scan, depth, joinedRuns);
    } else {
      actual(progress.scan(scan.id()), depth);
    }
  }

  private void estimate(ExplainedScan scan, int depth, long joinedRuns) {
    CallEstimate estimate = scan.estimate(scan.isJoined() ? joinedRuns : countOf(scan));
    requests += Math.max(0, estimate.requests());
    isLeast |= estimate.isLeast();
    line(depth, "requests: " + estimate);
  }

  private long countOf(ExplainedScan scan) {
    return counted != null && counted.readsRunsLike(scan) ? count : -1;
  }

  private void actual(ScanProgress scan, int depth) {
    CallTally calls = scan.calls();
    requests += calls.requests();
    line(
        depth,
        String.format(
            Locale.ROOT,
            "actual: requests %d%s, pages %d, rows %d, %.1f kB; answers took %d ms, pauses %d"
                + " ms%s",
            calls.requests(),
            calls.retries() == 0 ? "" : " (%d repeated)".formatted(calls.retries()),
            scan.pages(),
            scan.rows(),
            calls.bytes() / 1024.0,
            calls.answering().toMillis(),
            calls.pausing().toMillis(),
            scan.times() == 1 ? "" : "; begun %d times".formatted(scan.times())));
  }

  private void line(int depth, String words) {
    text.append(INDENT.repeat(depth)).append(words).append('\n');
  }
}
