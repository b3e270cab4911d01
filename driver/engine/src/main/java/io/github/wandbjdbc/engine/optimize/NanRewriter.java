package io.github.wandbjdbc.engine.optimize;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes comparisons of doubles such as no rule rewrites: to Calcite's, a number is below, above or
 * equal to another, which NaN is not.
 */
public final class NanRewriter extends PlanShuttle {
  private final RexShuttle expressions;

  public NanRewriter(RexBuilder builder) {
    Comparisons comparisons = new Comparisons(builder);
    this.expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.getKind() == SqlKind.SEARCH) {
              return RexUtil.expandSearch(builder, null, call).accept(this);
            }
            RexNode visited = super.visitCall(call);
            return visited instanceof RexCall same ? comparisons.exact(same) : visited;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
            return comparisons.exact(visited.clone(visited.rel.accept(NanRewriter.this)));
          }
        };
  }

  /** The same for expressions by themselves. */
  public RexShuttle expressions() {
    return expressions;
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(expressions);
  }
}
