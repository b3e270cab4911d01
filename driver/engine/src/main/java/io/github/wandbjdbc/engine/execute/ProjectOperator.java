package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the fields of its rows from those of its input. */
public final class ProjectOperator implements Operator {
  private final Operator input;
  private final Projected projected;

  public ProjectOperator(Operator input, List<Expression> fields) {
    this.input = input;
    this.projected = new Projected(fields.toArray(new Expression[0]));
  }

  @Override
  public @Nullable Batch next() {
    Batch batch = input.next();
    return batch == null ? null : projected.of(batch);
  }

  @Override
  public void close() {
    input.close();
  }

  /**
   * The computed columns of a batch, evaluated all at once: a failure surfaces even if the value
   * isn't used.
   */
  private static final class Projected implements Batch {
    private final Expression[] fields;
    private final @Nullable Column[] columns;
    private int size;

    Projected(Expression[] fields) {
      this.fields = fields;
      this.columns = new @Nullable Column[fields.length];
    }

    Projected of(Batch batch) {
      Arrays.fill(columns, null);
      size = batch.size();
      for (int i = 0; i < fields.length; i++) {
        columns[i] = fields[i].of(batch);
      }
      return this;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Column column(int index) {
      Column column = columns[index];
      if (column == null) {
        throw new IllegalStateException("nothing was computed yet");
      }
      return column;
    }
  }
}
