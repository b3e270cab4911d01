package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.List;

/**
 * AND or OR as a value. What comes later is computed only for rows that what comes before leaves
 * undecided, so that it doesn't fail for others.
 */
final class Connective implements Expression {
  private final Expression[] terms;
  private final long decisive;
  private final LongColumn result = new LongColumn(1);
  private final SelectedBatch undecided = new SelectedBatch();
  private int[] places = new int[Batch.MOST_ROWS];

  private Connective(List<Expression> terms, long decisive) {
    this.terms = terms.toArray(new Expression[0]);
    this.decisive = decisive;
  }

  /** True if all are, false if one is. */
  static Connective and(List<Expression> terms) {
    return new Connective(terms, 0);
  }

  /** True if one is, false if all are. */
  static Connective or(List<Expression> terms) {
    return new Connective(terms, 1);
  }

  @Override
  public ColumnVector of(Batch batch) {
    int size = batch.size();
    result.clearNulls();
    result.grow(size);
    long[] values = result.values();
    ColumnVector first = terms[0].of(batch);
    long[] firsts = ((LongColumn) first).values();
    for (int i = 0; i < size; i++) {
      values[i] = firsts[i];
      if (first.isNull(i)) {
        result.setNull(i);
      }
    }
    for (int k = 1; k < terms.length; k++) {
      int count = undecided(size);
      if (count == 0) {
        break;
      }
      ColumnVector next = terms[k].of(undecided.of(batch, places, count));
      long[] nexts = ((LongColumn) next).values();
      for (int i = 0; i < count; i++) {
        int place = places[i];
        if (next.isNull(i)) {
          result.setNull(place);
        } else if (nexts[i] == decisive) {
          result.set(place, decisive);
        }
      }
    }
    return result;
  }

  /** Finds the rows that are not decided yet: a NULL may yet become what decides. */
  private int undecided(int size) {
    if (places.length < size) {
      places = new int[size];
    }
    long[] values = result.values();
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (result.isNull(i) || values[i] != decisive) {
        places[count++] = i;
      }
    }
    return count;
  }
}
