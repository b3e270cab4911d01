package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.HistoryReader;
import io.github.wandbjdbc.rows.Misfits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexNode;

/**
 * A scan of {@code history}.
 *
 * @param wanted whose steps, and which
 * @param complete whether the columns are all that the table has
 * @param limit the most rows that are wanted, {@link Long#MAX_VALUE} for all
 */
record HistoryScan(
    ProjectPath project, List<Column> columns, StepPredicates wanted, boolean complete, long limit)
    implements ScanRequest {

  HistoryScan {
    columns = List.copyOf(columns);
  }

  /** Every step of every run with all columns. */
  static HistoryScan all(ProjectPath project, List<Column> columns) {
    return new HistoryScan(project, columns, StepPredicates.ALL, true, Long.MAX_VALUE);
  }

  @Override
  public HistoryScan withColumns(List<Column> value) {
    return new HistoryScan(
        project, value, wanted, complete && value.size() == columns.size(), limit);
  }

  HistoryScan withLimit(long value) {
    return new HistoryScan(project, columns, wanted, complete, value);
  }

  @Override
  public Pushdown where(List<Conjunct> conjuncts, ScanSource source) {
    StepPredicates all = wanted;
    List<RexNode> remainder = new ArrayList<>();
    for (Conjunct conjunct : conjuncts) {
      Condition condition = conjunct.condition();
      StepPredicates narrowed = condition == null ? null : all.and(condition, source.pushdown());
      if (narrowed == null) {
        remainder.add(conjunct.predicate());
      } else {
        all = narrowed;
      }
    }
    return new Pushdown(new HistoryScan(project, columns, all, complete, limit), remainder);
  }

  @Override
  public boolean isTerminal() {
    return limit != Long.MAX_VALUE;
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    RunFilters.placeholders(wanted.runs(), visitor);
    wanted.steps().placeholders(visitor);
  }

  @Override
  public double estimateRows() {
    return Math.min((double) limit, wanted.estimateRows());
  }

  @Override
  public RelWriter explain(RelWriter writer) {
    return writer
        .item("project", project)
        .item("runs", new FilterText(wanted.runs()))
        .itemIf("steps", wanted.steps(), !wanted.steps().equals(StepWindow.ALL))
        .itemIf("limit", limit, limit != Long.MAX_VALUE)
        .itemIf("all columns", true, complete)
        .item("columns", columns);
  }

  @Override
  public Enumerator<Object[]> open(ScanSource source, Bindings bindings, CallScope scope) {
    RunFilter runs = RunFilters.resolve(wanted.runs(), bindings);
    StepRange steps = wanted.steps().resolve(bindings);
    if (RunFilters.isNone(runs) || steps.isEmpty() || limit == 0) {
      return Linq4j.emptyEnumerator();
    }
    if (limit == Long.MAX_VALUE) {
      RunGuard.check("history of " + project, project, runs, source, scope);
    }
    HistoryRequest request =
        new HistoryRequest(project, runs, steps, HistoryReader.values(columns), complete, limit);
    Misfits misfits = new Misfits(source.typeMismatch(), scope);
    return new PageEnumerator<>(
        () -> source.client().history(request, scope),
        new HistoryReader(columns, 0, misfits),
        misfits,
        scope);
  }
}
