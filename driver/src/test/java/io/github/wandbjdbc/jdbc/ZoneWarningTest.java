package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Timestamp is the wall clock that it shows: who means a moment hears of it. */
class ZoneWarningTest {
  private final TimeZone before = TimeZone.getDefault();
  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    TimeZone.setDefault(before);
    connection.close();
  }

  @Test
  void whatWasReadFindsItsRowAgainInAnyZone() throws SQLException {
    for (String zone : new String[] {"UTC", "Asia/Kathmandu", "America/New_York"}) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      Timestamp read;
      try (ResultSet rows =
          connection.createStatement().executeQuery("SELECT created_at FROM runs")) {
        rows.next();
        read = rows.getTimestamp(1);
      }
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT COUNT(*) FROM runs WHERE created_at = ?")) {
        statement.setTimestamp(1, read);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          assertThat(rows.getInt(1)).as(zone).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void theFirstTimestampInAnotherZoneIsToldOfOnce() throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));

    try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
      statement.setObject(1, Instant.EPOCH);
      statement.setObject(1, LocalDateTime.MIN.withYear(2024));
      assertThat((Object) connection.getWarnings()).isNull();

      statement.setTimestamp(1, new Timestamp(0));
      statement.setTimestamp(1, new Timestamp(1));
    }

    assertThat(connection.getWarnings().getMessage())
        .contains("the wall clock that it shows", "America/New_York", "Instant");
    assertThat((Object) connection.getWarnings().getNextWarning()).isNull();
  }

  @Test
  void inUtcThereIsNothingToTell() throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));

    try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
      statement.setTimestamp(1, new Timestamp(0));
    }

    assertThat((Object) connection.getWarnings()).isNull();
  }
}
