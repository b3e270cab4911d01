package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.ConditionReader;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.predicates.JoinedRuns;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.predicates.RunPredicates;
import io.github.wandbjdbc.predicates.Selectivity;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RunReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A scan of {@code runs}.
 *
 * @param filter may accept more runs than SQL does, never fewer
 * @param order null if any will do
 * @param limit how many runs are wanted
 * @param counted whether the only row wanted is the number of runs
 * @param first the runs that should come first, if they can, before the others; null if any may
 */
public record RunsScan(
    ProjectPath project,
    List<Column> columns,
    RunFilter filter,
    @Nullable RunOrder order,
    RowLimit limit,
    boolean counted,
    @Nullable FirstRows first)
    implements ScanRequest {
  private static final double RUNS_OF_A_PROJECT = 1000;

  public RunsScan {
    columns = List.copyOf(columns);
  }

  /** Every run with all columns. */
  public static RunsScan all(ProjectPath project, List<Column> columns) {
    return new RunsScan(project, columns, RunFilter.ALL, null, RowLimit.NONE, false, null);
  }

  @Override
  public RunsScan withColumns(List<Column> value) {
    return new RunsScan(project, value, filter, order, limit, counted, first);
  }

  RunsScan withFilter(RunFilter value) {
    return new RunsScan(project, columns, value, order, limit, counted, first);
  }

  public RunsScan withOrder(@Nullable RunOrder value) {
    return new RunsScan(project, columns, filter, value, limit, counted, null);
  }

  public RunsScan withLimit(RowLimit value) {
    return new RunsScan(project, columns, filter, order, value, counted, first);
  }

  /** The same, those of {@code value} first. */
  public RunsScan withFirst(FirstRows value) {
    return new RunsScan(project, columns, filter, order, limit, counted, value);
  }

  /** The number of these runs instead of the runs. */
  public RunsScan count() {
    return new RunsScan(project, columns, filter, null, limit, true, null);
  }

  @Override
  public Pushdown where(List<RexNode> predicates, RexBuilder builder, ScanSource source) {
    ConditionReader<RunPredicates.Travelling> reader =
        new ConditionReader<>(
            columns, builder, new RunPredicates(source.pushdown(), source.isAsOf()));
    RunFilter all = filter;
    List<RexNode> remainder = new ArrayList<>();
    for (RexNode predicate : predicates) {
      RunPredicates.Travelling travelling = reader.read(predicate);
      if (travelling != null && travelling.filter() != null) {
        all = RunFilter.and(all, travelling.filter());
      }
      if (travelling == null || !travelling.exact()) {
        remainder.add(predicate);
      }
    }
    return new Pushdown(withFilter(all), remainder);
  }

  @Override
  public boolean isTerminal() {
    return counted || !limit.isNone();
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    RunFilters.placeholders(filter, visitor);
    limit.placeholders(visitor);
    if (first != null) {
      first.placeholders(visitor);
    }
  }

  @Override
  public double estimateRows() {
    return counted ? 1 : limit.estimate(Selectivity.of(filter, RUNS_OF_A_PROJECT));
  }

  @Override
  public double estimateRuns() {
    return estimateRows();
  }

  /** Those that come first are likely to be all that is read. */
  @Override
  public double estimateWork() {
    double rows = estimateRows();
    return first == null ? rows : Math.min(rows / 2, first.limit().estimate(rows / 2));
  }

  @Override
  public boolean asksEachRun() {
    return false;
  }

  @Override
  public boolean namesRuns() {
    return isJoined() || RunFilters.named(filter) >= 0;
  }

  @Override
  public RelWriter explain(RelWriter writer) {
    return writer
        .item("project", project)
        .item("filter", new FilterText(filter))
        .itemIf("order", order == null ? "" : FilterText.of(order), order != null)
        .itemIf("limit", limit, !limit.isNone())
        .itemIf("first", first == null ? "" : first, first != null)
        .item(counted ? "count of" : "columns", counted ? "runs" : columns);
  }

  @Override
  public String table() {
    return "runs";
  }

  @Override
  public void words(BiConsumer<String, String> parts) {
    parts.accept("filter", new FilterText(filter).toString());
    if (counted) {
      parts.accept("asks for", "the number of these runs, no run");
      return;
    }
    parts.accept(
        "fields", new RunNeeds(RunReader.fields(columns), RunReader.paths(columns)).toString());
    if (order != null) {
      parts.accept("order", FilterText.of(order));
    }
    if (!limit.isNone()) {
      parts.accept("first", limit.toString());
    }
    if (first != null) {
      parts.accept("order", first + " (if counts prove it; else all runs)");
    }
  }

  @Override
  public String whyHere(RexNode predicate, RexBuilder builder, ScanSource source) {
    RunPredicates.Travelling travelling = travelling(predicate, builder, source);
    if (travelling == null) {
      return "the API has no such filter";
    }
    if (travelling.filter() == null && source.isAsOf()) {
      return "the API knows of now alone";
    }
    return travelling.filter() == null
        ? "the API may evaluate it differently"
        : "checked again, as the API may let more runs pass";
  }

  /** Those that are wide, or that a server may turn out not to know, let runs pass in numbers. */
  @Override
  public boolean asksFor(RexNode predicate, RexBuilder builder, ScanSource source) {
    RunPredicates.Travelling travelling = travelling(predicate, builder, source);
    return travelling != null
        && travelling.filter() != null
        && !(travelling.filter() instanceof RunFilter.StartsWith)
        && travelling.filter().assumptions().isEmpty()
        && RunFilter.partsOf(filter).containsAll(RunFilter.partsOf(travelling.filter()));
  }

  private RunPredicates.@Nullable Travelling travelling(
      RexNode predicate, RexBuilder builder, ScanSource source) {
    return new ConditionReader<>(columns, builder, new RunPredicates(true, source.isAsOf()))
        .read(predicate);
  }

  @Override
  public Optional<RunFilter> countable() {
    return counted || RunFilters.isJoined(filter)
        ? Optional.empty()
        : Optional.of(RunFilters.early(filter));
  }

  @Override
  public RunFilter runs(Bindings bindings) {
    return isJoined() || limit.resolve(bindings) == 0
        ? RunFilter.ALL
        : RunFilters.resolve(filter, bindings);
  }

  @Override
  public boolean isJoined() {
    return RunFilters.isJoined(filter);
  }

  @Override
  public Optional<Column> joined() {
    return isTerminal()
            || order != null
            || first != null
            || !(RunFilters.joined(filter) instanceof RunField field)
        ? Optional.empty()
        : columns.stream()
            .filter(column -> column.source().equals(new ColumnSource.Field(field)))
            .findFirst();
  }

  @Override
  public CallEstimate estimate(RunSizes sizesOfRuns, PageSizes sizes) {
    if (counted) {
      return new CallEstimate(1, false, "a count").holding(0);
    }
    long runs = sizesOfRuns.runs();
    long named = RunFilters.named(filter);
    CallEstimate calls = calls(runs, named, sizes);
    long read = named >= 0 ? named : runs;
    Object fetch = first == null ? limit.fetch() : first.limit().fetch();
    if (fetch instanceof Long rows) {
      read = read < 0 ? rows : Math.min(read, rows);
    }
    if (read < 0) {
      return calls;
    }
    long size = AnswerSizes.runs(read, columns);
    return calls.holding(first == null ? size : size + AnswerSizes.answers(PROOFS));
  }

  /** So many counts prove an order, or show that it can't be trusted. */
  private static final int PROOFS = 8;

  private CallEstimate calls(long runs, long named, PageSizes sizes) {
    if (named >= 0) {
      return CallEstimate.pages(named, JoinedRuns.SIZE, "named runs");
    }
    if (RunFilters.isJoined(filter)) {
      return new CallEstimate(
          runs < 0 ? -1 : CallEstimate.pagesOf(runs, JoinedRuns.SIZE),
          runs < 0,
          "one for each %d joined runs".formatted(JoinedRuns.SIZE));
    }
    if (first != null) {
      return new CallEstimate(2, true, "a page and a count, if the order is proved by it");
    }
    Object fetch = limit.fetch();
    long wanted = fetch instanceof Long rows ? rows : Long.MAX_VALUE;
    return runs < 0 && wanted == Long.MAX_VALUE
        ? CallEstimate.unknown(CallEstimate.pagesOf(sizes.runs(), sizes.mostRuns(), "runs"))
        : CallEstimate.growingPages(
            runs < 0 ? wanted : Math.min(runs, wanted), sizes.runs(), sizes.mostRuns(), "runs");
  }

  @Override
  public RelDataType rowType(RelDataTypeFactory factory) {
    return counted ? Counts.rowType(factory) : ScanRequest.super.rowType(factory);
  }

  @Override
  public Optional<RunNeeds> needs() {
    if (counted || first != null) {
      return Optional.empty();
    }
    Set<RunField> fields = EnumSet.copyOf(RunReader.fields(columns));
    if (RunFilter.partsOf(filter).stream().anyMatch(RunsScan::isOfState)) {
      fields.add(RunField.STATE);
    }
    return Optional.of(new RunNeeds(fields, RunReader.paths(columns)));
  }

  /** Whether a condition is held against the state of a run that another scan listed. */
  private static boolean isOfState(RunFilter part) {
    return !(part instanceof RunFilter.In in && in.attribute() == RunField.ID) && part.isExact();
  }

  @Override
  public ScanRows open(ScanSource source, Bindings bindings, ScanContext progress) {
    RunFilter resolved = RunFilters.resolve(filter, bindings);
    CallScope scope = progress.scope();
    if (counted) {
      return ScanRows.of(RunFilters.isNone(resolved) ? 0 : count(resolved, source, scope));
    }
    long most = limit.resolve(bindings);
    if (RunFilters.isNone(resolved) || most == 0) {
      return ScanRows.none();
    }
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(resolved)
            .withFields(RunReader.fields(columns))
            .withPaths(RunReader.paths(columns))
            .withOrder(order)
            .withLimit(most)
            .asShown();
    Misfits misfits = new Misfits(source.typeMismatch(), scope);
    RunReader reader = new RunReader(columns, misfits);
    if (first != null && most == Long.MAX_VALUE) {
      return firstOnes(request, first, reader, misfits, source, bindings, progress);
    }
    return new PageEnumerator<>(
        () -> progress.lister().runs(source.client(), request, scope), reader, misfits, progress);
  }

  /** Where other scans list these runs it is the number of those that they see. */
  private long count(RunFilter resolved, ScanSource source, CallScope scope) {
    RunsRequest listed = scope.snapshot().get(RunsRequest.class, project);
    if (listed == null || !listed.includes(resolved)) {
      return source.client().count(project, resolved, scope);
    }
    long count = 0;
    try (Pages<Run> pages =
        source.client().runs(RunsRequest.all(project).withFilter(resolved), scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        count += page.size();
      }
    }
    return count;
  }

  private static ScanRows firstOnes(
      RunsRequest request,
      FirstRows first,
      RunReader reader,
      Misfits misfits,
      ScanSource source,
      Bindings bindings,
      ScanContext progress) {
    RunsRequest ordered = request.withOrder(first.order()).withLimit(first.resolve(bindings));
    ToDoubleFunction<Run> value = FirstRunPages.value(first.column().source());
    progress.reach(Double.NaN);
    return new PageEnumerator<>(
        () -> new FirstRunPages(source.client().firstRuns(ordered, value, progress.scope()), value),
        placed -> {
          progress.reach(placed.reached());
          return reader.read(placed.run());
        },
        misfits,
        progress);
  }
}
