package io.github.wandbjdbc.engine.values.times;

/** The time of the day that the fields of a text mean, and the moment with their day. */
final class ParsedTime {
  private static final int HOURS = 24;
  private static final int SIXTY = 60;
  private static final int SECOND = 1_000_000;

  private ParsedTime() {}

  /** The TIMESTAMP; FF1 to FF5 round it half away from the year 2000. */
  static long moment(ParsedFields fields) {
    long micros = micros(fields);
    long days = ParsedDate.days(fields);
    long midnight = Calendars.midnight(days);
    if (fields.fractionDigits() == 0) {
      return Calendars.plusMillis(midnight, micros / 1_000);
    }
    long unit = SECOND / (long) Math.pow(10, fields.fractionDigits());
    long since = (days - TimeReader.DAYS_TO_2000) * (Calendars.DAY * 1_000) + micros;
    long rounded = (Math.abs(since) + unit / 2) / unit * unit;
    long more = (since < 0 ? -rounded : rounded) - since + micros;
    return Calendars.plusMillis(midnight, Math.floorDiv(more, 1_000L));
  }

  /** In microseconds since midnight. */
  static long micros(ParsedFields fields) {
    int seconds = fields.get(TimeField.SSSS);
    int hour = hour(fields, told(fields, TimeField.HH, seconds / 3_600));
    int minute = told(fields, TimeField.MI, seconds % 3_600 / SIXTY);
    int second = told(fields, TimeField.SS, seconds % SIXTY);
    long micros = fields.get(TimeField.MS) * 1_000L + fields.get(TimeField.US);
    if (hour < 0
        || hour >= HOURS
        || minute < 0
        || minute >= SIXTY
        || second < 0
        || second >= SIXTY
        || micros < 0
        || micros >= SECOND) {
      throw fields.wrong("is not a time of day");
    }
    return ((hour * 60L + minute) * 60 + second) * SECOND + micros;
  }

  private static int told(ParsedFields fields, TimeField field, int otherwise) {
    int value = fields.get(field);
    return value == 0 ? otherwise : value;
  }

  private static int hour(ParsedFields fields, int hour) {
    if (!fields.isTwelveHours()) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw fields.wrong("has no hour from 1 to 12; HH24 takes others");
    }
    return hour % 12 + 12 * fields.get(TimeField.HALF);
  }
}
