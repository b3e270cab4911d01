package io.github.wandbjdbc.jdbc.metadata;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of DatabaseMetaData: {@code _} stands for a character, {@code %} for any number of
 * them, and {@code \} takes that meaning from what follows. Letters match in any case.
 */
public final class NamePattern {
  private static final int ONE = -1;
  private static final int MANY = -2;
  private static final NamePattern ANY = new NamePattern(new int[] {MANY}, null);

  /** Characters, in one case, among {@link #ONE} and {@link #MANY}. */
  private final int[] pattern;

  private final @Nullable String literal;

  private NamePattern(int[] pattern, @Nullable String literal) {
    this.pattern = pattern;
    this.literal = literal;
  }

  /** The pattern that {@code text} writes; null matches everything. */
  public static NamePattern of(@Nullable String text) {
    if (text == null || text.equals("%")) {
      return ANY;
    }
    int[] characters = text.codePoints().toArray();
    int[] pattern = new int[characters.length];
    int length = 0;
    StringBuilder literal = new StringBuilder();
    boolean wild = false;
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      if (character == '%' || character == '_') {
        wild = true;
        pattern[length++] = character == '%' ? MANY : ONE;
        continue;
      }
      if (character == '\\' && i + 1 < characters.length) {
        i++;
        character = characters[i];
      }
      literal.appendCodePoint(character);
      pattern[length++] = folded(character);
    }
    return new NamePattern(Arrays.copyOf(pattern, length), wild ? null : literal.toString());
  }

  /** The name of exactly these letters, whatever they are; null matches everything. */
  public static NamePattern exactly(@Nullable String name) {
    return name == null ? ANY : new NamePattern(folded(name), name);
  }

  private static int[] folded(String name) {
    return name.codePoints().map(NamePattern::folded).toArray();
  }

  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  /** Goes back to the last {@code %} alone: what those before it stand for need never change. */
  public boolean matches(String name) {
    int[] characters = folded(name);
    int at = 0;
    int next = 0;
    int afterMany = -1;
    int resume = 0;
    while (at < characters.length) {
      if (next < pattern.length && pattern[next] == MANY) {
        next++;
        afterMany = next;
        resume = at;
      } else if (next < pattern.length
          && (pattern[next] == ONE || pattern[next] == characters[at])) {
        next++;
        at++;
      } else if (afterMany >= 0) {
        next = afterMany;
        resume++;
        at = resume;
      } else {
        return false;
      }
    }
    while (next < pattern.length && pattern[next] == MANY) {
      next++;
    }
    return next == pattern.length;
  }

  /** The one name that it matches, case apart; null if it is a pattern indeed. */
  public @Nullable String literal() {
    return literal;
  }
}
