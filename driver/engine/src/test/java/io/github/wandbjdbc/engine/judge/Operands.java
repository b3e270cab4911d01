package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of each type that functions are tried with, NULL and the extremes first. */
public final class Operands {
  private Operands() {}

  /** NULL, NaN, the infinities, zeros, extremes, and fractions that round either way. */
  public static List<Operand> doubles() {
    return doubles(
        null,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1.0,
        -1.0,
        0.5,
        1.5,
        -2.5,
        2.4999999999999996,
        0.1,
        1.005,
        2.55,
        -123.456,
        1e15,
        1e16,
        9.999999999999999e22,
        1e-5,
        1e100,
        9007199254740992.0,
        2147483647.5,
        -9.223372036854776E18,
        Math.PI);
  }

  public static List<Operand> doubles(@Nullable Double... values) {
    return of(ValueType.DOUBLE, Operands::of, values);
  }

  /** NULL, zero, the extremes, and some between. */
  public static List<Operand> integers() {
    return integers(null, 0L, 1L, -1L, 2L, 7L, -13L, 100L, 46341L, 2147483647L, -2147483648L);
  }

  public static List<Operand> integers(@Nullable Long... values) {
    return of(ValueType.INTEGER, value -> "'" + value + "'::int4", values);
  }

  /** NULL, zero, the extremes, and some between. */
  public static List<Operand> bigints() {
    return bigints(
        null,
        0L,
        1L,
        -1L,
        3L,
        -10L,
        1000L,
        2147483648L,
        3037000500L,
        9007199254740993L,
        Long.MAX_VALUE,
        Long.MIN_VALUE);
  }

  public static List<Operand> bigints(@Nullable Long... values) {
    return of(ValueType.BIGINT, value -> "'" + value + "'::int8", values);
  }

  /** NULL, zeros of several scales, fractions that round either way, many digits. */
  public static List<Operand> numerics() {
    return numerics(
        null,
        "0",
        "0.00",
        "1",
        "-1",
        "3",
        "0.5",
        "-0.5",
        "1.5",
        "2.5",
        "-2.50",
        "2.4999999",
        "0.1",
        "1.005",
        "-123.4560",
        "99.995",
        "0.00027300475013022663",
        "1234567890123456789.5",
        "-9223372036854775808.5",
        "0.0000000001",
        "12345678901234567890123456789012345678",
        "-99999999999999999999.999999999999999999");
  }

  public static List<Operand> numerics(@Nullable String... values) {
    return of(ValueType.NUMERIC, (String value) -> "'" + value + "'::numeric", values).stream()
        .map(o -> new Operand(o.type(), o.held() == null ? null : decimal(o.held()), o.postgres()))
        .toList();
  }

  /** NULL, empty, blank, letters that change length with their case, marks, pairs, long ones. */
  public static List<Operand> texts() {
    return texts(
        null,
        "",
        " ",
        "a",
        "A",
        "abc",
        "  two words ",
        "line\nbreak",
        "tab\tand\\backslash",
        "it's",
        "Straße",
        "ıİiI",
        "e\u0301te\u0301",
        "😀a😀",
        "日本語",
        "\uFFFD\uE000",
        "100%_",
        "x".repeat(5000));
  }

  public static List<Operand> texts(@Nullable String... values) {
    return of(ValueType.TEXT, Operands::literal, values);
  }

  /** NULL and both. */
  public static List<Operand> booleans() {
    return of(ValueType.BOOLEAN, (Long value) -> value == 1 ? "true" : "false", null, 0L, 1L)
        .stream()
        .map(o -> o.held() == null ? new Operand(o.type(), null, "NULL::bool") : o)
        .toList();
  }

  /** NULL, leap days, ends of months, years 1, 1582 and 9999, days before 1970. */
  public static List<Operand> dates() {
    return dates(
        null,
        "1970-01-01",
        "1969-12-31",
        "2024-02-29",
        "2023-02-28",
        "1900-03-01",
        "2000-12-31",
        "2021-01-03",
        "0001-01-01",
        "1582-10-10",
        "9999-12-31");
  }

  public static List<Operand> dates(@Nullable String... values) {
    return of(ValueType.DATE, (String value) -> "'" + value + "'::date", values).stream()
        .map(o -> held(o, text -> LocalDate.parse(text).toEpochDay()))
        .toList();
  }

  /** The same with times of the day; some with milliseconds. */
  public static List<Operand> timestamps() {
    return timestamps(
        null,
        "1970-01-01T00:00:00",
        "1969-12-31T23:59:59.999",
        "2024-02-29T12:34:56.789",
        "2024-03-31T02:30:00",
        "2023-11-05T01:30:00.001",
        "2000-12-31T23:59:59",
        "0001-01-01T00:00:00",
        "1582-10-10T10:10:10.100",
        "9999-12-31T23:59:59.999");
  }

  /** As ISO 8601 has them, with a T. */
  public static List<Operand> timestamps(@Nullable String... values) {
    return of(ValueType.TIMESTAMP, (String value) -> "'" + value + "'::timestamp", values).stream()
        .map(
            o ->
                held(o, text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli()))
        .toList();
  }

  /** NULL, midnight, and the last moment of a day. */
  public static List<Operand> times() {
    return times(null, "00:00:00", "12:34:56.789", "23:59:59.999", "00:00:00.001", "06:05:00");
  }

  public static List<Operand> times(@Nullable String... values) {
    return of(ValueType.TIME, (String value) -> "'" + value + "'::time", values).stream()
        .map(o -> held(o, text -> LocalTime.parse(text).toNanoOfDay() / 1_000_000))
        .toList();
  }

  /** Intervals of months. */
  public static List<Operand> months(@Nullable Long... values) {
    return of(ValueType.MONTHS, value -> "'" + value + " months'::interval", values);
  }

  /** Intervals of milliseconds, whole days as days. */
  public static List<Operand> durations(@Nullable Long... values) {
    return of(ValueType.DURATION, Operands::duration, values);
  }

  private static String duration(Long millis) {
    long days = Duration.ofMillis(millis).toDays();
    return "'%d days %d milliseconds'::interval".formatted(days, millis - days * 86_400_000L);
  }

  /** {@code value} as PostgreSQL is told a text. */
  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'::text";
  }

  private static String of(double value) {
    return "'" + value + "'::float8";
  }

  private static BigDecimal decimal(Object text) {
    return new BigDecimal((String) text);
  }

  private static Operand held(Operand operand, Function<String, Long> parse) {
    return operand.held() == null
        ? operand
        : new Operand(operand.type(), parse.apply((String) operand.held()), operand.postgres());
  }

  @SafeVarargs
  private static <T> List<Operand> of(
      ValueType type, Function<T, String> spelling, @Nullable T... values) {
    List<Operand> operands = new ArrayList<>();
    for (T value : values) {
      operands.add(
          new Operand(
              type, value, value == null ? "NULL::" + postgres(type) : spelling.apply(value)));
    }
    return operands;
  }

  /** PostgreSQL's name of {@code type}. */
  static String postgres(ValueType type) {
    return switch (type) {
      case BOOLEAN -> "bool";
      case INTEGER -> "int4";
      case BIGINT -> "int8";
      case NUMERIC -> "numeric";
      case DOUBLE -> "float8";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case MONTHS, DURATION -> "interval";
      case TEXT, ANY -> "text";
    };
  }
}
