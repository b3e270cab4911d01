package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * UNNEST: a row for each element of arrays. Several arrays of a row are read side by side, and the
 * shorter ones filled up with NULL; an array that is NULL is like one without elements.
 */
public final class UnnestOperator implements Operator {
  /**
   * An array that is read.
   *
   * @param field the field of the input that holds it, as a {@link List}
   * @param kinds how its elements are held, or the fields of its elements
   * @param ofRows whether the elements are rows, each field of which becomes a field
   */
  public record Unnested(int field, List<Kind> kinds, boolean ofRows) {
    public Unnested {
      kinds = List.copyOf(kinds);
    }
  }

  private final Operator input;
  private final List<Unnested> arrays;
  private final @Nullable LongColumn ordinality;
  private final Execution execution;
  private final ColumnVector[] columns;
  private final List<List<?>> elements = new ArrayList<>();
  private @Nullable Batch batch;
  private int place;
  private int next;
  private int longest;

  /**
   * An unnesting that has read nothing yet.
   *
   * @param withOrdinality whether the last field is the elements' number, from 1
   */
  public UnnestOperator(
      Operator input, List<Unnested> arrays, boolean withOrdinality, Execution execution) {
    this.input = input;
    this.arrays = List.copyOf(arrays);
    this.execution = execution;
    List<ColumnVector> made = new ArrayList<>();
    for (Unnested array : this.arrays) {
      array.kinds().forEach(kind -> made.add(ColumnVector.of(kind, Batch.MOST_ROWS)));
    }
    this.ordinality = withOrdinality ? new LongColumn(Batch.MOST_ROWS) : null;
    if (ordinality != null) {
      made.add(ordinality);
    }
    this.columns = made.toArray(ColumnVector[]::new);
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    for (ColumnVector column : columns) {
      column.clearNulls();
    }
    int size = 0;
    while (size < Batch.MOST_ROWS) {
      if (next < longest) {
        put(size++, next++);
      } else if (batch != null && place < batch.size()) {
        turnTo(batch, place++);
      } else if (size > 0) {
        // What there is doesn't wait for more of the input.
        break;
      } else {
        execution.scope().check();
        batch = input.next();
        place = 0;
        if (batch == null) {
          input.close();
          return null;
        }
      }
    }
    return new ColumnBatch(columns, size);
  }

  private void turnTo(Batch rows, int row) {
    elements.clear();
    next = 0;
    longest = 0;
    for (Unnested array : arrays) {
      List<?> list =
          rows.column(array.field()).get(row) instanceof List<?> found ? found : List.of();
      elements.add(list);
      longest = Math.max(longest, list.size());
    }
  }

  private void put(int row, int index) {
    int column = 0;
    for (int i = 0; i < arrays.size(); i++) {
      List<?> list = elements.get(i);
      Object element = index < list.size() ? list.get(index) : null;
      int width = arrays.get(i).kinds().size();
      for (int field = 0; field < width; field++) {
        Object value =
            arrays.get(i).ofRows() && element instanceof List<?> fields
                ? fields.get(field)
                : element;
        columns[column++].set(row, value);
      }
    }
    if (ordinality != null) {
      ordinality.set(row, index + 1L);
    }
  }

  @Override
  public void close() {
    input.close();
  }
}
