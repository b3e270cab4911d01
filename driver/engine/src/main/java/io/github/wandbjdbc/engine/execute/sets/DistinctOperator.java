package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SELECT DISTINCT: the rows of its input, each once, as they come, so that nobody who wants few
 * waits for all. Holds the different ones.
 */
public final class DistinctOperator implements Operator {
  private static final String HOLDER = "the grouping";

  private final Operator input;
  private final Execution execution;
  private final DistinctFilter seen;
  private final RowSelector unseen;

  /** The rows of {@code input}, whose fields are held as {@code kinds} say. */
  public DistinctOperator(Operator input, List<Kind> kinds, Execution execution) {
    this.input = input;
    this.execution = execution;
    this.seen = new DistinctFilter(kinds, execution, HOLDER);
    this.unseen = new RowSelector(seen, kinds.size());
  }

  @Override
  public @Nullable Batch next() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      execution.scope().check();
      Batch rows = unseen.of(batch);
      if (rows != null) {
        return rows;
      }
    }
    return null;
  }

  @Override
  public void close() {
    CloseAll.all(input::close, seen::release);
  }
}
