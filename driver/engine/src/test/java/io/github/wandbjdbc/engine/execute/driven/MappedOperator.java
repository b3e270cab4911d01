package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Another row for each of an input's, or none. */
public final class MappedOperator implements Operator {
  private final Operator input;
  private final int width;
  private final Function<List<@Nullable Object>, @Nullable List<@Nullable Object>> mapping;
  private final ColumnVector[] columns;

  /**
   * The rows of {@code input}.
   *
   * @param width how many fields the input's rows have
   * @param mapping gives the other row, null for none
   */
  public MappedOperator(
      Operator input,
      int width,
      List<Kind> kinds,
      Function<List<@Nullable Object>, @Nullable List<@Nullable Object>> mapping) {
    this.input = input;
    this.width = width;
    this.mapping = mapping;
    this.columns =
        kinds.stream()
            .map(kind -> ColumnVector.of(kind, Batch.MOST_ROWS))
            .toArray(ColumnVector[]::new);
  }

  @Override
  public @Nullable Batch next() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      for (ColumnVector column : columns) {
        column.spoil();
      }
      int size = 0;
      for (int place = 0; place < batch.size(); place++) {
        List<@Nullable Object> row = mapping.apply(Driven.row(batch, place, width));
        if (row != null) {
          for (int i = 0; i < columns.length; i++) {
            columns[i].set(size, row.get(i));
          }
          size++;
        }
      }
      if (size > 0) {
        return new ColumnBatch(columns, size);
      }
    }
    return null;
  }

  @Override
  public void close() {
    input.close();
  }
}
