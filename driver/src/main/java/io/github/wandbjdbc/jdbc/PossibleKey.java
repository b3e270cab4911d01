package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.StatementException;
import java.util.regex.Pattern;

/** A text of the options that may be a key in a wrong place, which messages then don't repeat. */
final class PossibleKey {
  private static final Pattern IN_NAMES = Pattern.compile("[A-Za-z0-9_.-]{32}|@");
  private static final Pattern IN_VALUES = Pattern.compile("[A-Za-z0-9_-]{20}|@");

  private PossibleKey() {}

  /** The name of a property as a message may show it. */
  static String name(String text) {
    return shown(text, IN_NAMES);
  }

  /** The value of a property as a message may show it. */
  static String value(String text) {
    return shown(text, IN_VALUES);
  }

  private static String shown(String text, Pattern secret) {
    return secret.matcher(text).find()
        ? "(not repeated, it may be a key)"
        : StatementException.shortened(text);
  }
}
