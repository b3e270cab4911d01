package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.Order;
import org.jspecify.annotations.Nullable;

/** Texts of several texts, and of which comes first. */
final class Joining {
  private Joining() {}

  static String both(String left, String right) {
    Lengths.allowed((long) left.length() + right.length(), "||");
    return left.concat(right);
  }

  /** All texts; null is empty. */
  static String all(@Nullable Object[] texts) {
    StringBuilder all = new StringBuilder();
    for (Object text : texts) {
      if (text != null) {
        append(all, (String) text, "CONCAT");
      }
    }
    return all.toString();
  }

  /** All texts but null and the first one, which stands between them. */
  static @Nullable String separated(@Nullable Object[] texts) {
    if (!(texts[0] instanceof String separator)) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    boolean isFirst = true;
    for (int i = 1; i < texts.length; i++) {
      if (texts[i] instanceof String text) {
        append(all, isFirst ? "" : separator, "CONCAT_WS");
        append(all, text, "CONCAT_WS");
        isFirst = false;
      }
    }
    return all.toString();
  }

  private static void append(StringBuilder to, String text, String function) {
    Lengths.allowed((long) to.length() + text.length(), function);
    to.append(text);
  }

  /** -1, 0 or 1. */
  static long compare(String left, String right) {
    return Integer.signum(Order.compare(left, right));
  }
}
