package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.StepRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a scan wants: those in {@code range} that are within {@code bounds} as well.
 *
 * @param bounds those whose value is known at execution only
 */
public record StepWindow(StepRange range, List<Bound> bounds) {
  public static final StepWindow ALL = new StepWindow(StepRange.ALL, List.of());

  private static final BigDecimal END = BigDecimal.valueOf(Long.MAX_VALUE);

  public StepWindow {
    bounds = List.copyOf(bounds);
  }

  /** One end of a window. */
  record Bound(Operator operator, Placeholder value) {}

  /** The steps that are on the asked side of {@code value} as well. */
  StepWindow and(Operator operator, Object value) {
    if (value instanceof BigDecimal number) {
      return new StepWindow(range.intersect(range(operator, number)), bounds);
    }
    Bound bound = new Bound(operator, (Placeholder) value);
    if (bounds.contains(bound)) {
      return this;
    }
    List<Bound> all = new ArrayList<>(bounds);
    all.add(bound);
    return new StepWindow(range, all);
  }

  /** Tells {@code visitor} of every placeholder, in order. */
  public void placeholders(Consumer<Placeholder> visitor) {
    bounds.forEach(bound -> visitor.accept(bound.value()));
  }

  /** The window with the values of an execution; a NULL lets no step pass. */
  public StepRange resolve(Bindings bindings) {
    StepRange resolved = range;
    for (Bound bound : bounds) {
      resolved = resolved.intersect(range(bound.operator(), bindings.resolve(bound.value())));
    }
    return resolved;
  }

  /** How many steps of a run that logged the first {@code steps} it spans, or fewer. */
  public long within(long steps) {
    return Math.max(0, Math.min(range.end(), steps) - range.first());
  }

  private static StepRange range(Operator operator, @Nullable Object value) {
    if (value instanceof Double number) {
      return beyondNumbers(operator, number);
    }
    if (!(value instanceof BigDecimal number)) {
      return StepRange.NONE;
    }
    return switch (operator) {
      case LESS -> until(number.setScale(0, RoundingMode.CEILING));
      case LESS_OR_EQUAL -> until(number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
      case GREATER -> from(number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
      case GREATER_OR_EQUAL -> from(number.setScale(0, RoundingMode.CEILING));
    };
  }

  /** Every step is below infinity, and none compares with NaN. */
  private static StepRange beyondNumbers(Operator operator, double value) {
    boolean less = operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
    return !Double.isNaN(value) && less == (value > 0) ? StepRange.ALL : StepRange.NONE;
  }

  private static StepRange until(BigDecimal end) {
    return end.signum() <= 0 ? StepRange.NONE : new StepRange(0, end.min(END).longValue());
  }

  private static StepRange from(BigDecimal first) {
    return first.compareTo(END) >= 0
        ? StepRange.NONE
        : new StepRange(first.max(BigDecimal.ZERO).longValue(), Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("from ").append(range.first());
    if (range.end() != Long.MAX_VALUE) {
      text.append(" until ").append(range.end());
    }
    for (Bound bound : bounds) {
      text.append(", ").append(FilterText.sign(bound.operator())).append(' ').append(bound.value());
    }
    return text.toString();
  }
}
