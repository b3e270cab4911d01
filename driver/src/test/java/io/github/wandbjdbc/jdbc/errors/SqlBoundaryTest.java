package io.github.wandbjdbc.jdbc.errors;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlBoundaryTest {
  @Test
  void everyErrorLeavesAsSqlException() {
    Map<Error, String> states =
        Map.of(
            new OutOfMemoryError("Java heap space"), "53200",
            new StackOverflowError(), "54001",
            new InternalError("odd"), "XX000",
            new NoClassDefFoundError("x"), "XX000",
            new AssertionError("y"), "XX000");

    states.forEach(
        (error, state) ->
            assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                    () ->
                        SqlBoundary.run(
                            () -> {
                              throw error;
                            }))
                .returns(state, SQLException::getSQLState)
                .withRootCauseInstanceOf(error.getClass()));
  }
}
