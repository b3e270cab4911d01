package io.github.wandbjdbc.engine.execute.windows;

/** Says which rows are the first of their values since it began anew. */
final class WindowDistinctRows {
  private final int[] numbers;
  private final int[] seen;
  private int round = 1;

  /** Of rows whose values have {@code numbers}, by place. */
  WindowDistinctRows(int[] numbers) {
    this.numbers = numbers;
    this.seen = new int[numbers.length];
  }

  /** Forgets which values there were; as often as there are rows, and partitions besides. */
  void begin() {
    round++;
  }

  /** Whether the value at {@code place} comes for the first time. */
  boolean isFirst(int place) {
    int number = numbers[place];
    if (seen[number] == round) {
      return false;
    }
    seen[number] = round;
    return true;
  }
}
