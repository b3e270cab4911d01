package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers keys lie in the wanted rows. They tell where to look, or to look closer;
 * which rows pass is decided by the conditions themselves.
 */
public record AxisBounds(List<Bound> bounds) {
  public static final AxisBounds NONE = new AxisBounds(List.of());

  private static final String TIMESTAMP = "_timestamp";

  public AxisBounds {
    bounds = List.copyOf(bounds);
  }

  /** A time is rounded to milliseconds before it is compared. */
  private static final double ROUNDED_SECONDS = 0.001;

  /**
   * That {@code key} is on the asked side of {@code value}: a number, a time, or a {@link
   * Placeholder} for one.
   */
  public record Bound(String key, Operator operator, Object value) {
    public Bound {
      value = value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    @Override
    public String toString() {
      String number = value instanceof BigDecimal known ? known.toPlainString() : value.toString();
      return "%s %s %s".formatted(key, FilterText.sign(operator), number);
    }
  }

  /**
   * The bounds in {@code predicates} on {@code columns} of those keys that {@code wanted} takes.
   */
  public static List<Bound> of(
      List<RexNode> predicates,
      List<Column> columns,
      RexBuilder builder,
      Predicate<String> wanted) {
    ConditionReader<List<Bound>> reader = new ConditionReader<>(columns, builder, new Reading());
    List<Bound> found = new ArrayList<>();
    for (RexNode predicate : predicates) {
      List<Bound> some = reader.read(predicate);
      if (some != null) {
        some.stream().filter(bound -> wanted.test(bound.key())).forEach(found::add);
      }
    }
    return found;
  }

  /** These and {@code others}. */
  public AxisBounds and(List<Bound> others) {
    Set<Bound> all = new LinkedHashSet<>(bounds);
    all.addAll(others);
    return new AxisBounds(List.copyOf(all));
  }

  public boolean isEmpty() {
    return bounds.isEmpty();
  }

  /** Tells {@code visitor} of every placeholder, in order. */
  public void placeholders(Consumer<Placeholder> visitor) {
    for (Bound bound : bounds) {
      if (bound.value() instanceof Placeholder placeholder) {
        visitor.accept(placeholder);
      }
    }
  }

  /** The ranges of all keys in one execution, but of those without one. */
  public Map<String, Range> resolve(Bindings bindings) {
    Map<String, Range> ranges = new HashMap<>();
    for (Bound bound : bounds) {
      Range range = resolve(bound.key(), bindings);
      if (range != null) {
        ranges.put(bound.key(), range);
      }
    }
    return ranges;
  }

  /** The range of {@code axis} in one execution; null if there is none, or no number is in it. */
  public @Nullable Range resolve(String axis, Bindings bindings) {
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    boolean isBound = false;
    for (Bound bound : bounds) {
      if (bound.key().equals(axis)) {
        Object value = bindings.resolve(bound.value());
        if (!(value instanceof Number) && !(value instanceof Instant)) {
          return null;
        }
        least = Math.max(least, least(bound.operator(), value));
        most = Math.min(most, most(bound.operator(), value));
        isBound = true;
      }
    }
    return isBound && least <= most ? new Range(least, most) : null;
  }

  private static double least(Operator operator, Object value) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL -> Double.NEGATIVE_INFINITY;
      case GREATER ->
          value instanceof Instant time
              ? seconds(time) - ROUNDED_SECONDS
              : Math.nextUp(((Number) value).doubleValue());
      case GREATER_OR_EQUAL ->
          value instanceof Instant time
              ? seconds(time) - ROUNDED_SECONDS
              : ((Number) value).doubleValue();
    };
  }

  private static double most(Operator operator, Object value) {
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> Double.POSITIVE_INFINITY;
      case LESS ->
          value instanceof Instant time
              ? seconds(time) + ROUNDED_SECONDS
              : Math.nextDown(((Number) value).doubleValue());
      case LESS_OR_EQUAL ->
          value instanceof Instant time
              ? seconds(time) + ROUNDED_SECONDS
              : ((Number) value).doubleValue();
    };
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  @Override
  public String toString() {
    return bounds.stream().map(Bound::toString).collect(Collectors.joining(" and "));
  }

  /** Reads comparisons of numbers that are logged, and of the time that is made of one. */
  private static final class Reading implements ConditionBuilder<List<Bound>> {
    @Override
    public @Nullable List<Bound> in(Column column, List<Object> values) {
      return values.size() == 1 && isRead(column)
          ? List.of(
              bound(column, Operator.GREATER_OR_EQUAL, values.get(0)),
              bound(column, Operator.LESS_OR_EQUAL, values.get(0)))
          : null;
    }

    @Override
    public @Nullable List<Bound> compare(Column column, Operator operator, Object value) {
      return isRead(column) ? List.of(bound(column, operator, value)) : null;
    }

    @Override
    public List<Bound> all(List<List<Bound>> parts) {
      List<Bound> all = new ArrayList<>();
      parts.forEach(all::addAll);
      return all;
    }

    private static boolean isRead(Column column) {
      return (column.source() instanceof ColumnSource.Logged && column.type() == ColumnType.DOUBLE)
          || column.source() instanceof ColumnSource.LoggedAt;
    }

    private static Bound bound(Column column, Operator operator, Object value) {
      String key = column.source() instanceof ColumnSource.Logged logged ? logged.key() : TIMESTAMP;
      return new Bound(key, operator, value);
    }
  }
}
