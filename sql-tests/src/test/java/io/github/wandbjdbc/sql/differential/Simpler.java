package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways to make a thing that failed smaller: each candidate differs from it in one place. */
final class Simpler {
  private Simpler() {}

  /** {@code rebuild} of each list that lacks one part of {@code parts}. */
  static <T, N> Stream<N> without(List<T> parts, Function<List<T>, ? extends N> rebuild) {
    return IntStream.range(0, parts.size())
        .mapToObj(
            i -> {
              List<T> fewer = new ArrayList<>(parts);
              fewer.remove(i);
              return rebuild.apply(fewer);
            });
  }

  /** {@code rebuild} of each list in which one part is simpler. */
  static <T, N> Stream<N> within(
      List<T> parts,
      Function<T, Stream<? extends T>> simpler,
      Function<List<T>, ? extends N> rebuild) {
    return IntStream.range(0, parts.size())
        .boxed()
        .flatMap(
            i ->
                simpler
                    .apply(parts.get(i))
                    .map(
                        part -> {
                          List<T> changed = new ArrayList<>(parts);
                          changed.set(i, part);
                          return rebuild.apply(changed);
                        }));
  }

  /** {@code rebuild} of nothing, and of whatever is simpler than {@code condition}. */
  static <N> Stream<N> condition(
      @Nullable Expression condition, Function<@Nullable Expression, ? extends N> rebuild) {
    return condition == null
        ? Stream.of()
        : Stream.concat(Stream.of(rebuild.apply(null)), condition.simpler().map(rebuild::apply));
  }
}
