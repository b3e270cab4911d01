package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.EngineType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operands of each type that every function is tried with. */
final class Grids {
  private Grids() {}

  /** Those of {@code type}, of all its classes. */
  static List<Operand> of(EngineType type) {
    return switch (type) {
      case BOOLEAN -> Operands.booleans();
      case INTEGER -> Operands.integers();
      case BIGINT -> Operands.bigints();
      case NUMERIC -> numerics();
      case DOUBLE -> Operands.doubles();
      case TEXT -> Operands.texts();
      case DATE -> Operands.dates();
      case TIME -> Operands.times();
      case TIMESTAMP -> timestamps();
      case MONTHS -> Operands.months(null, 0L, 1L, -1L, 11L, -14L, 25L, 1_300L);
      case DURATION ->
          Operands.durations(
              null,
              0L,
              1L,
              -1L,
              1_500L,
              3_599_999L,
              -3_600_000L,
              86_400_000L,
              -93_784_567L,
              8_640_000_000L);
      case ANY -> throw new IllegalArgumentException("no value is of any type");
    };
  }

  private static List<Operand> numerics() {
    return with(Operands.numerics(), Operands.numerics("-12345678901234567890123456789012345678"));
  }

  private static List<Operand> timestamps() {
    return with(
        Operands.timestamps(),
        Operands.timestamps("1582-10-15T00:00:00", "2024-12-30T00:00:00", "2001-01-01T00:00:00"));
  }

  /** Both, one after the other. */
  static List<Operand> with(List<Operand> some, List<Operand> others) {
    List<Operand> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /** Whole numbers as they count characters, and the extremes. */
  static List<Operand> counts(EngineType type) {
    @Nullable Long[] some = {null, 0L, 1L, 2L, 3L, 7L, 1_000L, -1L, -2L, -4L};
    List<Operand> counts =
        type == EngineType.INTEGER ? Operands.integers(some) : Operands.bigints(some);
    return with(
        counts,
        Grids.of(type).stream()
            .filter(
                o ->
                    Arrays.asList(OperandClass.GREATEST, OperandClass.LEAST).stream()
                        .anyMatch(c -> c.has(type, o.held())))
            .toList());
  }
}
