package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch that an aggregate is of, with its arguments, and the values that it is sorted
 * by. These are computed of the rows that the filter selects, lest others fail.
 */
final class AggregateInput {
  /** Those whose numbers are doubles before they are told apart: large whole numbers may be one. */
  private static final Set<String> OF_DOUBLES =
      Set.of(
          "CORR",
          "COVAR_POP",
          "COVAR_SAMP",
          "REGR_COUNT",
          "REGR_AVGX",
          "REGR_AVGY",
          "REGR_SXX",
          "REGR_SYY",
          "REGR_SXY",
          "REGR_SLOPE",
          "REGR_INTERCEPT",
          "REGR_R2");

  private final @Nullable Expression filter;
  private final List<Expression> expressions;
  private final boolean ofFields;
  private final GatheredBatch selected;
  private final ColumnVector[] columns;
  private final int[] keys;
  private @Nullable Batch current;
  private int[] rows = new int[0];
  private int[] places = new int[0];
  private int count;
  private boolean all;

  AggregateInput(AggregateSpec spec) {
    filter = spec.filter();
    expressions = new ArrayList<>(spec.arguments());
    if (spec.distinct() && OF_DOUBLES.contains(spec.entry().name())) {
      expressions.replaceAll(DoubleConversion::new);
    }
    keys = new int[spec.order().size()];
    for (int i = 0; i < keys.length; i++) {
      // A value that the aggregate is of, and sorted by, is held once.
      Expression value = spec.order().get(i).value();
      keys[i] = expressions.indexOf(value);
      if (keys[i] < 0) {
        keys[i] = expressions.size();
        expressions.add(value);
      }
    }
    ofFields = expressions.stream().allMatch(FieldExpression.class::isInstance);
    columns = new ColumnVector[expressions.size()];
    selected = new GatheredBatch(this::currentColumn);
  }

  private ColumnVector currentColumn(int index) {
    if (current == null) {
      throw new IllegalStateException("no batch was read yet");
    }
    return current.column(index);
  }

  /** Takes the rows of {@code batch} instead of those before. */
  void read(Batch batch) {
    current = batch;
    int size = batch.size();
    ensureRoom(size);
    count = 0;
    ColumnVector accepted = filter == null ? null : filter.of(batch);
    for (int i = 0; i < size; i++) {
      if (accepted == null || (!accepted.isNull(i) && ((LongColumn) accepted).values()[i] != 0)) {
        rows[count++] = i;
      }
    }
    all = count == size;
    if (count > 0) {
      compute(all || ofFields ? batch : selected.at(rows, 0, count));
    }
  }

  private void compute(Batch batch) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = expressions.get(i).of(batch);
    }
  }

  private void ensureRoom(int size) {
    if (rows.length < size) {
      rows = new int[size];
      places = new int[size];
      for (int i = 0; i < size; i++) {
        places[i] = i;
      }
    }
  }

  /** How many rows there are; without any, there are no columns either. */
  int count() {
    return count;
  }

  /** Whether no row of the batch is left out. */
  boolean isAll() {
    return all;
  }

  /** The place in the batch of row {@code index} of these. */
  int row(int index) {
    return rows[index];
  }

  /** The place in the columns of row {@code index} of these. */
  int place(int index) {
    return all || ofFields ? rows[index] : places[index];
  }

  /** The arguments, and behind them those sort keys that are none. */
  ColumnVector[] columns() {
    return columns;
  }

  /** Which of the columns sort key {@code index} is. */
  int key(int index) {
    return keys[index];
  }
}
