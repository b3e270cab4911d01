package io.github.wandbjdbc.jdbc.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
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

  @Test
  void whatALibraryThrowsWithoutDeclaringItLeavesAsSqlException() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                SqlBoundary.run(
                    () -> SqlBoundaryTest.<RuntimeException>undeclared(new IOException("odd"))))
        .returns("XX000", SQLException::getSQLState);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                SqlBoundary.run(
                    () -> SqlBoundaryTest.<RuntimeException>undeclared(new InterruptedException())))
        .returns("57014", SQLException::getSQLState);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatAnInterruptBrokeIsToldAsAnInterrupt() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                SqlBoundary.run(
                    () -> {
                      throw new WandbException(
                          Kind.MALFORMED_RESPONSE,
                          "a file can't be read",
                          new ClosedByInterruptException());
                    }))
        .returns("57014", SQLException::getSQLState);
    assertThat(Thread.interrupted()).isTrue();
  }

  @SuppressWarnings("unchecked") // As Kotlin does it.
  private static <E extends Exception> void undeclared(Exception e) throws E {
    throw (E) e;
  }
}
