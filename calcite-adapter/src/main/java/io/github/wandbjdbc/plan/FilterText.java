package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A filter that reads as words. Planners take two scans for one if what they print is equal, which
 * here means that the filters are.
 */
record FilterText(RunFilter filter) {

  @Override
  public String toString() {
    return of(filter);
  }

  private static String of(RunFilter filter) {
    if (filter instanceof RunFilter.In in) {
      if (!in.values().isEmpty() && in.values().get(0) instanceof Placeholder.RunBatch) {
        return "%s in (the joined runs, %d at a time)"
            .formatted(name(in.attribute()), RunBatches.SIZE);
      }
      return in.values().size() == 1
          ? name(in.attribute()) + " = " + value(in.values().get(0))
          : name(in.attribute())
              + " in "
              + in.values().stream()
                  .map(FilterText::value)
                  .collect(Collectors.joining(", ", "(", ")"));
    }
    if (filter instanceof RunFilter.Comparison comparison) {
      return "%s %s %s"
          .formatted(
              name(comparison.attribute()), sign(comparison.operator()), value(comparison.value()));
    }
    if (filter instanceof RunFilter.HasTag hasTag) {
      return "has tag " + value(hasTag.tag());
    }
    if (filter instanceof RunFilter.And and) {
      return and.parts().isEmpty() ? "all" : joined(and.parts(), " and ");
    }
    if (filter instanceof RunFilter.Or or) {
      return or.parts().isEmpty() ? "none" : joined(or.parts(), " or ");
    }
    throw new IllegalArgumentException("unknown filter " + filter);
  }

  /** {@code order} in words. */
  static String of(RunOrder order) {
    return name(order.attribute()) + (order.descending() ? " descending" : " ascending");
  }

  /** How SQL writes {@code operator}. */
  static String sign(Operator operator) {
    return switch (operator) {
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private static String joined(List<RunFilter> parts, String word) {
    return parts.stream().map(FilterText::of).collect(Collectors.joining(word, "(", ")"));
  }

  /** The attribute as our columns call it, config and summary values with their prefix. */
  static String name(RunAttribute attribute) {
    if (attribute instanceof RunField field) {
      return name(field);
    }
    if (attribute instanceof RunAttribute.ConfigPath config) {
      return "config." + config.path();
    }
    return "summary." + ((RunAttribute.SummaryPath) attribute).path();
  }

  private static String name(RunField field) {
    return switch (field) {
      case ID -> "run_id";
      case DISPLAY_NAME -> "name";
      case GROUP -> "run_group";
      default -> field.name().toLowerCase(Locale.ROOT);
    };
  }

  /** {@code value} as SQL writes it. */
  static String value(Object value) {
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }
}
