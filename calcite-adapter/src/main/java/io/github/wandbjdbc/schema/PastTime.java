package io.github.wandbjdbc.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads times as PostgreSQL and ISO 8601 write them: UTC where there is no zone, midnight where
 * there is a date alone.
 */
final class PastTime {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .appendPattern("[XXX][XX][X]['UTC']['GMT']")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private PastTime() {}

  /** The time that {@code text} says, to the millisecond, which mustn't be after {@code now}. */
  static Instant read(String text, Instant now) {
    Instant time;
    try {
      TemporalAccessor parsed = FORMAT.parse(text);
      LocalTime clock = parsed.query(TemporalQueries.localTime());
      ZoneOffset offset =
          parsed.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
      time =
          LocalDate.from(parsed)
              .atTime(clock == null ? LocalTime.MIDNIGHT : clock)
              .toInstant(offset)
              .truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a timestamp, such as 2026-07-01 12:00:00 or 2026-07-01T12:00:00+02:00", e);
    }
    if (time.isAfter(now)) {
      throw new IllegalArgumentException("must not be in the future: an answer as of then changes");
    }
    return time;
  }
}
