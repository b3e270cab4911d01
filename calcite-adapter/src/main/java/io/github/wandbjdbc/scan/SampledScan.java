package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.predicates.AxisBounds;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.ConditionBuilder;
import io.github.wandbjdbc.predicates.ConditionReader;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.predicates.SampleSize;
import io.github.wandbjdbc.predicates.StepPredicates;
import io.github.wandbjdbc.predicates.StepWindow;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.HistoryReader;
import io.github.wandbjdbc.rows.Misfits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A scan of {@code sampled_history}. What it asks defines its rows, so it is the same whether or
 * not predicates travel.
 *
 * @param samples how many points per metric: a number or a {@link Placeholder}; null if the query
 *     doesn't say
 * @param axis the key along which is sampled: a text or a {@link Placeholder}; null if the query
 *     doesn't say
 * @param bounds between which numbers of the axis the wanted points lie, which is a condition as
 *     well
 * @param together whether only steps that hold all metrics are sampled
 * @param read the columns whose metrics are sampled, which are those that the query block reads
 *     that names the table; null if that isn't settled, and they are {@code columns}
 */
public record SampledScan(
    ProjectPath project,
    List<Column> columns,
    StepPredicates wanted,
    @Nullable Object samples,
    @Nullable Object axis,
    AxisBounds bounds,
    boolean together,
    @Nullable List<Column> read)
    implements ScanRequest {
  private static final int DEFAULT_SAMPLES = 500;
  private static final String DEFAULT_AXIS = "_step";

  /** As an axis it is the key that it is made of. */
  private static final String LOGGED_AT = "logged_at";

  /** So much dearer is a scan whose size was not yet set: a plan that sets it must win. */
  private static final double UNSET = 10;

  private static final double OF_TOGETHER = 0.5;
  private static final double OF_A_BOUND = 0.5;

  public SampledScan {
    columns = List.copyOf(columns);
    read = read == null ? null : List.copyOf(read);
  }

  /** Samples of all metrics of every run. */
  public static SampledScan all(ProjectPath project, List<Column> columns) {
    return new SampledScan(
        project, columns, StepPredicates.ALL, null, null, AxisBounds.NONE, false, null);
  }

  @Override
  public SampledScan withColumns(List<Column> value) {
    return new SampledScan(project, value, wanted, samples, axis, bounds, together, read);
  }

  /** The same, of a query block that reads {@code value}, whatever is read of its rows later. */
  SampledScan reading(List<Column> value) {
    return new SampledScan(project, columns, wanted, samples, axis, bounds, together, value);
  }

  /** The columns whose metrics are sampled. */
  private List<Column> sampled() {
    return read == null ? columns : read;
  }

  @Override
  public Pushdown where(List<RexNode> predicates, RexBuilder builder, ScanSource source) {
    ConditionReader<UnaryOperator<StepPredicates>> narrowings =
        new ConditionReader<>(columns, builder, StepPredicates.narrowing(true));
    ConditionReader<Object> sizes = new ConditionReader<>(columns, builder, new Sizes());
    ConditionReader<Object> axes = new ConditionReader<>(columns, builder, new Axes());
    StepPredicates all = wanted;
    Object size = samples;
    Object along = axis;
    List<RexNode> remainder = new ArrayList<>();
    for (RexNode predicate : predicates) {
      Object asked = size == null ? sizes.read(predicate) : null;
      Object key = along == null ? axes.read(predicate) : null;
      UnaryOperator<StepPredicates> narrowing = narrowings.read(predicate);
      if (asked != null) {
        size = asked;
      } else if (key != null) {
        along = key;
      } else if (narrowing != null) {
        all = narrowing.apply(all);
      } else {
        remainder.add(predicate);
      }
    }
    boolean holdsAll = together || rejectsNulls(remainder, along);
    AxisBounds closer = along == null ? bounds : bounds.and(bounds(remainder, along, builder));
    return new Pushdown(
        new SampledScan(project, columns, all, size, along, closer, holdsAll, read), remainder);
  }

  /** The bounds in {@code predicates} of {@code along}, or of any key if that is known later. */
  private List<AxisBounds.Bound> bounds(
      List<RexNode> predicates, Object along, RexBuilder builder) {
    return AxisBounds.of(
        predicates,
        columns,
        builder,
        key -> along instanceof Placeholder || key.equals(key(along)));
  }

  /** The key that {@code axis} is, or is made of. */
  private static Object key(Object axis) {
    return axis.equals(LOGGED_AT) ? "_timestamp" : axis;
  }

  /** Makes of a predicate the number of samples that it asks for. */
  private static final class Sizes implements ConditionBuilder<Object> {
    @Override
    public @Nullable Object in(Column column, List<Object> values) {
      return column.source() instanceof ColumnSource.Samples
              && values.size() == 1
              && SampleSize.is(values.get(0))
          ? values.get(0)
          : null;
    }
  }

  /** Makes of a predicate the key along which it asks for samples. */
  private static final class Axes implements ConditionBuilder<Object> {
    @Override
    public @Nullable Object in(Column column, List<Object> values) {
      return column.source() instanceof ColumnSource.XAxis && values.size() == 1
          ? values.get(0)
          : null;
    }
  }

  /**
   * Whether no row passes {@code predicates} in which any of the metrics is null. That of the axis
   * is no part of it: each point has it.
   */
  private boolean rejectsNulls(List<RexNode> predicates, @Nullable Object along) {
    boolean any = false;
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).source() instanceof ColumnSource.Logged logged
          && logged.isMetric()
          && !logged.key().equals(along)
          && sampled().contains(columns.get(i))) {
        ImmutableBitSet column = ImmutableBitSet.of(i);
        if (predicates.stream().noneMatch(predicate -> Strong.isNotTrue(predicate, column))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  @Override
  public boolean isTerminal() {
    return false;
  }

  @Override
  public void placeholders(Consumer<Placeholder> visitor) {
    RunFilters.placeholders(wanted.runs(), visitor);
    wanted.steps().placeholders(visitor);
    if (samples instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
    if (axis instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
    bounds.placeholders(visitor);
  }

  @Override
  public double estimateRows() {
    return wanted.estimateRows()
        * (samples == null ? UNSET : 1)
        * (axis == null ? UNSET : 1)
        * (bounds.isEmpty() ? 1 : Math.pow(OF_A_BOUND, bounds.bounds().size()))
        * (together ? OF_TOGETHER : 1);
  }

  @Override
  public double estimateRuns() {
    return wanted.estimateRuns();
  }

  @Override
  public boolean asksEachRun() {
    return !namesRuns();
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
        .item("samples", samples == null ? "default" : samples)
        .itemIf("x axis", axis, axis != null)
        .itemIf("zoom", bounds, !bounds.isEmpty())
        .item("sampled", together ? "together" : "one by one")
        .item("columns", columns)
        .itemIf("read", sampled(), read != null && !read.equals(columns));
  }

  @Override
  public String table() {
    return "sampled_history";
  }

  @Override
  public void words(BiConsumer<String, String> parts) {
    wanted.words(parts);
    parts.accept("keys", StepPredicates.keys(sampled()));
    parts.accept(
        "samples",
        (samples == null ? DEFAULT_SAMPLES : samples)
            + (together ? " steps that have all keys" : " of each key"));
    if (axis != null) {
      parts.accept("x axis", axis.toString());
    }
    if (!bounds.isEmpty()) {
      parts.accept("zoom", bounds + " (a closer sample of each run whose axis never falls)");
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
  public RunFilter runs(Bindings bindings) {
    return isJoined() ? RunFilter.ALL : RunFilters.resolve(wanted.runs(), bindings);
  }

  @Override
  public boolean isJoined() {
    return wanted.isJoined();
  }

  /** A short run gives no more samples than it has steps. */
  @Override
  public boolean readsSteps() {
    return true;
  }

  @Override
  public Optional<Column> joined() {
    return isJoined()
        ? columns.stream()
            .filter(column -> column.source() instanceof ColumnSource.StepRun)
            .findFirst()
        : Optional.empty();
  }

  @Override
  public CallEstimate estimate(RunSizes runs, PageSizes sizes) {
    long named = RunFilters.named(wanted.runs());
    long histories = named >= 0 ? named : runs.runs();
    String words = "one for each %d runs".formatted(sizes.sampledRuns());
    long count = named < 0 && !isJoined() ? 1 : 0;
    return histories < 0
        ? CallEstimate.unknown(words)
        : new CallEstimate(
                count + CallEstimate.pagesOf(histories, sizes.sampledRuns()), false, words)
            .besides(bounds.isEmpty() ? null : "at most one more for each run that is zoomed into")
            .holding(sizeOf(histories, runs));
  }

  private long sizeOf(long histories, RunSizes runs) {
    long most = samples instanceof Integer size ? size : DEFAULT_SAMPLES;
    long rows =
        runs.areLengthsKnown() && runs.runs() == histories ? runs.atMost(most) : histories * most;
    return AnswerSizes.listedRuns(histories) + AnswerSizes.steps(rows, sampled());
  }

  @Override
  public ScanRows open(ScanSource source, Bindings bindings, ScanContext progress) {
    RunFilter runs = RunFilters.resolve(wanted.runs(), bindings);
    StepRange steps = wanted.steps().resolve(bindings);
    Object asked = samples == null ? (Integer) DEFAULT_SAMPLES : bindings.resolve(samples);
    Object along = axis == null ? DEFAULT_AXIS : bindings.resolve(axis);
    if (RunFilters.isNone(runs) || steps.isEmpty() || asked == null || along == null) {
      return ScanRows.none();
    }
    if (!(asked instanceof Integer) && !SampleSize.is(asked)) {
      throw new WandbException(
          Kind.BAD_STATEMENT,
          "sampled_history of %s: samples = %s; it must be a whole number above 0"
              .formatted(project, asked));
    }
    int size = ((Number) asked).intValue();
    return new RunGuard("sampled_history", "the histories", project, source, progress)
        .open(
            runs,
            wanted.isJoined(),
            these ->
                rows(
                    SampledHistoryRequest.all(project, size).withRuns(these).withSteps(steps),
                    (String) along,
                    bounds.resolve((String) key(along), bindings),
                    source,
                    progress));
  }

  private ScanRows rows(
      SampledHistoryRequest sample,
      String along,
      @Nullable Range range,
      ScanSource source,
      ScanContext progress) {
    List<ValueColumn> values = HistoryReader.values(sampled());
    SampledHistoryRequest request =
        sample.withColumns(values).withTogether(together).along((String) key(along)).within(range);
    Misfits misfits = new Misfits(source.typeMismatch(), progress.scope());
    return new PageEnumerator<>(
        () -> {
          Pages<HistoryRow> points = source.client().sampledHistory(request, progress.scope());
          return along.equals(DEFAULT_AXIS)
              ? points
              : new WatchedAxis(points, project, along, progress.scope());
        },
        new HistoryReader(columns, values, sample.samples(), along, misfits),
        misfits,
        progress);
  }
}
