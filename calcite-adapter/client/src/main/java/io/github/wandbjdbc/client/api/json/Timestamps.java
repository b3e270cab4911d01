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
      Instant usual = usual(text);
      if (usual != null) {
        return usual;
      }
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

  /** The time that is written as the API mostly does, in seconds of UTC; null if it isn't. */
  private static @Nullable Instant usual(String text) {
    boolean hasZone = text.length() == 20 && text.charAt(19) == 'Z';
    if (text.length() != 19 && !hasZone) {
      return null;
    }
    for (int i = 0; i < 19; i++) {
      char c = text.charAt(i);
      char wanted = "0000-00-00T00:00:00".charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return null;
      }
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }
}
