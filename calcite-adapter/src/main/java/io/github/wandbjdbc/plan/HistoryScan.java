package io.github.wandbjdbc.plan;

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
    ProjectPath project,
    List<Column> columns,
    StepPredicates wanted,
    boolean complete,
    RowLimit limit)
    implements ScanRequest {

  HistoryScan {
    columns = List.copyOf(columns);
  }

  /** Every step of every run with all columns. */
  static HistoryScan all(ProjectPath project, List<Column> columns) {
    return new HistoryScan(project, columns, StepPredicates.ALL, true, RowLimit.NONE);
  }

  @Override
  public HistoryScan withColumns(List<Column> value) {
    return new HistoryScan(
        project, value, wanted, complete && value.size() == columns.size(), limit);
  }

  HistoryScan withLimit(RowLimit value) {
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
    return !limit.isNone();
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    RunFilters.placeholders(wanted.runs(), visitor);
    wanted.steps().placeholders(visitor);
    limit.placeholders(visitor);
  }

  @Override
  public double estimateRows() {
    return limit.estimate(wanted.estimateRows());
  }

  @Override
  public double estimateRuns() {
    return wanted.estimateRuns();
  }

  @Override
  public RelWriter explain(RelWriter writer) {
    return writer
        .item("project", project)
        .item("runs", new FilterText(wanted.runs()))
        .itemIf("steps", wanted.steps(), !wanted.steps().equals(StepWindow.ALL))
        .itemIf("limit", limit, !limit.isNone())
        .itemIf("all columns", true, complete)
        .item("columns", columns);
  }

  @Override
  public Enumerator<Object[]> open(ScanSource source, Bindings bindings, ScanProgress progress) {
    RunFilter runs = RunFilters.resolve(wanted.runs(), bindings);
    StepRange steps = wanted.steps().resolve(bindings);
    long most = limit.resolve(bindings);
    if (RunFilters.isNone(runs) || steps.isEmpty() || most == 0) {
      return Linq4j.emptyEnumerator();
    }
    if (most != Long.MAX_VALUE) {
      return rows(runs, steps, most, source, progress);
    }
    return new RunGuard("history", project, source, progress)
        .open(runs, wanted.isJoined(), these -> rows(these, steps, most, source, progress));
  }

  private Enumerator<Object[]> rows(
      RunFilter runs, StepRange steps, long most, ScanSource source, ScanProgress progress) {
    HistoryRequest request =
        new HistoryRequest(project, runs, steps, HistoryReader.values(columns), complete, most);
    Misfits misfits = new Misfits(source.typeMismatch(), progress.scope());
    return new PageEnumerator<>(
        () -> source.client().history(request, progress.scope()),
        new HistoryReader(columns, 0, misfits),
        misfits,
        progress);
  }
}
