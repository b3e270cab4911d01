package io.github.wandbjdbc.predicates;

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
public record FilterText(RunFilter filter) {

  /** Stands behind what is sent only to a server that was measured to lose no run by it. */
  public static final String IF_ALLOWED = " (if the server's answers allow)";

  @Override
  public String toString() {
    if (filter instanceof RunFilter.And and && and.parts().size() > 1) {
      return and.parts().stream()
          .map(FilterText::withProviso)
          .collect(Collectors.joining(" and ", "(", ")"));
    }
    return withProviso(filter);
  }

  private static String withProviso(RunFilter filter) {
    return filter.assumptions().isEmpty() ? of(filter) : of(filter) + IF_ALLOWED;
  }

  private static String of(RunFilter filter) {
    if (filter instanceof RunFilter.In in) {
      if (!in.values().isEmpty() && in.values().get(0) instanceof Placeholder.RunBatch) {
        return "%s in (the joined runs, %d at a time)"
            .formatted(name(in.attribute()), JoinedRuns.SIZE);
      }
      return in.values().size() == 1
          ? name(in.attribute()) + " = " + value(in.values().get(0))
          : name(in.attribute()) + " in " + list(in.values());
    }
    if (filter instanceof RunFilter.NotIn notIn) {
      return notIn.values().size() == 1
          ? name(notIn.attribute()) + " <> " + value(notIn.values().get(0))
          : name(notIn.attribute()) + " not in " + list(notIn.values());
    }
    if (filter instanceof RunFilter.StartsWith startsWith) {
      return name(startsWith.attribute())
          + (startsWith.prefix() instanceof Placeholder ? " begins as " : " begins with ")
          + value(startsWith.prefix());
    }
    if (filter instanceof RunFilter.Exists exists) {
      return name(exists.attribute()) + " is not null";
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
  public static String of(RunOrder order) {
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

  private static String list(List<Object> values) {
    return values.stream().map(FilterText::value).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String joined(List<RunFilter> parts, String word) {
    return parts.stream().map(FilterText::of).collect(Collectors.joining(word, "(", ")"));
  }

  /** The attribute as our columns call it, config and summary values with their prefix. */
  public static String name(RunAttribute attribute) {
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
