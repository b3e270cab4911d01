package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;

/**
 * A pattern of LIKE or ILIKE: {@code %} stands for any characters, {@code _} for one; a character
 * behind the escape character stands for itself.
 */
final class LikePattern {
  private static final int ONE = -1;
  private static final int MANY = -2;

  /** An escape character with nothing behind it, which is a fault once a text gets there. */
  private static final int UNFINISHED = -3;

  private static final int NO_ESCAPE = -4;
  private static final int NOTHING = -5;
  private static final int LOOKS = 1_024;

  private final int[] pattern;
  private final boolean ignoresCase;

  private LikePattern(int[] pattern, boolean ignoresCase) {
    this.pattern = pattern;
    this.ignoresCase = ignoresCase;
  }

  /**
   * {@code text} with an escape character.
   *
   * @param escape one character, or empty if there is none
   */
  static LikePattern of(String text, String escape, boolean ignoresCase) {
    SimilarPattern.requireEscape(escape);
    int escaping = escape.isEmpty() ? NO_ESCAPE : escape.codePointAt(0);
    int[] characters = text.codePoints().toArray();
    int[] pattern = new int[characters.length];
    int length = 0;
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      if (character == escaping) {
        i++;
        pattern[length++] = i < characters.length ? folded(characters[i], ignoresCase) : UNFINISHED;
      } else if (character == '%') {
        // Several in a row are one; those with _ between them are told apart below.
        if (length == 0 || pattern[length - 1] != MANY) {
          pattern[length++] = MANY;
        }
      } else {
        pattern[length++] = character == '_' ? ONE : folded(character, ignoresCase);
      }
    }
    return new LikePattern(Arrays.copyOf(pattern, length), ignoresCase);
  }

  /** As PostgreSQL, which compares the lower case of both. */
  private static int folded(int character, boolean ignoresCase) {
    return ignoresCase ? Character.toLowerCase(character) : character;
  }

  /** After a mismatch only the last {@code %} need stand for more. */
  boolean matches(String text, Runnable look) {
    int at = 0;
    int next = 0;
    int afterMany = -1;
    int resume = 0;
    int turns = 0;
    while (at < text.length()) {
      if (++turns % LOOKS == 0) {
        look.run();
      }
      int wanted = next < pattern.length ? pattern[next] : NOTHING;
      if (wanted == MANY) {
        next++;
        if (next == pattern.length) {
          return true;
        }
        requireFinished(text, at, next);
        afterMany = next;
        resume = at;
        continue;
      }
      if (wanted == UNFINISHED) {
        throw unfinished();
      }
      int character = text.codePointAt(at);
      if (wanted == ONE || wanted == folded(character, ignoresCase)) {
        next++;
        at += Character.charCount(character);
      } else if (afterMany >= 0) {
        next = afterMany;
        resume += Character.charCount(text.codePointAt(resume));
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

  /** PostgreSQL looks at what follows a {@code %} and the {@code _} behind it, text or not. */
  private void requireFinished(String text, int start, int place) {
    int at = start;
    int next = place;
    while (next < pattern.length && (pattern[next] == ONE || pattern[next] == MANY)) {
      if (pattern[next] == ONE) {
        if (at >= text.length()) {
          return;
        }
        at += Character.charCount(text.codePointAt(at));
      }
      next++;
    }
    if (next < pattern.length && pattern[next] == UNFINISHED) {
      throw unfinished();
    }
  }

  private static StatementException unfinished() {
    return new StatementException(
        SqlState.INVALID_ESCAPE,
        "a pattern of LIKE must not end with its escape character; write it twice");
  }
}
