package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which predicates on runs travel: only those for which the source returns every run that
 * SQL would accept.
 */
public final class RunPredicates implements ConditionBuilder<RunPredicates.Travelling> {
  /** How many dots of a config's path, and of a summary's, the API knows in its filters. */
  private static final int CONFIG_DOTS = 3;

  private static final int SUMMARY_DOTS = 4;

  /** Runs that lack it, whose active time is another value of the summary, pass each filter. */
  private static final RunAttribute ACTIVE_TIME =
      new RunAttribute.SummaryPath(ColumnSource.ActiveTime.PATH);

  private final boolean pushdown;
  private final boolean isAsOf;

  /**
   * A builder of filters on runs.
   *
   * @param pushdown whether more than run ids may travel
   * @param isAsOf whether only what runs keep from their creation on may travel: the source's
   *     answer is as of now
   */
  public RunPredicates(boolean pushdown, boolean isAsOf) {
    this.pushdown = pushdown;
    this.isAsOf = isAsOf;
  }

  @Override
  public Travelling in(Column column, List<Object> values) {
    RunAttribute attribute = sent(column.source());
    if (attribute == null || !(pushdown || attribute == RunField.ID)) {
      return Travelling.NONE;
    }
    if (isTime(attribute)) {
      return anyInstant(attribute, values);
    }
    List<Object> fitting = fitting(attribute, values);
    if (fitting == null) {
      return Travelling.NONE;
    }
    // Which state a placeholder will name is not known yet, so SQL has to check again.
    boolean exact =
        attribute == RunField.ID
            || (attribute == RunField.STATE
                && values.stream().noneMatch(Placeholder.class::isInstance));
    return new Travelling(new RunFilter.In(attribute, fitting), exact);
  }

