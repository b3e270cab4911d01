package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Filters whose values may be {@link Placeholder}s. */
public final class RunFilters {
  private static final RunFilter NONE = new RunFilter.Or(List.of());

  private static final RunFilter.Visitor<List<Object>> VALUES = new FilterOperands();

  private RunFilters() {}

  /** Whether a join names the runs. */
  public static boolean isJoined(RunFilter filter) {
    boolean[] joined = {false};
    placeholders(filter, value -> joined[0] |= value instanceof Placeholder.RunBatch);
    return joined[0];
  }

  /** The attribute that must be one of the values that a join names; null if there is none. */
  public static @Nullable RunAttribute joined(RunFilter filter) {
    for (RunFilter part : RunFilter.partsOf(filter)) {
      if (part instanceof RunFilter.In in && isJoined(in)) {
        return in.attribute();
      }
    }
    return null;
  }

  /** Whether a value of it is known only at execution. */
  public static boolean isLate(RunFilter filter) {
    boolean[] late = {false};
    placeholders(filter, value -> late[0] = true);
    return late[0];
  }

  /** Those of its parts that are known before an execution: it accepts no run that they don't. */
  public static RunFilter early(RunFilter filter) {
    List<RunFilter> parts =
        RunFilter.partsOf(filter).stream().filter(part -> !isLate(part)).toList();
    return parts.size() == 1 ? parts.get(0) : new RunFilter.And(parts);
  }

  /** How many runs {@code filter} names; below 0 if it doesn't, or leaves that to a join. */
  public static long named(RunFilter filter) {
    for (RunFilter part : RunFilter.partsOf(filter)) {
      if (part instanceof RunFilter.In in && in.attribute() == RunField.ID && !isJoined(in)) {
        return in.values().size();
      }
    }
    return -1;
  }

  /** Whether {@code filter} accepts no run. */
  public static boolean isNone(RunFilter filter) {
    return (filter instanceof RunFilter.In in && in.values().isEmpty())
        || (filter instanceof RunFilter.Or or && or.parts().isEmpty());
  }

  /** Tells {@code visitor} of every placeholder of {@code filter}, in order. */
  public static void placeholders(RunFilter filter, Consumer<Placeholder> visitor) {
    for (Object value : filter.accept(VALUES)) {
      if (value instanceof Placeholder placeholder) {
        visitor.accept(placeholder);
      }
    }
  }

  /**
   * {@code filter} with the values of an execution. Where a value can't be sent, the part is left
   * out: SQL checks it again.
   */
  public static RunFilter resolve(RunFilter filter, Bindings bindings) {
    return filter.accept(new Resolution(bindings));
  }

  private static @Nullable Object sendable(
      RunAttribute attribute, Object planned, Object resolved) {
    return planned instanceof Placeholder ? FilterValues.fit(attribute, resolved) : resolved;
  }

  /** The values of a filter, in order. */
  private static final class FilterOperands implements RunFilter.Visitor<List<Object>> {
    @Override
    public List<Object> in(RunFilter.In filter) {
      return filter.values();
    }

    @Override
    public List<Object> notIn(RunFilter.NotIn filter) {
      return filter.values();
    }

    @Override
    public List<Object> comparison(RunFilter.Comparison filter) {
      return List.of(filter.value());
    }

    @Override
    public List<Object> hasTag(RunFilter.HasTag filter) {
      return List.of(filter.tag());
    }

    @Override
    public List<Object> startsWith(RunFilter.StartsWith filter) {
      return List.of(filter.prefix());
    }

    @Override
    public List<Object> exists(RunFilter.Exists filter) {
      return List.of();
    }

    @Override
    public List<Object> and(RunFilter.And filter) {
      return ofParts(filter.parts());
    }

    @Override
    public List<Object> or(RunFilter.Or filter) {
      return ofParts(filter.parts());
    }

    private List<Object> ofParts(List<RunFilter> parts) {
      return parts.stream().flatMap(part -> part.accept(this).stream()).toList();
    }
  }

