package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The conversions of values of each type to each Java class, or the state of the error. */
@Tag("text")
class ConversionsTest {
  private static final List<Class<?>> CLASSES =
      List.of(
          Object.class,
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          BigInteger.class,
          BigDecimal.class,
          Float.class,
          Double.class,
          byte[].class,
          Date.class,
          Time.class,
          Timestamp.class,
          java.util.Date.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Instant.class,
          UUID.class,
          URI.class,
          URL.class,
          Reader.class,
          Clob.class,
          List.class);

  /** Getters, and the classes that {@code getObject} gives the same values in. */
  private static final Map<String, Class<?>> GETTERS =
      Map.ofEntries(
          Map.entry("getObject", Object.class),
          Map.entry("getString", String.class),
          Map.entry("getNString", String.class),
          Map.entry("getBoolean", Boolean.class),
          Map.entry("getByte", Byte.class),
          Map.entry("getShort", Short.class),
          Map.entry("getInt", Integer.class),
          Map.entry("getLong", Long.class),
          Map.entry("getFloat", Float.class),
          Map.entry("getDouble", Double.class),
          Map.entry("getBigDecimal", BigDecimal.class),
          Map.entry("getBytes", byte[].class),
          Map.entry("getDate", Date.class),
          Map.entry("getTime", Time.class),
          Map.entry("getTimestamp", Timestamp.class),
          Map.entry("getURL", URL.class),
          Map.entry("getCharacterStream", Reader.class),
          Map.entry("getNCharacterStream", Reader.class),
          Map.entry("getClob", Clob.class));

  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(
            "name",
            """
            first try: Object String byte[] Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID URI URL List
            !22007: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "history_rows",
            """
            1000000: Object String Integer Long BigInteger BigDecimal byte[] URI Reader Clob
            true: Boolean
            !22003: Byte Short
            1000000.0: Float Double
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """),
        Arguments.of(
            "\"summary.loss\"",
            """
            0.5: Object String BigDecimal Float Double byte[] URI Reader Clob
            true: Boolean
            0: Byte Short Integer Long BigInteger
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """),
        Arguments.of(
            "read_only",
            """
            false: Object String Boolean byte[] URI Reader Clob
            0: Byte Short Integer Long BigInteger BigDecimal
            0.0: Float Double
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """),
        Arguments.of(
            "created_at",
            """
            2023-11-14 22:13:20.123: Object String byte[] Timestamp java.util.Date Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID URI URL List
            2023-11-14: Date LocalDate
            22:13:20: Time
            22:13:20.123: LocalTime
            2023-11-14T22:13:20.123: LocalDateTime
            22:13:20.123Z: OffsetTime
            2023-11-14T22:13:20.123Z: OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "cast(12 as integer)",
            """
            12: Object String Byte Short Integer Long BigInteger BigDecimal byte[] URI Reader Clob
            true: Boolean
            12.0: Float Double
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """),
        Arguments.of(
            "cast(1.50 as decimal(5, 2))",
            """
            1.50: Object String BigDecimal byte[] URI Reader Clob
            true: Boolean
            1: Byte Short Integer Long BigInteger
            1.5: Float Double
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """),
        Arguments.of(
            "date '2024-02-29'",
            """
            2024-02-29: Object String byte[] Date LocalDate URI Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID URL List
            00:00:00: Time
            2024-02-29 00:00:00.0: Timestamp java.util.Date
            00:00: LocalTime
            2024-02-29T00:00: LocalDateTime
            00:00Z: OffsetTime
            2024-02-29T00:00Z: OffsetDateTime ZonedDateTime
            2024-02-29T00:00:00Z: Instant
            """),
        Arguments.of(
            "time '22:13:00'",
            """
            22:13:00: Object String byte[] Time Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID URI URL List
            1970-01-01: Date LocalDate
            1970-01-01 22:13:00.0: Timestamp java.util.Date
            22:13: LocalTime
            1970-01-01T22:13: LocalDateTime
            22:13Z: OffsetTime
            1970-01-01T22:13Z: OffsetDateTime ZonedDateTime
            1970-01-01T22:13:00Z: Instant
            """),
        Arguments.of(
            "'17'",
            """
            17: Object String Byte Short Integer Long BigInteger BigDecimal byte[] URI Reader Clob
            !22018: Boolean UUID URL List
            17.0: Float Double
            !22007: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "'2024-02-29T01:02:03-05:30'",
            """
            2024-02-29T01:02:03-05:30: Object String byte[] Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID URI URL List
            2024-02-29: Date LocalDate
            06:32:03: Time LocalTime
            2024-02-29 06:32:03.0: Timestamp java.util.Date
            2024-02-29T06:32:03: LocalDateTime
            06:32:03Z: OffsetTime
            2024-02-29T06:32:03Z: OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "'https://wandb.ai/'",
            """
            https://wandb.ai/: Object String byte[] URI URL Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double UUID List
            !22007: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "'7d2a51a0-96f3-4b36-8a5b-6a4c5b8d1f0e'",
            """
            7d2a51a0-96f3-4b36-8a5b-6a4c5b8d1f0e: Object String byte[] UUID URI Reader Clob
            !22018: Boolean Byte Short Integer Long BigInteger BigDecimal Float Double URL List
            !22007: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant
            """),
        Arguments.of(
            "cast('NaN' as double)",
            """
            NaN: Object String Float Double byte[] URI Reader Clob
            !22018: Boolean Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            !22003: Byte Short Integer Long BigInteger BigDecimal
            """),
        Arguments.of(
            "1e200",
            """
            1.0E200: Object String Double byte[] URI Reader Clob
            true: Boolean
            !22003: Byte Short Integer Long Float
            100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000: BigInteger
            1.0E+200: BigDecimal
            !22018: Date Time Timestamp java.util.Date LocalDate LocalTime LocalDateTime OffsetTime OffsetDateTime ZonedDateTime Instant UUID URL List
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aValueIsReadAsEachClassOrRefused(String expression, String expected) throws SQLException {
    ResultSet row = one(expression);

    assertThat(asClasses(row)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aGetterGivesWhatGetObjectGivesForItsClass(String expression, String expected)
      throws Exception {
    ResultSet row = one(expression);

    for (Map.Entry<String, Class<?>> getter : GETTERS.entrySet()) {
      Method method = ResultSet.class.getMethod(getter.getKey(), int.class);
      String got;
      try {
        got = print(method.invoke(row, 1));
      } catch (InvocationTargetException e) {
        got = e.getCause() instanceof SQLException cause ? "!" + cause.getSQLState() : "" + e;
      }
      assertThat(got).as(getter.getKey()).isEqualTo(as(row, getter.getValue()));
    }
  }

  @Test
  void nullIsNullOrZeroAndRemembered() throws Exception {
    ResultSet row = one("url");

    for (Class<?> type : CLASSES) {
      assertThat(row.getObject(1, type) == null).isTrue();
      assertThat(row.wasNull()).isTrue();
    }
    for (String getter : GETTERS.keySet()) {
      Object value = ResultSet.class.getMethod(getter, int.class).invoke(row, 1);
      assertThat(value).as(getter).isIn(null, false, (byte) 0, (short) 0, 0, 0L, 0.0f, 0.0);
      assertThat(row.wasNull()).isTrue();
    }
    assertThat(row.getString(2)).isEqualTo("first try");
    assertThat(row.wasNull()).isFalse();
  }

  @Test
  void aCalendarSaysInWhichZoneTheClockHangs() throws SQLException {
    ResultSet row = one("created_at");
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);

    assertThat(row.getTimestamp(1, tokyo).toInstant()).isEqualTo("2023-11-14T13:13:20.123Z");
    assertThat(row.getTimestamp(1, null)).hasToString("2023-11-14 22:13:20.123");
    assertThat(row.getDate(1, null)).hasToString("2023-11-14");
    assertThat(Instant.ofEpochMilli(row.getDate(1, tokyo).getTime()))
        .isEqualTo("2023-11-13T15:00:00Z");
    assertThat(Instant.ofEpochMilli(row.getTime(1, tokyo).getTime()))
        .isEqualTo("1970-01-01T13:13:20.123Z");
  }

  private ResultSet one(String expression) throws SQLException {
    ResultSet row =
        connection.createStatement().executeQuery("select " + expression + ", name from runs");
    assertThat(row.next()).isTrue();
    return row;
  }

  /** Each outcome with the classes that have it, in their order. */
  private static String asClasses(ResultSet row) throws SQLException {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    for (Class<?> type : CLASSES) {
      String name = type == java.util.Date.class ? "java.util.Date" : type.getSimpleName();
      classes.computeIfAbsent(as(row, type), outcome -> new ArrayList<>()).add(name);
    }
    StringBuilder text = new StringBuilder();
    classes.forEach(
        (outcome, names) ->
            text.append(outcome).append(": ").append(String.join(" ", names)).append('\n'));
    return text.toString();
  }

  private static String as(ResultSet row, Class<?> type) {
    try {
      return print(row.getObject(1, type));
    } catch (SQLException e) {
      return "!" + e.getSQLState();
    }
  }

  private static String print(@Nullable Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof Reader reader) {
      return new BufferedReader(reader).lines().collect(Collectors.joining("\n"));
    }
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }
}
