package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The parameters of a statement: their types and values. */
@Tag("text")
class ParametersTest {
  private static final List<String> TYPES =
      List.of("varchar", "boolean", "integer", "bigint", "double", "timestamp(3)");

  private static final String NO_NUMBER = " | !22018 | !22018 | !22018 | !22018 | ";

  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Values, and what they are as parameters of each of {@link #TYPES}. */
  @SuppressWarnings("JavaUtilDate") // tools bind it
  static Stream<Arguments> values() throws SQLException {
    UUID uuid = UUID.fromString("7d2a51a0-96f3-4b36-8a5b-6a4c5b8d1f0e");
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
    tokyo.setTimeInMillis(1_700_000_000_123L);
    Timestamp timestamp = Timestamp.valueOf("2024-02-29 01:02:03.5");
    OffsetDateTime offset = OffsetDateTime.parse("2024-02-29T01:02:03+05:30");
    return Stream.of(
        Arguments.of("some", "some | !22018 | !22018 | !22018 | !22018 | !22007"),
        Arguments.of("12", "12 | !22018 | 12 | 12 | 12.0 | !22007"),
        Arguments.of(" Yes ", " Yes  | true | !22018 | !22018 | !22018 | !22007"),
        Arguments.of("NaN", "NaN | !22018 | !22003 | !22003 | NaN | !22007"),
        Arguments.of("1e400", "1e400 | !22018 | !22003 | !22003 | !22003 | !22007"),
        Arguments.of("2024-02-29", "2024-02-29" + NO_NUMBER + "2024-02-29 00:00:00.0"),
        Arguments.of("2024-02-29 01:02", "2024-02-29 01:02" + NO_NUMBER + "2024-02-29 01:02:00.0"),
        Arguments.of('x', "x" + NO_NUMBER + "!22007"),
        Arguments.of(true, "true | true | 1 | 1 | 1.0 | !22018"),
        Arguments.of((byte) 7, "7 | true | 7 | 7 | 7.0 | !22018"),
        Arguments.of((short) 7, "7 | true | 7 | 7 | 7.0 | !22018"),
        Arguments.of(7, "7 | true | 7 | 7 | 7.0 | !22018"),
        Arguments.of(0L, "0 | false | 0 | 0 | 0.0 | !22018"),
        Arguments.of(
            3L << 32, "12884901888 | true | !22003 | 12884901888 | 1.2884901888E10 | !22018"),
        Arguments.of(new BigInteger("7"), "7 | true | 7 | 7 | 7.0 | !22018"),
        Arguments.of(
            BigInteger.TEN.pow(20),
            "100000000000000000000 | true | !22003 | !22003 | 1.0E20 | !22018"),
        Arguments.of(new BigDecimal("7.0"), "7.0 | true | 7 | 7 | 7.0 | !22018"),
        Arguments.of(new BigDecimal("1.50"), "1.50 | true | !22003 | !22003 | 1.5 | !22018"),
        Arguments.of(0.25f, "0.25 | true | !22003 | !22003 | 0.25 | !22018"),
        Arguments.of(-2.0, "-2.0 | true | -2 | -2 | -2.0 | !22018"),
        Arguments.of(Double.NaN, "NaN | !22018 | !22003 | !22003 | NaN | !22018"),
        Arguments.of(
            LocalDate.parse("2024-02-29"), "2024-02-29" + NO_NUMBER + "2024-02-29 00:00:00.0"),
        Arguments.of(LocalTime.parse("01:02"), "01:02:00" + NO_NUMBER + "1970-01-01 01:02:00.0"),
        Arguments.of(
            LocalDateTime.parse("2024-02-29T01:02:03"),
            "2024-02-29 01:02:03.0" + NO_NUMBER + "2024-02-29 01:02:03.0"),
        Arguments.of(
            Instant.parse("2024-02-29T01:02:03Z"),
            "2024-02-29 01:02:03.0" + NO_NUMBER + "2024-02-29 01:02:03.0"),
        Arguments.of(offset, "2024-02-28 19:32:03.0" + NO_NUMBER + "2024-02-28 19:32:03.0"),
        Arguments.of(
            offset.atZoneSameInstant(ZoneId.of("America/New_York")),
            "2024-02-28 19:32:03.0" + NO_NUMBER + "2024-02-28 19:32:03.0"),
        Arguments.of(
            Date.valueOf("2024-02-29"), "2024-02-29" + NO_NUMBER + "2024-02-29 00:00:00.0"),
        Arguments.of(Time.valueOf("01:02:03"), "01:02:03" + NO_NUMBER + "1970-01-01 01:02:03.0"),
        Arguments.of(timestamp, "2024-02-29 01:02:03.5" + NO_NUMBER + "2024-02-29 01:02:03.5"),
        Arguments.of(
            new java.util.Date(timestamp.getTime()),
            "2024-02-29 01:02:03.5" + NO_NUMBER + "2024-02-29 01:02:03.5"),
        Arguments.of(tokyo, "2023-11-14 22:13:20.123" + NO_NUMBER + "2023-11-14 22:13:20.123"),
        Arguments.of(uuid, uuid + NO_NUMBER + "!22007"),
        Arguments.of(URI.create("https://wandb.ai/"), "https://wandb.ai/" + NO_NUMBER + "!22007"),
        Arguments.of(new SerialClob("12".toCharArray()), "12 | !22018 | 12 | 12 | 12.0 | !22007"),
        Arguments.of(new byte[] {1}, "!22018" + NO_NUMBER + "!22018"),
        Arguments.of(List.of(1), "!22018" + NO_NUMBER + "!22018"),
        Arguments.of(new Object(), "!22018" + NO_NUMBER + "!22018"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsTakenAsTheTypeThatTheStatementWants(Object value, String expected) {
    List<String> taken = TYPES.stream().map(type -> as(value, type)).toList();

    assertThat(String.join(" | ", taken)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "12.0, INTEGER, 12",
    "12.5, INTEGER, !22003",
    "128, TINYINT, !22003",
    "40000, SMALLINT, !22003",
    "12.5, DECIMAL, 12.5",
    "NaN, DECIMAL, !22003",
    "NaN, DOUBLE, NaN",
    "1e39, REAL, !22003",
    "yes, BIT, true",
    "2, BOOLEAN, !22018",
    "2024-02-29 01:02:03, DATE, 2024-02-29",
    "2024-02-29 01:02:03, TIME, 01:02:03",
    "2024-02-29, TIMESTAMP, 2024-02-29 00:00:00.0",
    "2024-02-29T01:02:03-01:00, TIMESTAMP_WITH_TIMEZONE, 2024-02-29 02:02:03.0",
    "some, LONGNVARCHAR, some",
    "some, OTHER, some",
    "some, ARRAY, !0A000"
  })
  void aTypeThatIsNamedIsTakenFirst(String value, JDBCType type, String expected) {
    assertThat(as(value, "varchar", (statement, v) -> statement.setObject(1, v, type)))
        .isEqualTo(expected);
    assertThat(
            as(
                value,
                "varchar",
                (statement, v) -> statement.setObject(1, v, type.getVendorTypeNumber())))
        .isEqualTo(expected);
  }

  @Test
  void aScaleRoundsAnExactNumber() throws SQLException {
    assertThat(as("2.345", "varchar", (s, v) -> s.setObject(1, v, Types.DECIMAL, 2)))
        .isEqualTo("2.35");
    assertThat(as("2.3", "varchar", (s, v) -> s.setObject(1, v, JDBCType.NUMERIC, 2)))
        .isEqualTo("2.3");
    assertThat(as(LocalDate.EPOCH, "varchar", (s, v) -> s.setObject(1, v, Types.TIMESTAMP, 3)))
        .isEqualTo("1970-01-01 00:00:00.0");
  }

  @Test
  void textIsReadFromReaders() {
    assertThat(as(new StringReader("12"), "bigint")).isEqualTo("12");
    assertThat(as("ğüé", "varchar", (s, v) -> s.setCharacterStream(1, new StringReader(v))))
        .isEqualTo("ğüé");
    assertThat(as("ğüé", "varchar", (s, v) -> s.setNClob(1, new StringReader(v), 2)))
        .isEqualTo("ğü");
    assertThat(as("ğüé", "varchar", (s, v) -> s.setClob(1, new StringReader(v), -1)))
        .isEqualTo("!HY024");
  }

  @Test
  void nullIsNullWhateverItsType() {
    for (String type : TYPES) {
      assertThat(as("", type, (s, v) -> s.setObject(1, null))).isEqualTo("null");
      assertThat(as("", type, (s, v) -> s.setNull(1, Types.DOUBLE))).isEqualTo("null");
      assertThat(as("", type, (s, v) -> s.setObject(1, null, Types.ARRAY))).isEqualTo("null");
      assertThat(as("", type, (s, v) -> s.setTimestamp(1, null))).isEqualTo("null");
    }
  }

  @Test
  void aCalendarSaysInWhichZoneTheClockHangs() {
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
    Instant instant = Instant.parse("2024-02-29T01:02:03Z");

    assertThat(as(instant, "timestamp", (s, v) -> s.setTimestamp(1, Timestamp.from(v), tokyo)))
        .isEqualTo("2024-02-29 10:02:03.0");
    assertThat(as(instant, "date", (s, v) -> s.setDate(1, new Date(v.toEpochMilli()), tokyo)))
        .isEqualTo("2024-02-29");
  }

  @Test
  void bytesAreBytes() throws SQLException {
    byte[] bytes = "é".getBytes(StandardCharsets.UTF_8);

    assertThat(as(bytes, "varbinary", (s, v) -> s.setBytes(1, v))).isEqualTo("c3a9");
    assertThat(as("é", "varbinary")).isEqualTo("!22018");
    assertThat(as("é", "varbinary", (s, v) -> s.setObject(1, v, Types.VARBINARY)))
        .isEqualTo("c3a9");
  }

  @Test
  void aPlainStatementHasNoParameters() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select * from runs where name = ?"))
          .isInstanceOf(SQLException.class)
          .hasMessage("a ? has no value here: prepare the statement, and bind its parameters");
    }
  }

  /** Binds a value in one of the many ways. */
  private interface Binding<T> {
    void bind(PreparedStatement statement, T value) throws SQLException;
  }

  private String as(Object value, String type) {
    return as(value, type, (statement, v) -> statement.setObject(1, v));
  }

  private <T> String as(T value, String type, Binding<T> binding) {
    try (PreparedStatement statement =
        connection.prepareStatement("select cast(? as " + type + ")")) {
      binding.bind(statement, value);
      return answer(statement);
    } catch (SQLException e) {
      return "!" + e.getSQLState();
    }
  }

  private static String answer(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }
}