  /** {@code values} as they can be sent, or null if one can't be. */
  private static @Nullable List<Object> fitting(RunAttribute attribute, List<Object> values) {
    List<Object> all = new ArrayList<>();
    for (Object value : values) {
      Object fitting = value instanceof Placeholder ? value : FilterValues.fit(attribute, value);
      if (fitting == null) {
        return null;
      }
      all.add(fitting);
    }
    return all;
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

  @Override
  public Travelling compare(Column column, Operator operator, Object value) {
    RunAttribute attribute = sent(column.source());
    if (!pushdown || attribute == null || !(isTime(attribute) || isNumber(column.source()))) {
      return Travelling.NONE;
    }
    List<Object> fitting = fitting(attribute, List.of(value));
    return fitting == null
        ? Travelling.NONE
        : new Travelling(new RunFilter.Comparison(attribute, operator, fitting.get(0)), false);
  }

  /**
   * Only of values that no collation touches: a server that ignores case, accents or blanks takes
   * texts for equal that differ here, and would leave their runs out.
   */
  @Override
  public Travelling notIn(Column column, List<Object> values) {
    ColumnSource source = column.source();
    RunAttribute attribute = sent(source);
    if (!pushdown
        || attribute == null
        || !(attribute == RunField.STATE || isNumber(source) || isTruth(source))) {
      return Travelling.NONE;
    }
    List<Object> fitting = fitting(attribute, values);
    return fitting == null
        ? Travelling.NONE
        : new Travelling(new RunFilter.NotIn(attribute, fitting), false);
  }

  /** Of a path of several names each run would pass, since one that lacks it must. */
  @Override
  public Travelling notNull(Column column) {
    RunAttribute attribute = sent(column.source());
    return !pushdown
            || attribute == null
            || attribute instanceof RunField
            || attribute.hasSeveralNames()
        ? Travelling.NONE
        : new Travelling(new RunFilter.Exists(attribute), false);
  }

  @Override
  public Travelling hasTag(Column column, Object tag) {
    return pushdown && !isAsOf && column.source().equals(new ColumnSource.Field(RunField.TAGS))
        ? new Travelling(new RunFilter.HasTag(tag), false)
        : Travelling.NONE;
  }

  @Override
  public Travelling like(Column column, Object pattern) {
    RunAttribute attribute = sent(column.source());
    // The state is in lower case here, whatever it is there.
    if (!pushdown
        || attribute == null
        || attribute == RunField.STATE
        || column.type() != ColumnType.VARCHAR) {
      return Travelling.NONE;
    }
    Object prefix =
        pattern instanceof Placeholder
            ? pattern
            : FilterValues.prefix(attribute, pattern.toString());
    return prefix.equals("")
        ? Travelling.NONE
        : new Travelling(new RunFilter.StartsWith(attribute, prefix), false);
  }

  @Override
  public Travelling all(List<Travelling> parts) {
    return combined(parts, RunFilter.And::new);
  }

  @Override
  public Travelling any(List<Travelling> parts) {
    return combined(parts, RunFilter.Or::new);
  }

  private Travelling combined(
      List<Travelling> parts, Function<List<RunFilter>, RunFilter> combination) {
    List<RunFilter> filters = new ArrayList<>();
    boolean exact = true;
    for (Travelling part : parts) {
      if (part.filter() == null || !pushdown) {
        return Travelling.NONE;
      }
      filters.add(part.filter());
      exact &= part.exact();
    }
    return new Travelling(combination.apply(filters), exact);
  }

  /** The attribute by which a source may order runs as {@code source} orders rows, or null. */
  public static @Nullable RunAttribute ordering(ColumnSource source) {
    RunAttribute attribute = attribute(source);
    return attribute != null && (isNumber(source) || isTime(attribute)) ? attribute : null;
  }

  /** The attribute of {@link #attribute} if it may travel, else null. */
  private @Nullable RunAttribute sent(ColumnSource source) {
    RunAttribute attribute = attribute(source);
    boolean isLasting = attribute instanceof RunField field && field.isLasting();
    return isAsOf && !isLasting ? null : attribute;
  }

  private static boolean isTime(RunAttribute attribute) {
    return attribute == RunField.CREATED_AT || attribute == RunField.HEARTBEAT_AT;
  }

  private static boolean isNumber(ColumnSource source) {
    return source instanceof ColumnSource.ActiveTime
        || (source instanceof ColumnSource.Config config && config.type() == ValueType.NUMBER)
        || (source instanceof ColumnSource.Summary summary && summary.type() == ValueType.NUMBER);
  }

  private static boolean isTruth(ColumnSource source) {
    return (source instanceof ColumnSource.Config config && config.type() == ValueType.BOOLEAN)
        || (source instanceof ColumnSource.Summary summary && summary.type() == ValueType.BOOLEAN);
  }

  /**
   * The attribute that filters use for the source of a column, or null. For the active time it is
   * the value that the summary holds: the API's {@code duration} means another time once a run was
   * resumed.
   */
  private static @Nullable RunAttribute attribute(ColumnSource source) {
    if (source instanceof ColumnSource.Field field) {
      return switch (field.field()) {
        case ID, DISPLAY_NAME, STATE, CREATED_AT, HEARTBEAT_AT, USERNAME -> field.field();
        case GROUP, JOB_TYPE, SWEEP_ID, HOST -> field.field();
        case COMMIT, TAGS, NOTES, DESCRIPTION, READ_ONLY, HISTORY_LINE_COUNT, URL -> null;
        case EXIT_CODE, COMPUTE_SECONDS, STORAGE_BYTES, ENVIRONMENT -> null;
        case FORKED_FROM, FORKED_AT_STEP -> null;
        case CONFIG, SUMMARY, SYSTEM_METRICS, HISTORY_KEYS -> null;
      };
    }
    if (source instanceof ColumnSource.ActiveTime) {
      return ACTIVE_TIME;
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
   * As much of a predicate as travels.
   *
   * @param filter null if nothing does
   * @param exact whether SQL need not check it again
   */
  public record Travelling(@Nullable RunFilter filter, boolean exact) {
    static final Travelling NONE = new Travelling(null, false);
  }
}
