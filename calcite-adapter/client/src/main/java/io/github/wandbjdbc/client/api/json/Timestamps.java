package io.github.wandbjdbc.client.api.json;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the API's times, which mostly come without a zone and then are UTC. */
public final class Timestamps {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int MAX_YEAR = 9999;

  private Timestamps() {}

  public static @Nullable Instant parse(@Nullable String text) throws IOException {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      TemporalAccessor parsed = FORMAT.parse(text.replace(' ', 'T'));
      ZoneOffset offset =
          parsed.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
      LocalDateTime time = LocalDateTime.from(parsed);
      if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
        throw new IOException("a time of our era was expected, not " + text);
      }
      return time.toInstant(offset);
    } catch (DateTimeException e) {
      throw new IOException("a time was expected, not " + text, e);
    }
  }
}
