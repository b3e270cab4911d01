package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.DeferredOperator;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * WITH RECURSIVE: the rows of the seed, then those of the step, which is opened again and again and
 * each time sees the rows that came the last time, until none come. UNION leaves out rows that are
 * equal to any before. Rows are given as they come, so that a LIMIT may end what has no end.
 *
 * <p>Holds the rows of the last step and of this one; for UNION the different ones of all steps.
 */
public final class RecursionOperator implements Operator {
  private static final String HOLDER = "the recursion";

  private final Supplier<Operator> step;
  private final Object workTable;
  private final Execution execution;
  private final @Nullable DistinctFilter seen;
  private final int[] places = new int[Batch.MOST_ROWS];
  private final GatheredBatch given;
  private Operator input;
  private BufferedRows last;
  private BufferedRows coming;
  private boolean ended;

  /**
   * A recursion that has opened nothing yet.
   *
   * @param all whether equal rows are all given, as UNION ALL says
   * @param kinds how the fields of seed and step are held
   * @param workTable the variable of the execution under which a {@link WorkTableOperator} finds
   *     the rows of the last step; no other recursion's
   */
  public RecursionOperator(
      boolean all,
      Supplier<Operator> seed,
      Supplier<Operator> step,
      List<Kind> kinds,
      Object workTable,
      Execution execution) {
    this.step = step;
    this.workTable = workTable;
    this.execution = execution;
    this.seen = all ? null : new DistinctFilter(kinds, execution, HOLDER);
    this.input = new DeferredOperator(seed);
    this.last = new BufferedRows(kinds, execution, HOLDER);
    this.coming = new BufferedRows(kinds, execution, HOLDER);
    this.given = new GatheredBatch(index -> coming.column(index), kinds.size());
  }

  @Override
  public @Nullable Batch next() {
    while (!ended) {
      execution.scope().check();
      // Before each batch: a copy of this part of the plan may have set it meanwhile.
      execution.set(workTable, last);
      Batch batch = input.next();
      if (batch == null) {
        input.close();
        turn();
      } else {
        int before = coming.size();
        keep(batch);
        int count = coming.size() - before;
        if (count > 0) {
          for (int i = 0; i < count; i++) {
            places[i] = before + i;
          }
          return given.at(places, 0, count);
        }
      }
    }
    return null;
  }

  private void keep(Batch batch) {
    int count = seen == null ? batch.size() : seen.select(batch, places);
    if (count == batch.size()) {
      coming.addAll(batch);
    } else {
      for (int i = 0; i < count; i++) {
        coming.add(batch, places[i]);
      }
    }
  }

  /** Begins the next step with the rows of this one. */
  private void turn() {
    if (coming.size() == 0) {
      ended = true;
      return;
    }
    BufferedRows forgotten = last;
    last = coming;
    coming = forgotten;
    coming.clear();
    input = new DeferredOperator(step);
  }

  @Override
  public void close() {
    ended = true;
    CloseAll.all(
        input::close, seen == null ? () -> {} : seen::release, last::release, coming::release);
  }
}
