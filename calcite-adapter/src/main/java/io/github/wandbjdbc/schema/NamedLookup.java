package io.github.wandbjdbc.schema;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.linq4j.function.Predicate1;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/**
 * Finds things by name without listing them; a name's case is settled by what is found.
 *
 * @param <T> what is found
 */
final class NamedLookup<T> implements Lookup<T> {
  private final Function<String, @Nullable T> finder;
  private final Supplier<List<String>> names;

  /** Things that {@code finder} finds, or null; {@code names} lists those that are listed. */
  NamedLookup(Function<String, @Nullable T> finder, Supplier<List<String>> names) {
    this.finder = finder;
    this.names = names;
  }

  @Override
  public @Nullable T get(String name) {
    return finder.apply(name);
  }

  @Override
  public @Nullable Named<T> getIgnoreCase(String name) {
    T found = finder.apply(name);
    return found == null ? null : new Named<>(name, found);
  }

  @Override
  public Set<String> getNames(LikePattern pattern) {
    Predicate1<String> matcher = pattern.matcher();
    Set<String> matching = new TreeSet<>();
    for (String name : names.get()) {
      if (matcher.apply(name)) {
        matching.add(name);
      }
    }
    return matching.stream().collect(Collectors.toUnmodifiableSet());
  }
}
