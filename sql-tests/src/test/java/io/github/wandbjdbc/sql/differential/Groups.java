package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A GROUP BY clause.
 *
 * @param sets of {@code GROUPING SETS}, the places of their keys
 */
record Groups(Style style, List<Expression> keys, List<List<Integer>> sets) {
  static final Groups NONE = by(List.of());

  /**
   * How the keys are combined. {@code BESIDES} is a plain first key, and a rollup of the rest;
   * {@code AGAIN} is one, and a rollup of all.
   */
  enum Style {
    PLAIN,
    ROLLUP,
    CUBE,
    SETS,
    BESIDES,
    AGAIN
  }

  static Groups by(List<Expression> keys) {
    return new Groups(Style.PLAIN, keys, List.of());
  }

  /** With {@code GROUP BY} before it; nothing if there is nothing to group by. */
  String in(Dialect dialect) {
    String list = dialect.list(keys);
    return keys.isEmpty()
        ? ""
        : " GROUP BY "
            + switch (style) {
              case PLAIN -> list;
              case ROLLUP -> "ROLLUP(" + list + ")";
              case CUBE -> "CUBE(" + list + ")";
              case SETS ->
                  sets.stream()
                      .map(set -> set.stream().map(keys::get).toList())
                      .map(set -> "(" + dialect.list(set) + ")")
                      .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
              case AGAIN -> keys.get(0).in(dialect) + ", ROLLUP(" + list + ")";
              case BESIDES ->
                  keys.get(0).in(dialect)
                      + (keys.size() == 1
                          ? ""
                          : ", ROLLUP(" + dialect.list(keys.subList(1, keys.size())) + ")");
            };
  }

  Stream<Groups> simpler() {
    if (style == Style.PLAIN) {
      return Simpler.without(keys, Groups::by);
    }
    Stream<Groups> fewerSets =
        sets.size() < 2
            ? Stream.of()
            : Simpler.without(sets, fewer -> new Groups(style, keys, fewer));
    return Stream.concat(
        Stream.concat(Stream.of(by(keys)), fewerSets),
        IntStream.range(0, style == Style.SETS ? 0 : keys.size())
            .mapToObj(
                i ->
                    new Groups(
                        style,
                        Stream.concat(
                                keys.subList(0, i).stream(),
                                keys.subList(i + 1, keys.size()).stream())
                            .toList(),
                        sets)));
  }
}