  /** Fills in the values of one execution. */
  private record Resolution(Bindings bindings) implements RunFilter.Visitor<RunFilter> {

    @Override
    public RunFilter hasTag(RunFilter.HasTag filter) {
      Object tag = bindings.resolve(filter.tag());
      return tag == null ? NONE : new RunFilter.HasTag(tag);
    }

    @Override
    public RunFilter exists(RunFilter.Exists filter) {
      return filter;
    }

    @Override
    public RunFilter or(RunFilter.Or filter) {
      List<RunFilter> parts = new ArrayList<>();
      for (RunFilter part : filter.parts()) {
        RunFilter resolved = part.accept(this);
        if (resolved.equals(RunFilter.ALL)) {
          return RunFilter.ALL;
        }
        if (!isNone(resolved)) {
          parts.add(resolved);
        }
      }
      return parts.size() == 1 ? parts.get(0) : new RunFilter.Or(parts);
    }

    @Override
    public RunFilter in(RunFilter.In filter) {
      Set<Object> values = new LinkedHashSet<>();
      for (Object value : filter.values()) {
        Object resolved = bindings.resolve(value);
        if (resolved instanceof List<?> batch) {
          values.addAll(batch);
        } else if (resolved != null) {
          Object fitting = sendable(filter.attribute(), value, resolved);
          if (fitting == null) {
            return RunFilter.ALL;
          }
          values.add(fitting);
        }
      }
      return new RunFilter.In(filter.attribute(), List.copyOf(values));
    }

    @Override
    public RunFilter comparison(RunFilter.Comparison filter) {
      Object resolved = bindings.resolve(filter.value());
      if (resolved == null) {
        return NONE;
      }
      Object fitting = sendable(filter.attribute(), filter.value(), resolved);
      return fitting == null
          ? RunFilter.ALL
          : new RunFilter.Comparison(filter.attribute(), filter.operator(), fitting);
    }

    /**
     * Whoever must differ from fewer values may be more runs: one that can't be sent is left out.
     */
    @Override
    public RunFilter notIn(RunFilter.NotIn filter) {
      Set<Object> values = new LinkedHashSet<>();
      for (Object value : filter.values()) {
        Object resolved = bindings.resolve(value);
        if (resolved == null) {
          return NONE;
        }
        Object fitting = sendable(filter.attribute(), value, resolved);
        if (fitting != null) {
          values.add(fitting);
        }
      }
      return values.isEmpty()
          ? RunFilter.ALL
          : new RunFilter.NotIn(filter.attribute(), List.copyOf(values));
    }

    /** A pattern that is known only now stood in the place of its beginning. */
    @Override
    public RunFilter startsWith(RunFilter.StartsWith filter) {
      if (!(filter.prefix() instanceof Placeholder)) {
        return filter;
      }
      Object pattern = bindings.resolve(filter.prefix());
      if (pattern == null) {
        return NONE;
      }
      String prefix = FilterValues.prefix(filter.attribute(), pattern.toString());
      return prefix.isEmpty()
          ? RunFilter.ALL
          : new RunFilter.StartsWith(filter.attribute(), prefix);
    }

    /** Several predicates on the run id become one: sources look up runs by it. */
    @Override
    public RunFilter and(RunFilter.And filter) {
      Set<Object> ids = null;
      List<RunFilter> parts = new ArrayList<>();
      for (RunFilter part : filter.parts()) {
        RunFilter resolved = part.accept(this);
        if (isNone(resolved)) {
          return NONE;
        }
        if (resolved instanceof RunFilter.In in && in.attribute() == RunField.ID) {
          if (ids == null) {
            ids = new LinkedHashSet<>(in.values());
          } else {
            ids.retainAll(in.values());
          }
        } else if (!resolved.equals(RunFilter.ALL)) {
          parts.add(resolved);
        }
      }
      if (ids != null) {
        parts.add(0, new RunFilter.In(RunField.ID, List.copyOf(ids)));
        if (ids.isEmpty()) {
          return NONE;
        }
      }
      return parts.size() == 1 ? parts.get(0) : new RunFilter.And(parts);
    }
  }
}
