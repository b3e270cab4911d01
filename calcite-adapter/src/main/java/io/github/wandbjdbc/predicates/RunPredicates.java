package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.rows.ColumnSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which conditions on runs travel: only those for which the source returns every run that
 * SQL would accept. A condition that doesn't reads as null.
 */
public final class RunPredicates {
  /** How many dots of a config's path, and of a summary's, the API knows in its filters. */
  private static final int CONFIG_DOTS = 3;

  private static final int SUMMARY_DOTS = 4;

  private RunPredicates() {}

  /** {@code condition} as a filter, or null. */
  public static @Nullable Travelling translate(Condition condition) {
    if (condition instanceof Condition.In in) {
      return in(in);
    }
    if (condition instanceof Condition.Compare compare) {
      return compare(compare);
    }
    if (condition instanceof Condition.HasTag hasTag) {
      return hasTag.column().source().equals(new ColumnSource.Field(RunField.TAGS))
          ? new Travelling(new RunFilter.HasTag(hasTag.tag()), false)
          : null;
    }
    if (condition instanceof Condition.NotIn notIn) {
      return notIn(notIn);
    }
    if (condition instanceof Condition.NotNull notNull) {
      return notNull(notNull);
    }
    if (condition instanceof Condition.Like like) {
      return like(like);
    }
    if (condition instanceof Condition.All all) {
      return combine(all.parts(), RunFilter.And::new);
    }
    if (condition instanceof Condition.Any any) {
      return combine(any.parts(), RunFilter.Or::new);
    }
    throw new IllegalArgumentException("unknown condition " + condition);
  }

  private static @Nullable Travelling combine(
      List<Condition> conditions, Function<List<RunFilter>, RunFilter> combined) {
    List<RunFilter> filters = new ArrayList<>();
    boolean exact = true;
    for (Condition condition : conditions) {
      Travelling part = translate(condition);
      if (part == null) {
        return null;
      }
      filters.add(part.filter());
      exact &= part.exact();
    }
    return new Travelling(combined.apply(filters), exact);
  }

  private static @Nullable Travelling in(Condition.In in) {
    RunAttribute attribute = attribute(in.column().source());
    if (attribute == null) {
      return null;
    }
    if (isTime(attribute)) {
      return anyInstant(attribute, in.values());
    }
    List<Object> values = new ArrayList<>();
    boolean literal = true;
    for (Object value : in.values()) {
      Object fitting = value instanceof Placeholder ? value : FilterValues.fit(attribute, value);
      if (fitting == null) {
        return null;
      }
      literal &= !(value instanceof Placeholder);
      values.add(fitting);
    }
    // Which state a placeholder will name is not known yet, so SQL has to check again.
    boolean exact = attribute == RunField.ID || (attribute == RunField.STATE && literal);
    return new Travelling(new RunFilter.In(attribute, values), exact);
  }

  /** Sources widen times to whole seconds, which they can do with bounds only. */
  private static Travelling anyInstant(RunAttribute attribute, List<Object> instants) {
    BiFunction<Operator, Object, RunFilter> bound =
        (operator, instant) -> new RunFilter.Comparison(attribute, operator, instant);
    List<RunFilter> filters = new ArrayList<>();
    for (Object instant : instants) {
      filters.add(
          new RunFilter.And(
              List.of(
                  bound.apply(Operator.GREATER_OR_EQUAL, instant),
                  bound.apply(Operator.LESS_OR_EQUAL, instant))));
    }
    return new Travelling(filters.size() == 1 ? filters.get(0) : new RunFilter.Or(filters), false);
  }

  private static @Nullable Travelling compare(Condition.Compare compare) {
    RunAttribute attribute = attribute(compare.column().source());
    if (attribute == null || !(isTime(attribute) || isNumber(compare.column().source()))) {
      return null;
    }
    Object value = compare.value();
    Object fitting = value instanceof Placeholder ? value : FilterValues.fit(attribute, value);
    return fitting == null
        ? null
        : new Travelling(new RunFilter.Comparison(attribute, compare.operator(), fitting), false);
  }

