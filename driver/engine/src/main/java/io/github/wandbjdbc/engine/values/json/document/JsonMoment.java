package io.github.wandbjdbc.engine.values.json.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date or time that a path has made of a text; JSON itself has none. Where a zone is needed and
 * none is said, it is UTC.
 *
 * @param value days since 1970; microseconds since 1970, in UTC where there is a zone; or
 *     microseconds since midnight, in the zone where there is one
 * @param offset how many seconds the zone is ahead of UTC; 0 without one
 */
public record JsonMoment(Kind kind, long value, int offset) implements JsonValue {
  public static final long SECOND = 1_000_000;
  public static final long DAY = 86_400 * SECOND;

  /** From 1970 to 2000, which PostgreSQL counts from, in microseconds. */
  private static final long TO_2000 = 10_957 * DAY;

  /** The types that there are. */
  public enum Kind {
    DATE("date"),
    TIME("time without time zone"),
    TIME_TZ("time with time zone"),
    TIMESTAMP("timestamp without time zone"),
    TIMESTAMP_TZ("timestamp with time zone");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    public boolean isTime() {
      return this == TIME || this == TIME_TZ;
    }
  }

  public static JsonMoment of(Kind kind, long value) {
    return new JsonMoment(kind, value, 0);
  }

  @Override
  public String type() {
    return kind.type;
  }

  /** The same as a {@code kind}; null if that can't be. */
  public @Nullable JsonMoment as(Kind wanted) {
    if (kind == wanted) {
      return this;
    }
    if (kind.isTime()) {
      return wanted.isTime() ? of(wanted, value) : null;
    }
    if (kind == Kind.DATE) {
      return wanted.isTime() ? null : of(wanted, value * DAY);
    }
    return switch (wanted) {
      case DATE -> of(wanted, Math.floorDiv(value, DAY));
      case TIME -> of(wanted, Math.floorMod(value, DAY));
      case TIME_TZ -> kind == Kind.TIMESTAMP_TZ ? of(wanted, Math.floorMod(value, DAY)) : null;
      case TIMESTAMP, TIMESTAMP_TZ -> of(wanted, value);
    };
  }

  /** The same with at most {@code digits} behind the second's point. */
  public JsonMoment rounded(int digits) {
    long unit = 1;
    for (int i = digits; i < 6; i++) {
      unit *= 10;
    }
    long base = kind.isTime() ? 0 : TO_2000;
    long since = value - base;
    long rounded = (Math.abs(since) + unit / 2) / unit * unit;
    return new JsonMoment(kind, base + (since < 0 ? -rounded : rounded), offset);
  }

  /** Below 0 if this is earlier; null if the two can't be compared. */
  public @Nullable Integer compare(JsonMoment other) {
    if (kind.isTime() != other.kind.isTime()) {
      return null;
    }
    if (kind.isTime()) {
      int order = Long.compare(value - offset * SECOND, other.value - other.offset * SECOND);
      return order != 0 ? order : Integer.compare(other.offset, offset);
    }
    return Long.compare(micros(), other.micros());
  }

  private long micros() {
    return kind == Kind.DATE ? value * DAY : value;
  }

  /** As JSON has it, in the zone that was said. */
  public String isoText() {
    return text('T', offset, true);
  }

  /** As a cast to text has it, timestamps with a zone in UTC. */
  public String sqlText() {
    return text(' ', kind == Kind.TIMESTAMP_TZ ? 0 : offset, false);
  }

  private String text(char separator, int zone, boolean wholeZone) {
    StringBuilder out = new StringBuilder();
    long local = kind == Kind.TIMESTAMP_TZ ? value + zone * SECOND : value;
    if (!kind.isTime()) {
      date(out, kind == Kind.DATE ? value : Math.floorDiv(local, DAY));
      if (kind == Kind.DATE) {
        return out.toString();
      }
      out.append(separator);
    }
    // Midnight at the end of a day is a time, too.
    time(out, kind.isTime() ? local : Math.floorMod(local, DAY));
    if (kind == Kind.TIME_TZ || kind == Kind.TIMESTAMP_TZ) {
      int minutes = Math.abs(zone) / 60;
      out.append(zone < 0 ? '-' : '+');
      two(out, minutes / 60);
      if (wholeZone || minutes % 60 != 0) {
        two(out.append(':'), minutes % 60);
      }
    }
    return out.toString();
  }

  private static void date(StringBuilder out, long days) {
    try {
      LocalDate date = LocalDate.ofEpochDay(days);
      String year = Integer.toString(date.getYear());
      out.append("0".repeat(Math.max(0, 4 - year.length()))).append(year).append('-');
      two(out, date.getMonthValue());
      two(out.append('-'), date.getDayOfMonth());
    } catch (DateTimeException e) {
      throw new JsonFault("a date is out of range");
    }
  }

  private static void time(StringBuilder out, long micros) {
    long seconds = micros / SECOND;
    two(out, seconds / 3600);
    two(out.append(':'), seconds / 60 % 60);
    two(out.append(':'), seconds % 60);
    long fraction = micros % SECOND;
    if (fraction != 0) {
      String digits = Long.toString(SECOND + fraction).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      out.append('.').append(digits, 0, end);
    }
  }

  private static void two(StringBuilder out, long number) {
    out.append(number < 10 ? "0" : "").append(number);
  }
}
