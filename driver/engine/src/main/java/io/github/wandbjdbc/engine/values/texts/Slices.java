package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** Parts of texts, by code point. */
final class Slices {
  private static final long MANY = Integer.MAX_VALUE;

  private Slices() {}

  /** The first {@code count} characters; all but the last ones if that is negative. */
  static String left(String text, long count) {
    return text.substring(
        0, Lengths.offset(text, count >= 0 ? count : Lengths.of(text) + Math.max(count, -MANY)));
  }

  /** The last {@code count} characters; all but the first ones if that is negative. */
  static String right(String text, long count) {
    if (count == Integer.MIN_VALUE) {
      // As PostgreSQL, whose INTEGER has no 2147483648.
      return text;
    }
    return text.substring(
        Lengths.offset(
            text, count >= 0 ? Lengths.of(text) - Math.min(count, MANY) : -Math.max(count, -MANY)));
  }

  /** From character {@code start}, from 1, to the end. */
  static String from(String text, long start) {
    return text.substring(Lengths.offset(text, Math.max(start, 1) - 1));
  }

  /**
   * {@code length} characters from {@code start}, from 1: what would stand before the text counts.
   */
  static String from(String text, long start, long length) {
    if (length < 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "SUBSTRING doesn't take the negative length " + length);
    }
    long end = start > Long.MAX_VALUE - length ? Long.MAX_VALUE : start + length;
    if (end <= 1) {
      return "";
    }
    int from = Lengths.offset(text, Math.max(start, 1) - 1);
    int to = Lengths.offset(text, end - 1);
    return text.substring(from, Math.max(from, to));
  }

  /** {@code text} with {@code by} in place of {@code length} characters from {@code start}. */
  static String overlay(String text, String by, long start, long length) {
    if (start <= 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "OVERLAY begins at character 1 or later, not at " + start);
    }
    long end = start + length;
    if (end > Integer.MAX_VALUE) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "OVERLAY ends at character %,d or before".formatted(MANY));
    }
    String rest = from(text, end);
    String before = from(text, 1, start - 1);
    Lengths.allowed((long) before.length() + by.length() + rest.length(), "OVERLAY");
    return before + by + rest;
  }

  /** Part {@code number}, from 1, or from the end if negative, between {@code separator}s. */
  static String splitPart(String text, String separator, long number) {
    if (number == 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "SPLIT_PART counts parts from 1, or from -1 at the end");
    }
    if (text.isEmpty() || separator.isEmpty()) {
      return number == 1 || number == -1 ? text : "";
    }
    return number > 0 ? part(text, separator, number) : partFromEnd(text, separator, number);
  }

  private static String part(String text, String separator, long number) {
    int start = 0;
    for (long left = number; ; left--) {
      int end = text.indexOf(separator, start);
      if (left == 1) {
        return text.substring(start, end < 0 ? text.length() : end);
      }
      if (end < 0) {
        return "";
      }
      start = end + separator.length();
    }
  }

  /** Parts are told from the beginning: of {@code aaa} by {@code aa} the last one is {@code a}. */
  private static String partFromEnd(String text, String separator, long number) {
    long parts = 1;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at)) {
      at += separator.length();
      parts++;
    }
    return number < -parts ? "" : part(text, separator, parts + number + 1);
  }

  /** The text before the {@code count}th separator; after it, counted from the end, if negative. */
  static String substringIndex(String text, String separator, long count) {
    if (separator.isEmpty() || count == 0) {
      return "";
    }
    if (count > 0) {
      int at = -separator.length();
      for (long left = count; left > 0; left--) {
        at = text.indexOf(separator, at + separator.length());
        if (at < 0) {
          return text;
        }
      }
      return text.substring(0, at);
    }
    int at = text.length();
    for (long left = count; left < 0; left++) {
      at = at < separator.length() ? -1 : text.lastIndexOf(separator, at - separator.length());
      if (at < 0) {
        return text;
      }
    }
    return text.substring(at + separator.length());
  }
}
