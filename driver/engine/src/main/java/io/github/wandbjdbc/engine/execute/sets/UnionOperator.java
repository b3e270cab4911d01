package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of its inputs, one input after the other: each is opened when it is reached and closed
 * when it is done. UNION gives each row when it is first seen, and holds those that it gave.
 */
public final class UnionOperator implements Operator {
  private static final String HOLDER = "UNION";

  private final List<Supplier<Operator>> inputs;
  private final Execution execution;
  private final @Nullable DistinctFilter seen;
  private final @Nullable RowSelector unseen;
  private int reached;
  private @Nullable Operator input;

  /**
   * A union that has opened nothing yet.
   *
   * @param all whether equal rows are all given
   * @param kinds how the fields of all inputs are held
   */
  public UnionOperator(
      boolean all, List<Supplier<Operator>> inputs, List<Kind> kinds, Execution execution) {
    this.inputs = List.copyOf(inputs);
    this.execution = execution;
    this.seen = all ? null : new DistinctFilter(kinds, execution, HOLDER);
    this.unseen = seen == null ? null : new RowSelector(seen, kinds.size());
  }

  @Override
  public @Nullable Batch next() {
    while (input != null || reached < inputs.size()) {
      execution.scope().check();
      if (input == null) {
        input = inputs.get(reached++).get();
      }
      Batch batch = input.next();
      if (batch == null) {
        closeInput();
      } else {
        Batch rows = unseen == null ? batch : unseen.of(batch);
        if (rows != null) {
          return rows;
        }
      }
    }
    return null;
  }

  private void closeInput() {
    Operator done = input;
    input = null;
    if (done != null) {
      done.close();
    }
  }

  @Override
  public void close() {
    reached = inputs.size();
    CloseAll.all(this::closeInput, seen == null ? () -> {} : seen::release);
  }
}
