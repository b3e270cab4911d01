package io.github.wandbjdbc.shell.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The round times beside an axis, and how they are written: in UTC, as SQL tells them. */
final class TimeTicks {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY
  };
  private static final int[] MONTHS = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000};

  private final List<Long> times = new ArrayList<>();
  private final DateTimeFormatter format;
  private final String remark;

  TimeTicks(double min, double max, int wanted) {
    long first = (long) Math.floor(min);
    long last = (long) Math.ceil(max);
    long span = Math.max(1, (last - first) / Math.max(1, wanted));
    long step = 0;
    for (int i = STEPS.length - 1; i >= 0 && STEPS[i] >= span; i--) {
      step = STEPS[i];
    }
    if (step > 0) {
      for (long time = Math.floorDiv(first, step) * step; time <= last; time += step) {
        times.add(time);
      }
    } else {
      months(first, last, span);
    }
    boolean oneDay = date(first).equals(date(last));
    boolean oneYear = date(first).getYear() == date(last).getYear();
    String day = oneDay || step >= DAY ? "" : "MM-dd ";
    format =
        DateTimeFormatter.ofPattern(
            step == 0
                ? span > 330 * DAY ? "uuuu" : "uuuu-MM"
                : step >= DAY
                    ? oneYear ? "MM-dd" : "uuuu-MM-dd"
                    : day + (step >= MINUTE ? "HH:mm" : step >= SECOND ? "HH:mm:ss" : "mm:ss.SSS"),
            Locale.ROOT);
    remark =
        oneDay && step > 0 && step < DAY
            ? date(first) + ", UTC"
            : step == 0 || !oneYear ? "UTC" : date(first).getYear() + ", UTC";
  }

  private void months(long first, long last, long span) {
    int step = MONTHS[MONTHS.length - 1];
    for (int i = MONTHS.length - 1; i >= 0 && MONTHS[i] * (30 * DAY) >= span; i--) {
      step = MONTHS[i];
    }
    LocalDate begin = date(first);
    int months = (begin.getYear() * 12 + begin.getMonthValue() - 1) / step * step;
    LocalDate month = LocalDate.of(months / 12, months % 12 + 1, 1);
    for (; millis(month) <= last; month = month.plusMonths(step)) {
      times.add(millis(month));
    }
  }

  private static LocalDate date(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  double[] values() {
    return times.stream().mapToDouble(Long::doubleValue).toArray();
  }

  List<String> labels() {
    return times.stream()
        .map(time -> LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC))
        .map(format::format)
        .toList();
  }

  /** The part of the times that the labels leave out. */
  String remark() {
    return remark;
  }
}
