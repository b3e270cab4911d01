package io.github.wandbjdbc.push;

import io.github.wandbjdbc.predicates.JoinedRuns;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;

/** A join that asks its right side for the runs that its left side names, in plain words. */
final class ExplainedJoin {
  private final BindJoin join;

  private ExplainedJoin(BindJoin join) {
    this.join = join;
  }

  /** {@code node} if it is such a join. */
  static Optional<ExplainedJoin> of(RelNode node) {
    return node instanceof BindJoin join ? Optional.of(new ExplainedJoin(join)) : Optional.empty();
  }

  /** Which rows it gives. */
  JoinRelType type() {
    return join.shape().type();
  }

  /** How many runs it asks for at a time. */
  int batch() {
    return JoinedRuns.SIZE;
  }

  /** The equalities by which rows meet, and what else must hold of them. */
  JoinInfo keys() {
    return join.shape().keys();
  }

  /** Whether {@code scan} gives the run ids that the right side is asked for. */
  boolean isFedBy(ExplainedScan scan) {
    return RunKeys.request(join.getLeft(), join.shape().leftRunId())
        .filter(request -> request.equals(scan.request()))
        .isPresent();
  }
}
