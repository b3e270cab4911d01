package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.scan.CallEstimate;
import io.github.wandbjdbc.scan.RunSizes;
import io.github.wandbjdbc.scan.ScanNode;
import io.github.wandbjdbc.scan.ScanRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/** The description of a planned scan, in plain words. */
final class ExplainedScan {
  /** So many runs fit into one page. */
  private static final int MOST_LOOKED_AT = 1000;

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
    scan.source().client().asOf().ifPresent(time -> lines.add("as of: " + time));
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
    return request.whyHere(predicate, scan.getCluster().getRexBuilder(), scan.source());
  }

  /** The runs that it asks for, by a filter that a count decides; empty if a join names them. */
  Optional<RunFilter> countable() {
    return scan.request().countable();
  }

  /** Whether anybody is asked, rather than local files read. */
  boolean asksSomebody() {
    return scan.source().client().pageSizes().isPresent();
  }

  /** Whether its runs are those that a join names. */
  boolean isJoined() {
    return scan.request().isJoined();
  }

  /** How far requests are held back. */
  Optional<LimiterState> limiter() {
    return scan.source().client().limiter();
  }

  /** Whether it matters how long the runs are. */
  boolean readsSteps() {
    return scan.request().readsSteps();
  }

  /**
   * How many runs of its project {@code filter} accepts, by a count or by a page of them that tells
   * how long they are, and a count if there are more.
   *
   * @param lengths whether to ask for a page
   */
  RunSizes sizes(RunFilter filter, boolean lengths, CallScope scope) {
    WandbClient client = scan.source().client();
    ProjectPath project = scan.request().project();
    if (!lengths && filter.isExact()) {
      return new RunSizes(client.count(project, filter, scope), List.of());
    }
    RunsRequest page =
        RunsRequest.all(project)
            .withFilter(filter)
            .withFields(EnumSet.of(RunField.ID, RunField.HISTORY_LINE_COUNT))
            .withLimit(MOST_LOOKED_AT);
    List<Long> steps = new ArrayList<>();
    try (Pages<Run> runs = client.runs(page, scope.withRowsPerPage(MOST_LOOKED_AT))) {
      List<Run> listed = runs.next();
      while (listed != null) {
        for (Run run : listed) {
          Long lines = run.historyLineCount();
          steps.add(lines == null ? Long.valueOf(-1) : lines);
        }
        listed = runs.next();
      }
    }
    boolean areAll = steps.size() < MOST_LOOKED_AT || !filter.isExact();
    return new RunSizes(
        areAll ? steps.size() : client.count(project, filter, scope),
        steps.contains(-1L) ? List.of() : steps);
  }

  /**
   * How many requests it is likely to need.
   *
   * @param runs that it is about
   */
  CallEstimate estimate(RunSizes runs) {
    PageSizes sizes = scan.source().client().pageSizes().orElse(null);
    return sizes == null ? CallEstimate.NONE : scan.request().estimate(runs, sizes);
  }
}
