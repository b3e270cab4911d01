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

  private static final RunFilter.Visitor<String> WORDS = new Words();

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
    return filter.accept(WORDS);
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

  /** Filters of each shape in words. */
  private static final class Words implements RunFilter.Visitor<String> {
    @Override
    public String in(RunFilter.In filter) {
      if (!filter.values().isEmpty() && filter.values().get(0) instanceof Placeholder.RunBatch) {
        return "%s in (the joined runs, %d at a time)"
            .formatted(name(filter.attribute()), JoinedRuns.SIZE);
      }
      return filter.values().size() == 1
          ? name(filter.attribute()) + " = " + value(filter.values().get(0))
          : name(filter.attribute()) + " in " + list(filter.values());
    }

    @Override
    public String notIn(RunFilter.NotIn filter) {
      return filter.values().size() == 1
          ? name(filter.attribute()) + " <> " + value(filter.values().get(0))
          : name(filter.attribute()) + " not in " + list(filter.values());
    }

    @Override
    public String startsWith(RunFilter.StartsWith filter) {
      return name(filter.attribute())
          + (filter.prefix() instanceof Placeholder ? " begins as " : " begins with ")
          + value(filter.prefix());
    }

    @Override
    public String exists(RunFilter.Exists filter) {
      return name(filter.attribute()) + " is not null";
    }

    @Override
    public String comparison(RunFilter.Comparison filter) {
      return "%s %s %s"
          .formatted(name(filter.attribute()), sign(filter.operator()), value(filter.value()));
    }

    @Override
    public String hasTag(RunFilter.HasTag filter) {
      return "has tag " + value(filter.tag());
    }

    @Override
    public String and(RunFilter.And filter) {
      return filter.parts().isEmpty() ? "all" : joined(filter.parts(), " and ");
    }

    @Override
    public String or(RunFilter.Or filter) {
      return filter.parts().isEmpty() ? "none" : joined(filter.parts(), " or ");
    }
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

  /** The column that {@code field} is in SQL. */
  public static String name(RunField field) {
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
