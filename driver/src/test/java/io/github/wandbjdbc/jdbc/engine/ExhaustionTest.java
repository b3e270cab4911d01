package io.github.wandbjdbc.jdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
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

/** What happens to a statement that outgrows the JVM, or its user's patience. */
class ExhaustionTest {
  private static final int ROWS = 50_000;

  private final CallScope scope = CallScope.unbounded();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select step from losses order by loss",
        "select step from losses order by loss limit 3",
        "select note, count(*) from losses group by note, step, loss order by 2, step",
      })
  void aSortEndsWhenItIsCancelled(String sql) {
    Rows rows =
        engine(
                row -> {
                  if (row == ROWS - 1) {
                    scope.cancel();
                  }
                })
            .prepare(sql, path(), 0, scope)
            .execute(List.of(), scope);

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(rows::next)
        .returns(WandbException.Kind.CANCELLED, WandbException::kind);
  }

  @Test
  void memoryThatRunsOutIsToldOf() {
    QueryEngine engine =
        engine(
            row -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertFails(engine, SqlState.OUT_OF_MEMORY);
  }

  @Test
  void aStackThatOverflowsIsToldOf() {
    QueryEngine engine =
        engine(
            row -> {
              throw new StackOverflowError();
            });

    assertFails(engine, SqlState.TOO_COMPLEX);
  }

  @Test
  void theNextStatementIsAnswered() {
    boolean[] isFull = {true};
    QueryEngine engine =
        engine(
            row -> {
              if (isFull[0]) {
                throw new OutOfMemoryError("Java heap space");
              }
            });
    assertFails(engine, SqlState.OUT_OF_MEMORY);

    isFull[0] = false;
    try (Rows rows = select(engine)) {
      assertThat(rows.next()).isTrue();
    }
  }

  private void assertFails(QueryEngine engine, SqlState state) {
    try (Rows rows = select(engine)) {
      assertThatExceptionOfType(StatementException.class)
          .isThrownBy(rows::next)
          .returns(state, StatementException::state);
    }
  }

  private Rows select(QueryEngine engine) {
    return engine
        .prepare("select max(step) from losses", path(), 0, scope)
        .execute(List.of(), scope);
  }

  private static SearchPath path() {
    return new SearchPath("team", "vision");
  }

  /** An engine over rows that {@code onRead} sees being read. */
  private static QueryEngine engine(IntConsumer onRead) {
    LossTable losses =
        new LossTable(
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
    return new QueryEngine((references, scope) -> losses.root(), SqlOperatorTables.of(), "");
  }
}
