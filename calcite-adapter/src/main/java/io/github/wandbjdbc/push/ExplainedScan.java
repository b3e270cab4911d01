package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.scan.CallEstimate;
import io.github.wandbjdbc.scan.ScanNode;
import io.github.wandbjdbc.scan.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/** The description of a planned scan, in plain words. */
final class ExplainedScan {
  private final ScanNode scan;

  private ExplainedScan(ScanNode scan) {
    this.scan = scan;
  }

  /** {@code node} if it is a scan of ours. */
  static Optional<ExplainedScan> of(RelNode node) {
    return node instanceof ScanNode scan ? Optional.of(new ExplainedScan(scan)) : Optional.empty();
  }

  ScanRequest request() {
    return scan.request();
  }

  /** By which its progress is known. */
  int id() {
    return scan.getId();
  }

  /** Which table is read. */
  String title() {
    return scan.title();
  }

  /** The parts of the request, a line each. */
  List<String> asked() {
    List<String> lines = new ArrayList<>();
    scan.request().words((name, words) -> lines.add(name + ": " + words));
    // Local files have no answers that could be wrong.
    return asksSomebody()
        ? lines
        : lines.stream().map(line -> line.replace(FilterText.IF_ALLOWED, "")).toList();
  }

  /** How {@code predicate}, which stands right above the scan, has not become the source's. */
  String whyHere(RexNode predicate) {
    ScanRequest request = scan.request();
    if (!scan.source().pushdown()) {
      return "pushdown is disabled";
    }
    if (request.isTerminal()) {
      return "a limit or a count comes first";
    }
    return request.whyHere(predicate, scan.getCluster().getRexBuilder());
  }

  /** The runs that it asks for, by a filter that a count decides; empty if a join names them. */
  Optional<RunFilter> countable() {
    return scan.request().countable();
  }

  /** Whether anybody is asked, rather than local files read. */
  boolean asksSomebody() {
    return scan.source().client().pageSizes().isPresent();
  }

  /** Whether {@code other} asks for the same runs of the same project, as far as they count. */
  boolean readsRunsLike(ExplainedScan other) {
    return request().project().equals(other.request().project())
        && countable().equals(other.countable());
  }

  /** Whether its runs are those that a join names. */
  boolean isJoined() {
    return scan.request().isJoined();
  }

  /** How many runs of its project {@code filter} accepts, by one request. */
  long count(RunFilter filter, CallScope scope) {
    return scan.source().client().count(scan.request().project(), filter, scope);
  }

  /**
   * How many requests it is likely to need.
   *
   * @param runs how many runs it is about; below 0 if that is not known
   */
  CallEstimate estimate(long runs) {
    PageSizes sizes = scan.source().client().pageSizes().orElse(null);
    return sizes == null ? CallEstimate.NONE : scan.request().estimate(runs, sizes);
  }
}
