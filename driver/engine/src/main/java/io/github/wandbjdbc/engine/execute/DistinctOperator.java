package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each row when it comes for the first time. */
public final class DistinctOperator implements Operator {
  private final Operator input;
  private final Execution execution;
  private final KeyTable known;
  private final Column[] columns;
  private int[] places = new int[0];
  private final GatheredBatch fresh = new GatheredBatch(this::column);

  /**
   * The rows of {@code input}.
   *
   * @param kinds how the fields of its rows are held
   */
  public DistinctOperator(Operator input, List<Kind> kinds, Execution execution) {
    this.input = input;
    this.execution = execution;
    this.known = new KeyTable(kinds, execution, "DISTINCT");
    this.columns = new Column[kinds.size()];
  }

  private Column column(int index) {
    return columns[index];
  }

  @Override
  public @Nullable Batch next() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      execution.scope().check();
      int count = select(batch);
      if (count > 0) {
        return count == batch.size() ? batch : fresh.at(places, 0, count);
      }
    }
    known.release();
    return null;
  }

  private int select(Batch batch) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
    }
    if (places.length < batch.size()) {
      places = new int[batch.size()];
    }
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      int before = known.size();
      known.add(columns, i);
      if (known.size() > before) {
        places[count++] = i;
      }
    }
    return count;
  }

  @Override
  public void close() {
    known.release();
    input.close();
  }
}
