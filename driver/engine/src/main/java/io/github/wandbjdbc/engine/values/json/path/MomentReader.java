package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date, a time or both as ISO 8601 has them: {@code 2025-03-10}, {@code 12:34:56.789},
 * {@code 2025-03-10T12:34:56+01:00}, with a blank in the place of the T too.
 */
final class MomentReader {
  private final String text;
  private int place;

  private MomentReader(String text) {
    this.text = text;
  }

  /** The moment in {@code text}; null if it isn't one. */
  static @Nullable JsonMoment read(String text) {
    try {
      return text.length() > 100 ? null : new MomentReader(text.stripTrailing()).read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable JsonMoment read() {
    int colon = text.indexOf(':');
    int dash = text.indexOf('-');
    if (colon >= 0 && (dash < 0 || dash > colon)) {
      Long time = time();
      if (time == null) {
        return null;
      }
      if (atEnd()) {
        return JsonMoment.of(Kind.TIME, time);
      }
      Integer zone = zone();
      return zone == null || !atEnd() ? null : new JsonMoment(Kind.TIME_TZ, time, zone);
    }
    LocalDate date = date();
    if (date == null) {
      return null;
    }
    if (atEnd()) {
      return JsonMoment.of(Kind.DATE, date.toEpochDay());
    }
    if ((!skip('T') && !skip(' ')) || date.getYear() > 294_276) {
      return null;
    }
    Long time = time();
    if (time == null) {
      return null;
    }
    long local = date.toEpochDay() * JsonMoment.DAY + time;
    if (atEnd()) {
      return JsonMoment.of(Kind.TIMESTAMP, local);
    }
    Integer zone = zone();
    return zone == null || !atEnd()
        ? null
        : new JsonMoment(Kind.TIMESTAMP_TZ, local - zone * JsonMoment.SECOND, zone);
  }

  private @Nullable LocalDate date() {
    int year = number(9);
    if (year <= 0 || year > 5_874_897 || !skip('-')) {
      return null;
    }
    int month = number(9);
    if (month < 0 || !skip('-')) {
      return null;
    }
    int day = number(9);
    return day < 0 ? null : LocalDate.of(year, month, day);
  }

  /** In microseconds. */
  private @Nullable Long time() {
    int hour = number(9);
    if (hour < 0 || hour > 23 || !skip(':')) {
      return null;
    }
    int minute = number(9);
    if (minute < 0 || minute > 59 || !skip(':')) {
      return null;
    }
    int second = number(9);
    if (second < 0 || second > 59) {
      return null;
    }
    long micros = ((hour * 60L + minute) * 60 + second) * JsonMoment.SECOND;
    if (skip('.')) {
      int start = place;
      int fraction = number(6);
      if (fraction < 0) {
        return null;
      }
      for (int digits = place - start; digits < 6; digits++) {
        fraction *= 10;
      }
      micros += fraction;
    }
    return micros;
  }

  /** In seconds ahead of UTC. */
  private @Nullable Integer zone() {
    for (String utc : new String[] {"Z", "UTC", "GMT"}) {
      if (text.regionMatches(true, place, utc, 0, text.length() - place)) {
        place += utc.length();
        return 0;
      }
    }
    boolean blank = skip(' ');
    int sign = skip('-') ? -1 : skip('+') || blank ? 1 : 0;
    int hours = sign == 0 ? -1 : number(2);
    int minutes = hours < 0 ? -1 : skip(':') ? number(2) : 0;
    return hours > 15 || minutes < 0 || minutes > 59 ? null : sign * (hours * 60 + minutes) * 60;
  }

  /** The number of at most {@code most} digits at this place; -1 if there is none. */
  private int number(int most) {
    while (skip(' ')) {
      // Blanks before a number count for nothing.
    }
    int start = place;
    int number = 0;
    while (place < text.length()
        && place - start < most
        && text.charAt(place) >= '0'
        && text.charAt(place) <= '9') {
      number = number * 10 + text.charAt(place++) - '0';
    }
    return place == start ? -1 : number;
  }

  private boolean skip(char c) {
    boolean there = place < text.length() && text.charAt(place) == c;
    place += there ? 1 : 0;
    return there;
  }

  private boolean atEnd() {
    return place >= text.length();
  }
}
