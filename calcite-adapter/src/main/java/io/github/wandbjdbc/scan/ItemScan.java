package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.ConditionReader;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.predicates.ItemPredicates;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RowEnds;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.predicates.RunPredicates;
import io.github.wandbjdbc.predicates.Selectivity;
import io.github.wandbjdbc.predicates.StepWindow;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A scan of an {@link ItemTable}.
 *
 * @param wanted which items; exact, but for patterns
 * @param filter where rows are runs, which of them; may accept more than SQL does, never fewer
 * @param ends which rows of each run; more may come
 * @param limit how many rows are wanted
 */
public record ItemScan(
    ItemTable<?> items,
    ProjectPath project,
    List<Column> columns,
    ItemPredicates wanted,
    RunFilter filter,
    RowEnds ends,
    RowLimit limit)
    implements ScanRequest {
  private static final double ROWS_OF_A_REQUEST = 1e4;

  public ItemScan {
    columns = List.copyOf(columns);
  }

  /** Every item with all columns. */
  public static ItemScan all(ItemTable<?> items, ProjectPath project) {
    return new ItemScan(
        items,
        project,
        items.columns(),
        ItemPredicates.ALL,
        RunFilter.ALL,
        RowEnds.ALL,
        RowLimit.NONE);
  }

  @Override
  public ItemScan withColumns(List<Column> value) {
    return new ItemScan(items, project, value, wanted, filter, ends, limit);
  }

  public ItemScan withLimit(RowLimit value) {
    return new ItemScan(items, project, columns, wanted, filter, ends, value);
  }

  public ItemScan withEnds(RowEnds value) {
    return new ItemScan(items, project, columns, wanted, filter, value, limit);
  }

  @Override
  public Pushdown where(List<RexNode> predicates, RexBuilder builder, ScanSource source) {
    ConditionReader<ItemPredicates.Narrowing> reader =
        new ConditionReader<>(columns, builder, ItemPredicates.narrowing(source.pushdown()));
    ConditionReader<RunPredicates.Travelling> ofRuns =
        ofRuns(builder, source.pushdown(), source.isAsOf());
    ItemPredicates all = wanted;
    RunFilter runs = filter;
    List<RexNode> remainder = new ArrayList<>();
    for (RexNode predicate : predicates) {
      RunPredicates.Travelling travelling = ofRuns.read(predicate);
      RunFilter sent = travelling == null ? null : travelling.filter();
      boolean isExact = false;
      if (travelling != null && sent != null) {
        runs = RunFilter.and(runs, sent);
        isExact = travelling.exact();
      } else {
        ItemPredicates.Narrowing narrowing = reader.read(predicate);
        if (narrowing != null) {
          all = narrowing.change().apply(all);
          isExact = narrowing.exact();
        }
      }
      if (!isExact) {
        remainder.add(predicate);
      }
    }
    return new Pushdown(new ItemScan(items, project, columns, all, runs, ends, limit), remainder);
  }

  /** Reads what rows are filtered by that are runs. */
  private ConditionReader<RunPredicates.Travelling> ofRuns(
      RexBuilder builder, boolean pushdown, boolean isAsOf) {
    return new ConditionReader<>(
        columns.stream().map(items::ofRuns).toList(), builder, new RunPredicates(pushdown, isAsOf));
  }

  @Override
  public boolean isTerminal() {
    return !limit.isNone() || !ends.areAll();
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    wanted.placeholders(visitor);
    RunFilters.placeholders(filter, visitor);
    ends.placeholders(visitor);
    limit.placeholders(visitor);
  }

  @Override
  public double estimateRows() {
    double rows = Math.max(1, Selectivity.of(filter, items.likelyRows() * wanted.selectivity()));
    return limit.estimate(ends.estimate(rows, wanted.estimateRuns()));
  }

  @Override
  public double estimateRuns() {
    return estimateRows();
  }

  /** A run that is asked for by itself costs as much as many rows. */
  @Override
  public double estimateWork() {
    return items.isOfEachRun()
        ? limit.estimate(estimateRows() + wanted.estimateRuns() * ROWS_OF_A_REQUEST)
        : estimateRows();
  }

  @Override
  public boolean asksEachRun() {
    return items.isOfEachRun() && limit.isNone() && !namesRuns();
  }

  @Override
  public boolean namesRuns() {
    return wanted.namesRuns();
  }

  @Override
  public RelWriter explain(RelWriter writer) {
    return writer
        .item("project", project)
        .item("wanted", wanted)
        .itemIf("filter", new FilterText(filter), !filter.equals(RunFilter.ALL))
        .itemIf("ends", ends, !ends.areAll())
        .itemIf("limit", limit, !limit.isNone())
        .item("columns", columns);
  }

  @Override
  public String table() {
    return items.name();
  }

  @Override
  public void words(BiConsumer<String, String> parts) {
    String rows = ends.areAll() ? "" : ", " + ends;
    parts.accept("rows", wanted + rows);
    if (!filter.equals(RunFilter.ALL)) {
      parts.accept("filter", new FilterText(filter).toString());
    }
    parts.accept("columns", columns.stream().map(Column::name).collect(Collectors.joining(", ")));
    if (!limit.isNone()) {
      parts.accept("first", limit.toString());
    }
  }

  @Override
  public String whyHere(RexNode predicate, RexBuilder builder, ScanSource source) {
    ItemPredicates.Narrowing narrowing =
        new ConditionReader<>(columns, builder, ItemPredicates.narrowing(true)).read(predicate);
    RunPredicates.Travelling travelling = ofRuns(builder, true, source.isAsOf()).read(predicate);
    boolean isSent = travelling != null && travelling.filter() != null;
    return isSent || (narrowing != null && !narrowing.exact())
        ? "checked again, as the API may let more rows pass"
        : "the API has no such filter";
  }

  @Override
  public Optional<RunFilter> countable() {
    if (isJoined() || !(items.isOfEachRun() || items.isMadeOfRuns())) {
      return Optional.empty();
    }
    Set<String> ids = wanted.constants(ItemRequest.RUN_ID);
    return Optional.of(
        ids == null ? RunFilter.ALL : new RunFilter.In(RunField.ID, List.copyOf(ids)));
  }

  @Override
  public boolean readsSteps() {
    return items.isOfHistories();
  }

  @Override
  public RunFilter runs(Bindings bindings) {
    return isJoined() || limit.resolve(bindings) == 0
        ? RunFilter.ALL
        : wanted.resolve(project, limit.resolve(bindings), bindings).runs();
  }

  @Override
  public RunFilter listed(Bindings bindings) {
    return RunFilters.resolve(filter, bindings);
  }

  @Override
  public boolean isJoined() {
    return wanted.isJoined() || RunFilters.isJoined(filter);
  }

  @Override
  public Optional<Column> joined() {
    RunAttribute ofRuns = RunFilters.joined(filter);
    Optional<Column> named =
        ofRuns instanceof RunField field
            ? columns.stream()
                .filter(
                    column -> items.ofRuns(column).source().equals(new ColumnSource.Field(field)))
                .findFirst()
            : wanted.joined().filter(columns::contains);
    return isTerminal() ? Optional.empty() : named;
  }

  private int named() {
    return wanted.named(ItemRequest.RUN_ID);
  }

  @Override
  public CallEstimate estimate(RunSizes runs, PageSizes sizes) {
    Set<RunField> fields = items.madeOf(columns);
    if (items.isMadeOfRuns() && runs.isKnown() && limit.isNone()) {
      int first = fields.contains(RunField.HISTORY_KEYS) ? sizes.runsWithKeys() : sizes.runs();
      return CallEstimate.growingPages(runs.runs(), first, sizes.mostRuns(), "runs")
          .holding(fields.stream().mapToLong(field -> sizeOf(field, runs.runs())).sum())
          .besides(besides());
    }
    if (!items.isOfEachRun()) {
      return new CallEstimate(1, true, "pages");
    }
    long asked = named() >= 0 ? named() : runs.runs();
    if (items.isOfFilesOfRuns()) {
      return estimateOfFiles(asked, sizes);
    }
    boolean isSample = wanted.named(ItemRequest.SAMPLES) >= 0;
    String words =
        items.isOfHistories()
            ? "as many as the histories need"
            : items.isTogether()
                ? "one for each %d runs".formatted(sizes.sampledRuns())
                    + (isSample ? "" : ", more of each that holds much")
                : "one or more for each run";
    if (asked < 0 || !limit.isNone()) {
      return CallEstimate.unknown(words);
    }
    long lists = named() < 0 && !isJoined() ? CallEstimate.countedRuns(asked, sizes) : 0;
    if (items.isOfHistories() && runs.areLengthsKnown()) {
      boolean byKeys = wanted.constants("key") != null;
      return new CallEstimate(
              lists + new HistoryCalls(sizes, byKeys).of(runs, StepWindow.ALL), false, words)
          .holding(
              AnswerSizes.listedRuns(asked)
                  + AnswerSizes.steps(runs.steps(StepWindow.ALL), columns));
    }
    long each = items.isTogether() ? CallEstimate.pagesOf(asked, sizes.sampledRuns()) : asked;
    return new CallEstimate(lists + each, !isSample, words).holding(AnswerSizes.items(asked));
  }

  /** Runs are listed with where their files are, of which each is fetched. */
  private CallEstimate estimateOfFiles(long runs, PageSizes sizes) {
    String words = "one for each %d runs, and one for each file".formatted(sizes.sampledRuns());
    return runs < 0 || !limit.isNone()
        ? CallEstimate.unknown(words)
        : new CallEstimate(
            Math.max(1, CallEstimate.pagesOf(runs, sizes.sampledRuns())) + runs, false, words);
  }

  @Override
  public @Nullable String besides() {
    return items.besides(columns);
  }

  private long sizeOf(RunField field, long runs) {
    Set<String> paths = wanted.constants("path");
    return paths == null ? AnswerSizes.runs(runs, field) : AnswerSizes.runs(runs, field, paths);
  }

  @Override
  public Optional<RunNeeds> needs() {
    if (!items.isMadeOfRuns()) {
      return Optional.empty();
    }
    Set<RunField> fields = EnumSet.of(RunField.ID);
    fields.addAll(items.madeOf(columns));
    Set<String> paths = wanted.constants("path");
    Map<RunField, Set<String>> some = new EnumMap<>(RunField.class);
    if (paths != null) {
      fields.stream().filter(field -> field != RunField.ID).forEach(it -> some.put(it, paths));
    }
    return Optional.of(new RunNeeds(fields, some));
  }

  @Override
  public ScanRows open(ScanSource source, Bindings bindings, ScanContext progress) {
    RunFilter resolved = RunFilters.resolve(filter, bindings);
    ItemRequest request =
        wanted
            .resolve(project, limit.resolve(bindings), bindings)
            .withFilter(resolved)
            .withLast(ends.resolve(bindings).last())
            .withLister(progress.lister());
    if (request.isEmpty() || RunFilters.isNone(resolved)) {
      return ScanRows.none();
    }
    boolean isNamed = wanted.namesRuns() || isJoined();
    if (!items.isOfEachRun()
        || request.limit() != Long.MAX_VALUE
        || (items.isOfFilesOfRuns() && !isNamed)) {
      // Files are looked at by who reads them, as they come.
      return ItemRows.open(items, columns, request, source, progress);
    }
    return new RunGuard(items.name(), items.name(), project, source, progress)
        .open(
            request.runs(),
            isJoined(),
            runs -> ItemRows.open(items, columns, narrowed(request, runs), source, progress));
  }

  private static ItemRequest narrowed(ItemRequest request, RunFilter runs) {
    if (!(runs instanceof RunFilter.In in && in.attribute() == RunField.ID)) {
      return request;
    }
    Set<String> ids = new LinkedHashSet<>();
    in.values().forEach(id -> ids.add(id.toString()));
    return request.select(ItemRequest.RUN_ID, ids);
  }
}
