package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a correlated subquery by the values that it read, of which each fits into a batch.
 * When they take {@value #MOST_BYTES} bytes no more are kept.
 */
final class SubqueryCache {
  private static final long MOST_BYTES = 8 << 20;

  /** Of an answer, besides its rows and its values. */
  private static final long OVERHEAD = 120;

  private final String holder;
  private final Memory memory;
  private final BufferedRows held;
  private final GatheredBatch rows;
  private final Map<List<@Nullable Object>, Answer> answers = new HashMap<>();
  private final int width;
  private long bytes;
  private long keyBytes;

  /** Where the rows of an answer are held. */
  record Answer(int first, int count) {}

  SubqueryCache(List<Kind> kinds, Execution execution, String holder) {
    this.holder = holder;
    this.memory = execution.memory();
    this.held = new BufferedRows(kinds, execution, holder);
    this.width = kinds.size();
    this.rows = new GatheredBatch(held::column, width);
  }

  /** The answer to {@code values}, null if it isn't known. */
  @Nullable Answer find(List<@Nullable Object> values) {
    return answers.get(values);
  }

  /** Whether another answer may be kept. */
  boolean hasRoom() {
    return bytes <= MOST_BYTES;
  }

  /** Keeps {@code answer}, null if it has no rows, while there is room. */
  void add(List<@Nullable Object> values, @Nullable Batch answer) {
    long ofKey = OVERHEAD + ObjectColumn.bytesOf(values);
    long more = ofKey;
    for (int i = 0; answer != null && i < width; i++) {
      more += answer.column(i).bytes(answer.size());
    }
    bytes += more;
    if (bytes > MOST_BYTES) {
      return;
    }
    memory.reserve(ofKey, holder);
    keyBytes += ofKey;
    answers.put(values, new Answer(held.size(), answer == null ? 0 : answer.size()));
    if (answer != null) {
      held.addAll(answer);
    }
  }

  /** The rows of {@code answer}; null if there are none. */
  @Nullable Batch rows(Answer answer) {
    return answer.count() == 0 ? null : rows.from(answer.first(), answer.count());
  }

  /** Gives the memory back. */
  void release() {
    answers.clear();
    held.release();
    memory.release(keyBytes);
    keyBytes = 0;
  }
}
