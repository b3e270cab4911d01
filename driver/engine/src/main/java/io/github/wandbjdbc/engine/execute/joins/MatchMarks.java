package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;

/** Which of the held rows of a join have matched a row of its other side. */
final class MatchMarks {
  private final Memory memory;
  private final String holder;
  private boolean[] marks = new boolean[0];
  private int count;

  MatchMarks(Execution execution, String holder) {
    this.memory = execution.memory();
    this.holder = holder;
  }

  /** No marks, of {@code rows} rows. */
  void reset(int rows) {
    release();
    memory.reserve(rows, holder);
    marks = new boolean[rows];
  }

  /** How many rows are marked. */
  int count() {
    return count;
  }

  /** Whether the row at {@code place} is marked. */
  boolean has(int place) {
    return marks[place];
  }

  /** Marks the row at {@code place}; says whether it was not marked before. */
  boolean mark(int place) {
    if (marks[place]) {
      return false;
    }
    marks[place] = true;
    count++;
    return true;
  }

  /** Forgets them and gives the memory back. */
  void release() {
    memory.release(marks.length);
    marks = new boolean[0];
    count = 0;
  }
}
