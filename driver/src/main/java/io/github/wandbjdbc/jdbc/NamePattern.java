package io.github.wandbjdbc.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of DatabaseMetaData: {@code _} stands for a letter, {@code %} for any number of them,
 * and {@code \} takes that meaning from what follows. Letters match in any case.
 */
final class NamePattern {
  private static final NamePattern ANY = new NamePattern(Pattern.compile("(?s).*"), null);

  private final Pattern pattern;
  private final @Nullable String literal;

  private NamePattern(Pattern pattern, @Nullable String literal) {
    this.pattern = pattern;
    this.literal = literal;
  }

  /** The pattern that {@code text} writes; null matches everything. */
  static NamePattern of(@Nullable String text) {
    if (text == null || text.equals("%")) {
      return ANY;
    }
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    boolean wild = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '%' || letter == '_') {
        wild = true;
        regex.append(letter == '%' ? ".*" : ".");
        continue;
      }
      if (letter == '\\' && i + 1 < text.length()) {
        i++;
        letter = text.charAt(i);
      }
      literal.append(letter);
      regex.append(Pattern.quote(String.valueOf(letter)));
    }
    return new NamePattern(
        Pattern.compile(
            regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        wild ? null : literal.toString());
  }

  /** The name of exactly these letters, whatever they are; null matches everything. */
  static NamePattern exactly(@Nullable String name) {
    return name == null
        ? ANY
        : new NamePattern(
            Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
            name);
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** The one name that it matches, case apart; null if it is a pattern indeed. */
  @Nullable String literal() {
    return literal;
  }
}
