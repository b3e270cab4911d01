package io.github.wandbjdbc.client.files.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest of times that are written as Unix seconds. Few of them are read as numbers: those with
 * the same exponent and as many digits before the point are in the order of their texts.
 */
public final class LatestSeconds {
  private String text = "";
  private @Nullable Instant latest;

  /** Adds {@code json}, which counts only if it is a time. */
  public void add(String json) {
    if (!isAlike(json, text)) {
      read();
      text = json;
    } else if (digits(json).compareTo(digits(text)) > 0) {
      text = json;
    }
  }

  /** The latest of those that were added; null if none was. */
  public @Nullable Instant latest() {
    read();
    return latest;
  }

  private void read() {
    Instant time = RunRecords.instant(text);
    if (time != null && (latest == null || time.isAfter(latest))) {
      latest = time;
    }
  }

  private static boolean isAlike(String one, String other) {
    return isPlain(one)
        && isPlain(other)
        && exponent(one).equals(exponent(other))
        && wholeDigits(digits(one)) == wholeDigits(digits(other));
  }

  private static boolean isPlain(String number) {
    return !number.isEmpty()
        && number.charAt(0) >= '0'
        && number.charAt(0) <= '9'
        && number.indexOf('E') < 0;
  }

  private static String exponent(String number) {
    int start = number.indexOf('e');
    return start < 0 ? "" : number.substring(start);
  }

  private static String digits(String number) {
    int end = number.indexOf('e');
    return end < 0 ? number : number.substring(0, end);
  }

  private static int wholeDigits(String digits) {
    int point = digits.indexOf('.');
    return point < 0 ? digits.length() : point;
  }
}
