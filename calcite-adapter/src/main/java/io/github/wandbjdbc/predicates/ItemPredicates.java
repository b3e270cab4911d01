package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSelection;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a table a scan wants.
 *
 * @param values each of them must hold; exact, since the scan itself looks at each item again
 * @param patterns may let more pass than SQL does
 * @param steps which steps, where items belong to steps
 */
public record ItemPredicates(List<Values> values, List<Pattern> patterns, StepWindow steps) {
  /** All items. */
  public static final ItemPredicates ALL = new ItemPredicates(List.of(), List.of(), StepWindow.ALL);

  private static final double THINGS = 1000;
  private static final double OF_A_WINDOW = 0.1;
  private static final double OF_A_PATTERN = 0.25;

  public ItemPredicates {
    values = List.copyOf(values);
    patterns = List.copyOf(patterns);
  }

  /**
   * Makes of predicates what they leave of these.
   *
   * @param pushdown whether more than run ids may travel
   */
  public static ConditionBuilder<Narrowing> narrowing(boolean pushdown) {
    return new NarrowingBuilder(pushdown);
  }

  private static ColumnSelection selection(Column column) {
    return ((ColumnSource.Item) column.source()).selection();
  }

  private static <C> List<C> with(List<C> conditions, C more) {
    Set<C> all = new LinkedHashSet<>(conditions);
    all.add(more);
    return List.copyOf(all);
  }

  private ItemPredicates withSteps(StepWindow value) {
    return new ItemPredicates(values, patterns, value);
  }

  /** Tells {@code visitor} of every placeholder, in order. */
  public void placeholders(Consumer<Placeholder> visitor) {
    values.forEach(in -> in.values().forEach(value -> visit(value, visitor)));
    patterns.forEach(like -> visit(like.pattern(), visitor));
    steps.placeholders(visitor);
  }

