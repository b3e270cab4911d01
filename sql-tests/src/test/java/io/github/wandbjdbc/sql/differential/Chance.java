package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Throws dice, the same for the same seed. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    // Neighbouring seeds would begin alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    random.nextLong();
  }

  /** True in {@code percent} of a hundred cases. */
  boolean in100(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code low} to {@code high}. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Some of {@code all}, each with the same chance, in their order. */
  <T> List<T> some(List<T> all, int percent) {
    List<T> some = new ArrayList<>();
    for (T one : all) {
      if (in100(percent)) {
        some.add(one);
      }
    }
    return some;
  }
}
