package io.github.wandbjdbc.engine.explain;

import io.github.wandbjdbc.engine.optimize.nodes.KeptInput;
import io.github.wandbjdbc.engine.source.Measures;
import io.github.wandbjdbc.engine.source.PlanNotes;
import java.time.Duration;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A plan in plain words: its operators as a tree, and for each scan what the source tells of it,
 * and what is checked here and why.
 */
public final class Explanation {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final PlanNotes notes;
  private final @Nullable Measures measures;

  private Explanation(PlanNotes notes, @Nullable Measures measures) {
    this.notes = notes;
    this.measures = measures;
  }

  /** {@code plan} before it is executed. */
  public static String estimated(RelNode plan, PlanNotes notes) {
    Explanation explanation = new Explanation(notes, null);
    explanation.write(plan, null, 0);
    return (explanation.text + notes.total()).stripTrailing();
  }

  /** {@code plan} after it was executed, with what each of its operators did. */
  public static String actual(
      RelNode plan, PlanNotes notes, Measures measures, long rows, Duration took) {
    Explanation explanation = new Explanation(notes, measures);
    explanation.write(plan, null, 0);
    String total = notes.total();
    return explanation.text
        + (total.isEmpty() ? "Rows" : total + "; rows")
        + ": %d; time: %d ms".formatted(rows, took.toMillis());
  }

  private void write(RelNode node, @Nullable RelNode above, int depth) {
    line(depth, NodeText.of(node, notes));
    measured(node, depth + 2);
    writeScan(node, above, depth + 2);
    if (node instanceof Project project && project.getInput() instanceof Filter filter) {
      // One line tells of both.
      write(filter.getInput(), filter, depth + 1);
      return;
    }
    RelNode aboveInputs = node instanceof KeptInput ? above : node;
    node.getInputs().forEach(input -> write(input, aboveInputs, depth + 1));
  }

  private void writeScan(RelNode node, @Nullable RelNode above, int depth) {
    notes.asked(node).forEach(line -> line(depth, line));
    if (above instanceof Filter filter) {
      ExpressionText names =
          new ExpressionText(
              filter.getInput().getRowType().getFieldNames(), filter.getCluster().getRexBuilder());
      for (RexNode predicate : RelOptUtil.conjunctions(filter.getCondition())) {
        String why = notes.whyHere(node, predicate);
        if (why != null) {
          line(depth, "here: %s (%s)".formatted(names.of(predicate), why));
        }
      }
    }
    notes.costs(node).forEach(line -> line(depth, line));
  }

  private void measured(RelNode node, int depth) {
    Measures.Measure measure = measures == null ? null : measures.of(node);
    if (measure != null) {
      line(
          depth,
          String.format(
              Locale.ROOT,
              "measured: rows %d, time %.1f ms, held at most %.1f kB%s",
              measure.rows(),
              measure.nanos() / 1e6,
              measure.mostBytes() / 1024.0,
              measure.times() == 1 ? "" : "; begun %d times".formatted(measure.times())));
    }
  }

  private void line(int depth, String words) {
    text.append(INDENT.repeat(depth)).append(words).append('\n');
  }
}
