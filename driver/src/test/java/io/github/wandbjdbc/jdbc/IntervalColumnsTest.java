package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Intervals print as PostgreSQL has them, and are durations or periods to Java. */
class IntervalColumnsTest {
  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aDifferenceOfTimesIsADuration() throws SQLException {
    try (ResultSet rows =
        rows("TIMESTAMP '2024-03-01 06:00:00' - TIMESTAMP '2024-02-01 05:00:00'")) {
      assertThat(rows.getString(1)).isEqualTo("29 days 01:00:00");
      assertThat(rows.getObject(1)).isEqualTo(Duration.ofDays(29).plusHours(1));
      assertThat(rows.getObject(1, Duration.class)).isEqualTo(rows.getObject(1));
      assertThat(stateOf(() -> rows.getObject(1, Period.class))).isEqualTo("22018");
      assertThat(stateOf(() -> rows.getLong(1))).isEqualTo("22018");
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("INTERVAL");
      assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.OTHER);
      assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo(Duration.class.getName());
    }
  }

  @Test
  void yearsAndMonthsAreAPeriod() throws SQLException {
    try (ResultSet rows = rows("INTERVAL '1 year 14 months'")) {
      assertThat(rows.getString(1)).isEqualTo("2 years 2 mons");
      assertThat(rows.getObject(1)).isEqualTo(Period.of(2, 2, 0));
      assertThat(stateOf(() -> rows.getObject(1, Duration.class))).isEqualTo("22018");
      assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo(Period.class.getName());
    }
  }

  @Test
  void wholeDaysAreAPeriodToo() throws SQLException {
    try (ResultSet rows = rows("INTERVAL '40 days'")) {
      assertThat(rows.getObject(1, Period.class)).isEqualTo(Period.ofDays(40));
    }
  }

  @Test
  void noIntervalIsNull() throws SQLException {
    try (ResultSet rows = rows("TIMESTAMP '2024-03-01' - CAST(NULL AS TIMESTAMP)")) {
      assertThat(rows.getString(1)).isNull();
      assertThat(rows.getObject(1)).isNull();
      assertThat(rows.wasNull()).isTrue();
    }
  }

  @Test
  void durationsAndPeriodsAreParameters() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT TIMESTAMP '2024-02-29 12:00:00' + CAST(? AS INTERVAL DAY TO SECOND),"
                + " TIMESTAMP '2024-02-29 12:00:00' - CAST(? AS INTERVAL YEAR TO MONTH)")) {
      statement.setObject(1, Duration.ofHours(13));
      statement.setObject(2, Period.of(1, 1, 0));

      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("2024-03-01 01:00:00.0");
        assertThat(rows.getString(2)).isEqualTo("2023-01-29 12:00:00.0");
      }

      assertThat(stateOf(() -> statement.setObject(1, "tomorrow"))).isEqualTo("22018");
    }
  }

  @Test
  void monthsAndDaysTogetherAreRefusedByName() {
    SQLException refusal =
        catchThrowableOfType(SQLException.class, () -> rows("INTERVAL '1 month 3 days'"));

    assertThat(refusal.getSQLState()).isEqualTo("42000");
    assertThat(refusal.getMessage()).contains("1 month 3 days", "one INTERVAL");
  }

  private ResultSet rows(String expression) throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery("SELECT " + expression);
    assertThat(rows.next()).isTrue();
    return rows;
  }

  private static String stateOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }
}
