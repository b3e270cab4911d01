package io.github.wandbjdbc.standin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** The API's times: ISO 8601 in UTC, usually without a zone. */
final class Timestamps {
  private Timestamps() {}

  static Instant parse(String text) {
    try {
      if (text.length() == "2024-05-01".length()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new StandInException(400, "invalid time: " + text, "BAD_USER_INPUT");
    }
  }

  /** Without a zone; with a fraction if there is one. */
  static String text(Instant time) {
    LocalDateTime local =
        LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
  }
}
