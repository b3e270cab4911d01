package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers the wanted points of a sample lie, by the keys that may be its axis. They
 * tell where to look closer; which points pass is decided by the conditions themselves.
 */
public record AxisBounds(List<Bound> bounds) {
  public static final AxisBounds NONE = new AxisBounds(List.of());

  public AxisBounds {
    bounds = List.copyOf(bounds);
  }

  /** That {@code key} is on the asked side of {@code value}, a number or a {@link Placeholder}. */
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

  /** Makes of predicates the bounds that they are. */
  public static ConditionBuilder<List<Bound>> reading() {
    return new Reading();
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

  /** The range of {@code axis} in one execution; null if there is none, or no number is in it. */
  public @Nullable Range resolve(String axis, Bindings bindings) {
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    boolean isBound = false;
    for (Bound bound : bounds) {
      if (bound.key().equals(axis)) {
        if (!(bindings.resolve(bound.value()) instanceof Number number)) {
          return null;
        }
        double value = number.doubleValue();
        switch (bound.operator()) {
          case LESS -> most = Math.min(most, Math.nextDown(value));
          case LESS_OR_EQUAL -> most = Math.min(most, value);
          case GREATER -> least = Math.max(least, Math.nextUp(value));
          case GREATER_OR_EQUAL -> least = Math.max(least, value);
        }
        isBound = true;
      }
    }
    return isBound && least <= most ? new Range(least, most) : null;
  }

  @Override
  public String toString() {
    return bounds.stream().map(Bound::toString).collect(Collectors.joining(" and "));
  }

  /** Reads comparisons of numbers that are logged. */
  private static final class Reading implements ConditionBuilder<List<Bound>> {
    @Override
    public @Nullable List<Bound> in(Column column, List<Object> values) {
      return values.size() == 1 && isNumber(column)
          ? List.of(
              bound(column, Operator.GREATER_OR_EQUAL, values.get(0)),
              bound(column, Operator.LESS_OR_EQUAL, values.get(0)))
          : null;
    }

    @Override
    public @Nullable List<Bound> compare(Column column, Operator operator, Object value) {
      return isNumber(column) ? List.of(bound(column, operator, value)) : null;
    }

    @Override
    public List<Bound> all(List<List<Bound>> parts) {
      List<Bound> all = new ArrayList<>();
      parts.forEach(all::addAll);
      return all;
    }

    private static boolean isNumber(Column column) {
      return column.source() instanceof ColumnSource.Logged && column.type() == ColumnType.DOUBLE;
    }

    private static Bound bound(Column column, Operator operator, Object value) {
      return new Bound(((ColumnSource.Logged) column.source()).key(), operator, value);
    }
  }
}