  private static void visit(Object value, Consumer<Placeholder> visitor) {
    if (value instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
  }

  /** Whether a join names values of some column. */
  public boolean isJoined() {
    return values.stream().anyMatch(ItemPredicates::isJoined);
  }

  /** The column of which a join names values. */
  public Optional<Column> joined() {
    return values.stream().filter(ItemPredicates::isJoined).map(Values::column).findFirst();
  }

  private static boolean isJoined(Values in) {
    return in.values().stream().anyMatch(Placeholder.RunBatch.class::isInstance);
  }

  /** How many values of {@code column} are named; below 0 if none are, or a join names them. */
  public int named(String column) {
    return values.stream()
        .filter(in -> in.column().name().equals(column) && !isJoined(in))
        .mapToInt(in -> in.values().size())
        .min()
        .orElse(-1);
  }

  /** The texts that {@code column} may be; null if none are named, or only at execution. */
  public @Nullable Set<String> constants(String column) {
    Set<String> constants = null;
    for (Values in : values) {
      boolean isNamed =
          in.column().name().equals(column)
              && in.values().stream().noneMatch(Placeholder.class::isInstance);
      if (isNamed) {
        Set<String> these = new LinkedHashSet<>();
        in.values().forEach(value -> these.add(value.toString()));
        constants = constants == null ? these : intersection(constants, these);
      }
    }
    return constants;
  }

  /** Whether only values of {@code columns} choose items. */
  public boolean choosesBy(Set<String> columns) {
    return patterns.isEmpty()
        && steps.equals(StepWindow.ALL)
        && values.stream().allMatch(in -> columns.contains(in.column().name()));
  }

  /** Whether the runs whose items are wanted are named, by the statement or by a join. */
  public boolean namesRuns() {
    return values.stream().anyMatch(ItemPredicates::isOfRuns);
  }

  private static boolean isOfRuns(Values in) {
    return in.column().name().equals(ItemRequest.RUN_ID);
  }

  /** Of how many runs the items are likely to be, where each run has some. */
  public double estimateRuns() {
    return values.stream()
        .filter(ItemPredicates::isOfRuns)
        .mapToDouble(in -> isJoined(in) ? JoinedRuns.SIZE : in.values().size())
        .min()
        .orElse(StepPredicates.UNBOUND_RUNS);
  }

  /** Which share of the items is likely to be wanted. */
  public double selectivity() {
    double share = steps.equals(StepWindow.ALL) ? 1 : OF_A_WINDOW;
    for (Values in : values) {
      double count = isJoined(in) ? JoinedRuns.SIZE : in.values().size();
      share *= Math.min(1, count / THINGS);
    }
    return patterns.isEmpty() ? share : share * OF_A_PATTERN;
  }

  /** The request with the values of an execution; a NULL matches nothing. */
  public ItemRequest resolve(ProjectPath project, long limit, Bindings bindings) {
    Map<String, Set<String>> selected = new LinkedHashMap<>();
    for (Values in : values) {
      Set<String> these = new LinkedHashSet<>();
      for (Object value : in.values()) {
        Object resolved = bindings.resolve(value);
        if (resolved instanceof List<?> batch) {
          batch.forEach(id -> these.add(String.valueOf(id)));
        } else if (resolved != null) {
          these.add(resolved.toString());
        }
      }
      selected.merge(in.column().name(), these, ItemPredicates::intersection);
    }
    Map<String, String> likes = new LinkedHashMap<>();
    for (Pattern like : patterns) {
      Object pattern = bindings.resolve(like.pattern());
      // Servers take a backslash for an escape character, which it isn't here.
      if (pattern != null && pattern.toString().indexOf('\\') < 0) {
        likes.putIfAbsent(like.column().name(), pattern.toString());
      }
    }
    return new ItemRequest(
        project,
        selected,
        likes,
        steps.resolve(bindings),
        RunFilter.ALL,
        WandbClient::runs,
        Set.of(),
        Long.MAX_VALUE,
        limit);
  }

  private static Set<String> intersection(Set<String> left, Set<String> right) {
    Set<String> both = new LinkedHashSet<>(left);
    both.retainAll(right);
    return both;
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    values.forEach(in -> words.add(in.column() + " in " + words(in)));
    patterns.forEach(
        like -> words.add(like.column() + " like " + FilterText.value(like.pattern())));
    if (!steps.equals(StepWindow.ALL)) {
      words.add("steps " + steps);
    }
    return words.isEmpty() ? "all" : String.join(" and ", words);
  }

  private static String words(Values in) {
    return isJoined(in)
        ? "(the joined ones, %d at a time)".formatted(JoinedRuns.SIZE)
        : in.values().stream().map(FilterText::value).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A column that equals one of some values. */
  public record Values(Column column, List<Object> values) {}

  /** A column that is LIKE a pattern. */
  public record Pattern(Column column, Object pattern) {}

  /**
   * The items that a predicate leaves.
   *
   * @param exact whether SQL need not check it again
   */
  public record Narrowing(UnaryOperator<ItemPredicates> change, boolean exact) {}

  /** Narrows by the columns that listings can be asked by. */
  private record NarrowingBuilder(boolean pushdown) implements ConditionBuilder<Narrowing> {

    @Override
    public @Nullable Narrowing in(Column column, List<Object> values) {
      ColumnSelection selection = selection(column);
      if (selection.takesValues()) {
        return pushdown || column.name().equals(ItemRequest.RUN_ID)
            ? exact(
                wanted ->
                    new ItemPredicates(
                        with(wanted.values, new Values(column, values)),
                        wanted.patterns,
                        wanted.steps))
            : null;
      }
      if (selection == ColumnSelection.SAMPLES) {
        return values.size() == 1 && SampleSize.is(values.get(0)) ? sampled(column, values) : null;
      }
      if (selection != ColumnSelection.STEPS || values.size() != 1 || !pushdown) {
        return null;
      }
      Object step = values.get(0);
      return exact(
          wanted ->
              wanted.withSteps(
                  wanted
                      .steps
                      .and(Operator.GREATER_OR_EQUAL, step)
                      .and(Operator.LESS_OR_EQUAL, step)));
    }

    @Override
    public @Nullable Narrowing compare(Column column, Operator operator, Object value) {
      return pushdown && selection(column) == ColumnSelection.STEPS
          ? exact(wanted -> wanted.withSteps(wanted.steps.and(operator, value)))
          : null;
    }

    @Override
    public Narrowing like(Column column, Object pattern) {
      boolean travels = pushdown && selection(column) == ColumnSelection.PATTERN;
      return new Narrowing(
          wanted ->
              travels
                  ? new ItemPredicates(
                      wanted.values,
                      with(wanted.patterns, new Pattern(column, pattern)),
                      wanted.steps)
                  : wanted,
          false);
    }

    /** The sampling defines the rows, so this travels whatever else may. */
    private static Narrowing sampled(Column column, List<Object> values) {
      Object size =
          values.get(0) instanceof BigDecimal number ? number.toBigInteger() : values.get(0);
      return exact(
          wanted ->
              new ItemPredicates(
                  with(wanted.values, new Values(column, List.of(size))),
                  wanted.patterns,
                  wanted.steps));
    }

    private static Narrowing exact(UnaryOperator<ItemPredicates> change) {
      return new Narrowing(change, true);
    }
  }
}
