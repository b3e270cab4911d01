package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that outgrow the JVM, or their user's patience. */
class ExhaustionTest {
  private static final int ROWS = 50_000;

  private final EndableScope scope = new EndableScope();
  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select step from losses order by loss",
        "select step from losses order by loss limit 3",
        "select note, count(*) from losses group by note, step, loss order by 2, step",
      })
  void aSortEndsWhenItIsCancelled(String sql) {
    LossTable losses =
        losses(
            row -> {
              if (row == ROWS - 1) {
                scope.cancel();
              }
            });
    Rows rows =
        engine
            .prepare(sql, path(), 0, losses.source(scope))
            .execute(List.of(), losses.source(scope));

    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(rows::next)
        .returns(SqlState.CANCELLED, StatementException::state);
  }

  @Test
  void memoryThatRunsOutIsToldOf() {
    LossTable losses =
        losses(
            row -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertFails(losses, SqlState.OUT_OF_MEMORY);
  }

  @Test
  void aStackThatOverflowsIsToldOf() {
    LossTable losses =
        losses(
            row -> {
              throw new StackOverflowError();
            });

    assertFails(losses, SqlState.TOO_COMPLEX);
  }

  @Test
  void theNextStatementIsAnswered() {
    boolean[] isFull = {true};
    LossTable losses =
        losses(
            row -> {
              if (isFull[0]) {
                throw new OutOfMemoryError("Java heap space");
              }
            });
    assertFails(losses, SqlState.OUT_OF_MEMORY);

    isFull[0] = false;
    try (Rows rows = select(losses)) {
      assertThat(rows.next()).isTrue();
    }
  }

  private void assertFails(LossTable losses, SqlState state) {
    try (Rows rows = select(losses)) {
      assertThatExceptionOfType(StatementException.class)
          .isThrownBy(rows::next)
          .returns(state, StatementException::state);
    }
  }

  private Rows select(LossTable losses) {
    return engine
        .prepare("select max(step) from losses", path(), 0, losses.source())
        .execute(List.of(), losses.source());
  }

  private static SearchPath path() {
    return new SearchPath("team", "vision");
  }

  /** Rows that {@code onRead} sees being read. */
  private static LossTable losses(IntConsumer onRead) {
    return new LossTable(
        new AbstractList<>() {
          @Override
          public @Nullable Object[] get(int index) {
            onRead.accept(index);
            long step = (index * 7919L) % ROWS;
            return new @Nullable Object[] {step, step * 0.5, "a", 0L, true};
          }

          @Override
          public int size() {
            return ROWS;
          }
        });
  }
}
