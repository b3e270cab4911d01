package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Executions without a statement. */
public final class Driven {
  private Driven() {}

  /** One that is never cancelled, with memory for anything. */
  public static Execution execution() {
    return execution(CountingScope.endless());
  }

  /** One that {@code scope} bounds. */
  public static Execution execution(Scope scope) {
    return new Execution(scope, new Memory(Long.MAX_VALUE), List.of());
  }

  /**
   * The rows of {@code operator}, read to the end and closed; whatever was held is given back.
   *
   * @param width how many fields they have
   */
  public static List<List<@Nullable Object>> rows(
      Function<Execution, Operator> operator, int width) {
    Execution execution = execution();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Operator opened = operator.apply(execution)) {
      for (Batch batch = opened.next(); batch != null; batch = opened.next()) {
        if (batch.size() < 1 || batch.size() > Batch.MOST_ROWS) {
          throw new AssertionError("a batch of %d rows".formatted(batch.size()));
        }
        read(batch, width, rows);
      }
    }
    if (execution.memory().held() != 0) {
      throw new AssertionError("%d bytes are still held".formatted(execution.memory().held()));
    }
    return rows;
  }

  /** Adds the rows of {@code batch} to {@code rows}. */
  public static void read(Batch batch, int width, List<List<@Nullable Object>> rows) {
    for (int place = 0; place < batch.size(); place++) {
      rows.add(row(batch, place, width));
    }
  }

  /** The row of {@code batch} at {@code place}. */
  public static List<@Nullable Object> row(Batch batch, int place, int width) {
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      row[i] = batch.column(i).get(place);
    }
    return Collections.unmodifiableList(Arrays.asList(row));
  }

  /** The rows, of {@code width} fields, that {@code wanted} holds of. */
  public static RowPredicate where(int width, Predicate<List<@Nullable Object>> wanted) {
    return (batch, places) -> {
      int count = 0;
      for (int place = 0; place < batch.size(); place++) {
        if (wanted.test(row(batch, place, width))) {
          places[count++] = place;
        }
      }
      return count;
    };
  }
}