  /**
   * Only of values that no collation touches: a server that ignores case, accents or blanks takes
   * texts for equal that differ here, and would leave their runs out.
   */
  private static @Nullable Travelling notIn(Condition.NotIn notIn) {
    ColumnSource source = notIn.column().source();
    RunAttribute attribute = attribute(source);
    if (attribute == null
        || !(attribute == RunField.STATE || isNumber(source) || isTruth(source))) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Object value : notIn.values()) {
      Object fitting = value instanceof Placeholder ? value : FilterValues.fit(attribute, value);
      if (fitting == null) {
        return null;
      }
      values.add(fitting);
    }
    return new Travelling(new RunFilter.NotIn(attribute, values), false);
  }

  /** Of a path of several names each run would pass, since one that lacks it must. */
  private static @Nullable Travelling notNull(Condition.NotNull notNull) {
    RunAttribute attribute = attribute(notNull.column().source());
    return attribute == null || attribute instanceof RunField || attribute.hasSeveralNames()
        ? null
        : new Travelling(new RunFilter.Exists(attribute), false);
  }

  private static @Nullable Travelling like(Condition.Like like) {
    RunAttribute attribute = attribute(like.column().source());
    // The state is in lower case here, whatever it is there.
    if (!(attribute instanceof RunField) || attribute == RunField.STATE) {
      return null;
    }
    Object prefix =
        like.pattern() instanceof Placeholder
            ? like.pattern()
            : FilterValues.prefix(like.pattern().toString());
    return prefix.equals("")
        ? null
        : new Travelling(new RunFilter.StartsWith(attribute, prefix), false);
  }

  private static boolean isTime(RunAttribute attribute) {
    return attribute == RunField.CREATED_AT || attribute == RunField.HEARTBEAT_AT;
  }

  private static boolean isNumber(ColumnSource source) {
    return (source instanceof ColumnSource.Config config && config.type() == ValueType.NUMBER)
        || (source instanceof ColumnSource.Summary summary && summary.type() == ValueType.NUMBER);
  }

  private static boolean isTruth(ColumnSource source) {
    return (source instanceof ColumnSource.Config config && config.type() == ValueType.BOOLEAN)
        || (source instanceof ColumnSource.Summary summary && summary.type() == ValueType.BOOLEAN);
  }

  /**
   * The attribute that filters use for the source of a column, or null. There is none for the
   * active time: the API's {@code duration} means another time once a run was resumed.
   */
  private static @Nullable RunAttribute attribute(ColumnSource source) {
    if (source instanceof ColumnSource.Field field) {
      return switch (field.field()) {
        case ID, DISPLAY_NAME, STATE, CREATED_AT, HEARTBEAT_AT, USERNAME -> field.field();
        case GROUP, JOB_TYPE, SWEEP_ID, HOST -> field.field();
        case COMMIT, TAGS, NOTES, DESCRIPTION, READ_ONLY, HISTORY_LINE_COUNT, URL -> null;
        case CONFIG, SUMMARY, SYSTEM_METRICS, HISTORY_KEYS -> null;
      };
    }
    if (source instanceof ColumnSource.Config config) {
      return config.decidable() && isPlain(config.path(), CONFIG_DOTS)
          ? new RunAttribute.ConfigPath(config.path())
          : null;
    }
    if (source instanceof ColumnSource.Summary summary) {
      return summary.decidable() && isPlain(summary.path(), SUMMARY_DOTS)
          ? new RunAttribute.SummaryPath(summary.path())
          : null;
    }
    return null;
  }

  /**
   * Whether filters can name {@code path}. They may or may not write the {@code value} envelopes of
   * a config, so a segment of that name is ambiguous; one that begins with {@code $} could be taken
   * for an operator.
   */
  private static boolean isPlain(String path, int maxDots) {
    String[] segments = path.split("\\.", -1);
    if (segments.length > maxDots + 1) {
      return false;
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals("value") || segment.startsWith("$")) {
        return false;
      }
    }
    return true;
  }

  /**
   * A condition that travels.
   *
   * @param exact whether SQL need not check it again
   */
  public record Travelling(RunFilter filter, boolean exact) {}
}
