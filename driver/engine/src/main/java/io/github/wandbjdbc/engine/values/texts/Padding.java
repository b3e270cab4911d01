package io.github.wandbjdbc.engine.values.texts;

import org.jspecify.annotations.Nullable;

/** Texts that are made of others over and over; their length is known before they are. */
final class Padding {
  private Padding() {}

  /** {@code text} to {@code length} characters, with {@code fill} before it, or cut at its end. */
  static String left(String text, long length, String fill) {
    String padding = padding(text, length, fill, "LPAD");
    return padding == null ? Slices.left(text, Math.max(0, length)) : padding + text;
  }

  /** Likewise, with {@code fill} behind it. */
  static String right(String text, long length, String fill) {
    String padding = padding(text, length, fill, "RPAD");
    return padding == null ? Slices.left(text, Math.max(0, length)) : text + padding;
  }

  /** Null if {@code text} must be cut. */
  private static @Nullable String padding(String text, long length, String fill, String function) {
    if (fill.isEmpty() || length <= 0) {
      return length < Lengths.of(text) ? null : "";
    }
    int missing = Lengths.allowed(length, function) - Lengths.of(text);
    if (missing < 0) {
      return null;
    }
    int unit = Lengths.of(fill);
    int rest = Lengths.offset(fill, missing % unit);
    Lengths.allowed((long) (missing / unit) * fill.length() + text.length(), function);
    return fill.repeat(missing / unit) + fill.substring(0, rest);
  }

  /** {@code text} {@code count} times. */
  static String repeat(String text, long count) {
    if (count <= 0 || text.isEmpty()) {
      return "";
    }
    long most = Lengths.MOST / text.length();
    Lengths.allowed(count > most ? Math.max(count, Lengths.MOST + 1L) : 0, "REPEAT");
    return text.repeat((int) count);
  }
}
