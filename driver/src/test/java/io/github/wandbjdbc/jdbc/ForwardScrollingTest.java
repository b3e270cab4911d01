package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A result that was asked for to be scrolled can be, forwards. */
class ForwardScrollingTest {
  private static final String SQL = "SELECT x FROM (VALUES 1, 2, 3, 4, 5) AS t (x)";

  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void anAbsoluteOrRelativeRowAheadIsReached() throws SQLException {
    try (ResultSet rows = scrollable().executeQuery(SQL)) {
      assertThat(rows.absolute(2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.absolute(2)).isTrue();
      assertThat(rows.relative(2)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(4);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(5);
      assertThat(rows.relative(1)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
    }
  }

  @Test
  void aRowBehindTheLastIsNone() throws SQLException {
    try (ResultSet rows = scrollable().executeQuery(SQL)) {
      assertThat(rows.absolute(6)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.absolute(7)).isFalse();
    }
  }

  @Test
  void aPreparedStatementIsScrolledAlike() throws SQLException {
    try (ResultSet rows =
        connection
            .prepareStatement(SQL, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
            .executeQuery()) {
      assertThat(rows.absolute(3)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
  }

  @Test
  void whatGoesBackwardsIsRefusedByItsName() throws SQLException {
    try (ResultSet rows = scrollable().executeQuery(SQL)) {
      rows.absolute(3);

      refused("absolute", () -> rows.absolute(2));
      refused("absolute", () -> rows.absolute(-1));
      refused("relative", () -> rows.relative(-1));
      refused("beforeFirst", rows::beforeFirst);
      refused("first", rows::first);
      refused("last", rows::last);
      refused("afterLast", rows::afterLast);
      refused("previous", rows::previous);
      refused("isLast", rows::isLast);
    }
  }

  @Test
  void aResultThatWasNotAskedForSoIsNotScrolled() throws SQLException {
    try (ResultSet rows = connection.createStatement().executeQuery(SQL)) {
      refused("absolute", () -> rows.absolute(2));
      refused("relative", () -> rows.relative(1));
    }
  }

  @Test
  void cancellingAClosedStatementDoesNothing() throws SQLException {
    Statement statement = connection.createStatement();
    statement.close();

    assertThatCode(statement::cancel).doesNotThrowAnyException();
  }

  private Statement scrollable() throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  private static void refused(String method, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessage(method + "() is not supported: result sets are forward-only");
  }
}
