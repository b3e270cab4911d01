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

  private RunFilters() {}

  /** Both filters, each part once. */
  public static RunFilter and(RunFilter left, RunFilter right) {
    Set<RunFilter> parts = new LinkedHashSet<>(partsOf(left));
    parts.addAll(partsOf(right));
    return parts.size() == 1 ? parts.iterator().next() : new RunFilter.And(List.copyOf(parts));
  }

  /** Whether a join names the runs. */
  public static boolean isJoined(RunFilter filter) {
    boolean[] joined = {false};
    placeholders(filter, value -> joined[0] |= value instanceof Placeholder.RunBatch);
    return joined[0];
  }

  /** Whether a value of it is known only at execution. */
  public static boolean isLate(RunFilter filter) {
    boolean[] late = {false};
    placeholders(filter, value -> late[0] = true);
    return late[0];
  }

  /** How many runs {@code filter} names; below 0 if it doesn't, or leaves that to a join. */
  public static long named(RunFilter filter) {
    for (RunFilter part : partsOf(filter)) {
      if (part instanceof RunFilter.In in && in.attribute() == RunField.ID && !isJoined(in)) {
        return in.values().size();
      }
    }
    return -1;
  }

  /** The filters of which all must hold. */
  public static List<RunFilter> partsOf(RunFilter filter) {
    return filter instanceof RunFilter.And and ? and.parts() : List.of(filter);
  }

  /** Whether {@code filter} accepts no run. */
  public static boolean isNone(RunFilter filter) {
    return (filter instanceof RunFilter.In in && in.values().isEmpty())
        || (filter instanceof RunFilter.Or or && or.parts().isEmpty());
  }

  /** Tells {@code visitor} of every placeholder of {@code filter}, in order. */
  public static void placeholders(RunFilter filter, Consumer<Placeholder> visitor) {
    if (filter instanceof RunFilter.In in) {
      in.values().forEach(value -> visit(value, visitor));
    } else if (filter instanceof RunFilter.NotIn notIn) {
      notIn.values().forEach(value -> visit(value, visitor));
    } else if (filter instanceof RunFilter.StartsWith startsWith) {
      visit(startsWith.prefix(), visitor);
    } else if (filter instanceof RunFilter.Comparison comparison) {
      visit(comparison.value(), visitor);
    } else if (filter instanceof RunFilter.HasTag hasTag) {
      visit(hasTag.tag(), visitor);
    } else if (filter instanceof RunFilter.And and) {
      and.parts().forEach(part -> placeholders(part, visitor));
    } else if (filter instanceof RunFilter.Or or) {
      or.parts().forEach(part -> placeholders(part, visitor));
    }
  }

  private static void visit(Object value, Consumer<Placeholder> visitor) {
    if (value instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
  }

  /**
   * {@code filter} with the values of an execution. Where a value can't be sent, the part is left
   * out: SQL checks it again.
   */
  public static RunFilter resolve(RunFilter filter, Bindings bindings) {
    if (filter instanceof RunFilter.In in) {
      return resolveIn(in, bindings);
    }
    if (filter instanceof RunFilter.Comparison comparison) {
      return resolveComparison(comparison, bindings);
    }
    if (filter instanceof RunFilter.NotIn notIn) {
      return resolveNotIn(notIn, bindings);
    }
    if (filter instanceof RunFilter.StartsWith startsWith) {
      return resolveStartsWith(startsWith, bindings);
    }
    if (filter instanceof RunFilter.HasTag hasTag) {
      Object tag = bindings.resolve(hasTag.tag());
      return tag == null ? NONE : new RunFilter.HasTag(tag);
    }
    if (filter instanceof RunFilter.And and) {
      return resolveAnd(and, bindings);
    }
    if (filter instanceof RunFilter.Or or) {
      List<RunFilter> parts = new ArrayList<>();
      for (RunFilter part : or.parts()) {
        RunFilter resolved = resolve(part, bindings);
        if (resolved.equals(RunFilter.ALL)) {
          return RunFilter.ALL;
        }
        if (!isNone(resolved)) {
          parts.add(resolved);
        }
      }
      return parts.size() == 1 ? parts.get(0) : new RunFilter.Or(parts);
    }
    return filter;
  }

  private static RunFilter resolveIn(RunFilter.In in, Bindings bindings) {
    Set<Object> values = new LinkedHashSet<>();
    for (Object value : in.values()) {
      Object resolved = bindings.resolve(value);
      if (resolved instanceof List<?> batch) {
        values.addAll(batch);
      } else if (resolved != null) {
        Object fitting = sendable(in.attribute(), value, resolved);
        if (fitting == null) {
          return RunFilter.ALL;
        }
        values.add(fitting);
      }
    }
    return new RunFilter.In(in.attribute(), List.copyOf(values));
  }

  private static RunFilter resolveComparison(RunFilter.Comparison comparison, Bindings bindings) {
    Object resolved = bindings.resolve(comparison.value());
    if (resolved == null) {
      return NONE;
    }
    Object fitting = sendable(comparison.attribute(), comparison.value(), resolved);
    return fitting == null
        ? RunFilter.ALL
        : new RunFilter.Comparison(comparison.attribute(), comparison.operator(), fitting);
  }

  /** Whoever must differ from fewer values may be more runs: one that can't be sent is left out. */
  private static RunFilter resolveNotIn(RunFilter.NotIn notIn, Bindings bindings) {
    Set<Object> values = new LinkedHashSet<>();
    for (Object value : notIn.values()) {
      Object resolved = bindings.resolve(value);
      if (resolved == null) {
        return NONE;
      }
      Object fitting = sendable(notIn.attribute(), value, resolved);
      if (fitting != null) {
        values.add(fitting);
      }
    }
    return values.isEmpty()
        ? RunFilter.ALL
        : new RunFilter.NotIn(notIn.attribute(), List.copyOf(values));
  }

  /** A pattern that is known only now stood in the place of its beginning. */
  private static RunFilter resolveStartsWith(RunFilter.StartsWith startsWith, Bindings bindings) {
    if (!(startsWith.prefix() instanceof Placeholder)) {
      return startsWith;
    }
    Object pattern = bindings.resolve(startsWith.prefix());
    if (pattern == null) {
      return NONE;
    }
    String prefix = FilterValues.prefix(pattern.toString());
    return prefix.isEmpty()
        ? RunFilter.ALL
        : new RunFilter.StartsWith(startsWith.attribute(), prefix);
  }

  private static @Nullable Object sendable(
      RunAttribute attribute, Object planned, Object resolved) {
    return planned instanceof Placeholder ? FilterValues.fit(attribute, resolved) : resolved;
  }

  /** Several predicates on the run id become one: sources look up runs by it. */
  private static RunFilter resolveAnd(RunFilter.And and, Bindings bindings) {
    Set<Object> ids = null;
    List<RunFilter> parts = new ArrayList<>();
    for (RunFilter part : and.parts()) {
      RunFilter resolved = resolve(part, bindings);
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
