package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRequest.Ends;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.predicates.AxisBounds;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.ConditionReader;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RowEnds;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.predicates.StepPredicates;
import io.github.wandbjdbc.predicates.StepWindow;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.HistoryReader;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.rows.forks.InheritedHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * A scan of {@code history}, or of {@code history_with_parents}.
 *
 * @param wanted whose steps, and which
 * @param times between which numbers times lie in the wanted rows, which is a condition as well
 * @param complete whether the columns are all that the table has
 * @param inherits whether a run has the steps of those that it was forked from, too
 * @param ends which rows of each run; more may come
 * @param limit how many rows are wanted
 */
public record HistoryScan(
    ProjectPath project,
    List<Column> columns,
    StepPredicates wanted,
    AxisBounds times,
    boolean complete,
    boolean inherits,
    RowEnds ends,
    RowLimit limit)
    implements ScanRequest {
  private static final double OF_A_BOUND = 0.5;

  public HistoryScan {
    columns = List.copyOf(columns);
  }

  /** Every step of every run with {@code columns}. */
  public static HistoryScan all(ProjectPath project, TableColumns columns) {
    return new HistoryScan(
        project,
        columns.columns(),
        StepPredicates.ALL,
        AxisBounds.NONE,
        columns.isWhole(),
        false,
        RowEnds.ALL,
        RowLimit.NONE);
  }

  @Override
  public HistoryScan withColumns(List<Column> value) {
    return new HistoryScan(
        project,
        value,
        wanted,
        times,
        complete && value.size() == columns.size(),
        inherits,
        ends,
        limit);
  }

  /** The same of runs that have the steps of those that they were forked from, too. */
  public HistoryScan withParents() {
    return new HistoryScan(project, columns, wanted, times, complete, true, ends, limit);
  }

  public HistoryScan withLimit(RowLimit value) {
    return new HistoryScan(project, columns, wanted, times, complete, inherits, ends, value);
  }

  public HistoryScan withEnds(RowEnds value) {
    return new HistoryScan(project, columns, wanted, times, complete, inherits, value, limit);
  }

  @Override
  public Pushdown where(List<RexNode> predicates, RexBuilder builder, ScanSource source) {
    ConditionReader<UnaryOperator<StepPredicates>> reader =
        new ConditionReader<>(columns, builder, StepPredicates.narrowing(source.pushdown()));
    StepPredicates all = wanted;
    List<RexNode> remainder = new ArrayList<>();
    for (RexNode predicate : predicates) {
      UnaryOperator<StepPredicates> narrowing = reader.read(predicate);
      if (narrowing == null) {
        remainder.add(predicate);
      } else {
        all = narrowing.apply(all);
      }
    }
    AxisBounds bounds =
        source.pushdown() && !inherits
            ? times.and(AxisBounds.of(remainder, columns, builder, HistoryKeys.TIMES::contains))
            : times;
    return new Pushdown(
        new HistoryScan(project, columns, all, bounds, complete, inherits, ends, limit), remainder);
  }

  @Override
  public boolean isTerminal() {
    return !limit.isNone() || !ends.areAll();
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    RunFilters.placeholders(wanted.runs(), visitor);
    wanted.steps().placeholders(visitor);
    times.placeholders(visitor);
    ends.placeholders(visitor);
    limit.placeholders(visitor);
  }

  @Override
  public double estimateRows() {
    double rows = wanted.estimateRows() * Math.pow(OF_A_BOUND, times.bounds().size());
    return limit.estimate(ends.estimate(rows, wanted.estimateRuns()));
  }

  @Override
  public double estimateRuns() {
    return wanted.estimateRuns();
  }

  @Override
  public boolean asksEachRun() {
    return limit.isNone() && !namesRuns();
  }

  @Override
  public boolean namesRuns() {
    return wanted.namesRuns();
  }

  @Override
  public RelWriter explain(RelWriter writer) {
    return writer
        .item("project", project)
        .item("runs", new FilterText(wanted.runs()))
        .itemIf("steps", wanted.steps(), !wanted.steps().equals(StepWindow.ALL))
        .itemIf("times", times, !times.isEmpty())
        .itemIf("ends", ends, !ends.areAll())
        .itemIf("limit", limit, !limit.isNone())
        .itemIf("all columns", true, complete)
        .itemIf("parents", true, inherits)
        .item("columns", columns);
  }

  @Override
  public String table() {
    return inherits ? "history_with_parents" : "history";
  }

  @Override
  public void words(BiConsumer<String, String> parts) {
    wanted.words(parts);
    if (!times.isEmpty()) {
      parts.accept(
          "times", times + " (the steps between, of each long run whose time never falls)");
    }
    parts.accept("keys", StepPredicates.keys(columns));
    if (inherits) {
      parts.accept("parents", "of forks, up to where they branched off");
    }
    if (!ends.areAll()) {
      parts.accept("rows", ends.toString());
    }
    if (!limit.isNone()) {
      parts.accept("first", limit.toString());
    }
  }

  @Override
  public String whyHere(RexNode predicate, RexBuilder builder, ScanSource source) {
    return StepPredicates.WHY_OTHERS_STAY;
  }

  @Override
  public Optional<RunFilter> countable() {
    return wanted.countable();
  }

  @Override
  public boolean readsSteps() {
    return true;
  }

  @Override
  public RunFilter runs(Bindings bindings) {
    return isJoined() || limit.resolve(bindings) == 0
        ? RunFilter.ALL
        : RunFilters.resolve(wanted.runs(), bindings);
  }

  @Override
  public boolean isJoined() {
    return wanted.isJoined();
  }

  @Override
  public Optional<Column> joined() {
    return isTerminal() || !isJoined()
        ? Optional.empty()
        : columns.stream()
            .filter(column -> column.source() instanceof ColumnSource.StepRun)
            .findFirst();
  }

  @Override
  public CallEstimate estimate(RunSizes runs, PageSizes sizes) {
    return whole(runs, sizes)
        .besides(times.isEmpty() ? null : "fewer for a long run whose time never falls");
  }

  /** The requests for all steps, whatever their times. */
  private CallEstimate whole(RunSizes runs, PageSizes sizes) {
    long named = RunFilters.named(wanted.runs());
    long histories = named >= 0 ? named : runs.runs();
    String pages =
        ends.areAll()
            ? "pages of %d steps or more".formatted(sizes.steps())
            : ends.areFirst() ? "one" : "two";
    String words =
        histories == 1
            ? pages
            : "one for each %d short runs, %s of each longer one"
                .formatted(sizes.sampledRuns(), pages);
    if (limit.fetch() instanceof Long) {
      return new CallEstimate(named == 1 ? 1 : 2, true, words + ", until the limit")
          .holding(AnswerSizes.steps(sizes.steps(), columns));
    }
    if (!ends.areAll() && histories == 1) {
      return ends.areFirst()
          ? new CallEstimate(1, false, "how the run begins").holding(sizeOfEnds(1))
          : new CallEstimate(2, false, "how far the run goes, then its end").holding(sizeOfEnds(1));
    }
    if (histories < 0) {
      return CallEstimate.unknown(words);
    }
    if (inherits) {
      long each = CallEstimate.pagesOf(histories, sizes.sampledRuns());
      return new CallEstimate(1 + each, true, words + ", two for each fork");
    }
    boolean areListed = named < 0 && !isJoined();
    long lists = areListed ? CallEstimate.countedRuns(histories, sizes) : 0;
    if (!runs.areLengthsKnown()) {
      return new CallEstimate(
          lists + CallEstimate.pagesOf(histories, sizes.sampledRuns()), true, words);
    }
    HistoryCalls calls = new HistoryCalls(sizes, !complete);
    if (!ends.areAll()) {
      calls.endsOnly(ends.areFirst() ? 1 : 2);
    }
    long size = AnswerSizes.listedRuns(histories);
    size +=
        ends.areAll()
            ? AnswerSizes.steps(runs.steps(wanted.steps()), columns)
            : sizeOfEnds(histories);
    return new CallEstimate(lists + calls.of(runs, wanted.steps()), false, words).holding(size);
  }

  private long sizeOfEnds(long runs) {
    return AnswerSizes.steps(Math.round(ends.estimate(1e9, (double) runs)), columns);
  }

  @Override
  public ScanRows open(ScanSource source, Bindings bindings, ScanContext progress) {
    RunFilter runs = RunFilters.resolve(wanted.runs(), bindings);
    StepRange steps = wanted.steps().resolve(bindings);
    long most = limit.resolve(bindings);
    if (RunFilters.isNone(runs) || steps.isEmpty() || most == 0) {
      return ScanRows.none();
    }
    Map<String, Range> ranges = times.resolve(bindings);
    Ends some = ends.resolve(bindings);
    if (most != Long.MAX_VALUE) {
      return rows(runs, steps, ranges, some, most, source, progress);
    }
    return new RunGuard(table(), "the histories", project, source, progress)
        .open(
            runs,
            wanted.isJoined(),
            these -> rows(these, steps, ranges, some, most, source, progress));
  }

  private ScanRows rows(
      RunFilter runs,
      StepRange steps,
      Map<String, Range> ranges,
      Ends some,
      long most,
      ScanSource source,
      ScanContext progress) {
    HistoryRequest request =
        HistoryRequest.all(project)
            .withRuns(runs)
            .withSteps(steps)
            .withTimes(ranges)
            .withColumns(HistoryReader.values(columns))
            .withNoteOtherKeys(complete)
            .withEnds(some)
            .withLimit(most);
    Misfits misfits = new Misfits(source.typeMismatch(), progress.scope());
    return new PageEnumerator<>(
        () ->
            inherits
                ? new InheritedHistories(source.client(), request, progress.scope())
                : source.client().history(request, progress.scope()),
        new HistoryReader(columns, 0, misfits),
        misfits,
        progress);
  }
}
