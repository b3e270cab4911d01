package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;

/**
 * ANY_VALUE: the first value that isn't NULL; or the value of the only row, which a subquery must
 * give that stands for a value.
 */
final class FirstValue implements Accumulator {
  private final boolean only;
  private final Column values;
  private boolean[] seen = new boolean[0];
  private long objectBytes;

  FirstValue(boolean only, Kind kind) {
    this.only = only;
    this.values = Column.of(kind, 0);
  }

  @Override
  public void grow(int groups) {
    values.grow(groups);
    seen = Arrays.copyOf(seen, groups);
  }

  @Override
  public void add(int group, Column[] operands, int place) {
    if (only && seen[group]) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "a subquery used as a value returned more than one row");
    }
    if (!seen[group] && (only || !operands[0].isNull(place))) {
      seen[group] = true;
      values.copy(group, operands[0], place);
      if (values instanceof ObjectColumn objects) {
        objectBytes += ObjectColumn.bytesOf(objects.get(group));
      }
    }
  }

  @Override
  public void result(int group, Column to, int place) {
    if (seen[group]) {
      to.copy(place, values, group);
    } else {
      to.setNull(place);
    }
  }

  @Override
  public void reset(int group) {
    if (seen[group] && values instanceof ObjectColumn objects) {
      objectBytes -= ObjectColumn.bytesOf(objects.get(group));
    }
    seen[group] = false;
  }

  @Override
  public long bytes() {
    return 10L * seen.length + objectBytes;
  }
}
