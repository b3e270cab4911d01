package io.github.wandbjdbc.jdbc.engine;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.util.Arrays;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * What LIKE and ILIKE do: {@code %} stands for any characters, {@code _} for one, line breaks and
 * those beyond the basic plane included; ILIKE ignores the case of all letters, whatever the
 * language. A text is compared in a time that grows with its length and the pattern's, where
 * Calcite's regular expressions may take years.
 */
@Strict
public final class LikePatterns {
  private static final int ONE = -1;
  private static final int MANY = -2;
  private static final int CACHED = 200;

  /** Longer patterns are values of rows, each of which is met once. */
  private static final int LONGEST_CACHED = 1000;

  private static final LoadingCache<Key, LikePatterns> CACHE =
      CacheBuilder.newBuilder().maximumSize(CACHED).build(CacheLoader.from(LikePatterns::of));

  private final int[] pattern;
  private final boolean ignoresCase;

  private LikePatterns(int[] pattern, boolean ignoresCase) {
    this.pattern = pattern;
    this.ignoresCase = ignoresCase;
  }

  private record Key(String pattern, @Nullable String escape, boolean ignoresCase) {}

  /** {@code text LIKE pattern}. */
  public static boolean like(String text, String pattern) {
    return get(new Key(pattern, null, false)).matches(text);
  }

  /** {@code text LIKE pattern ESCAPE escape}. */
  public static boolean like(String text, String pattern, String escape) {
    return get(new Key(pattern, escape, false)).matches(text);
  }

  /** {@code text ILIKE pattern}. */
  public static boolean ilike(String text, String pattern) {
    return get(new Key(pattern, null, true)).matches(text);
  }

  /** {@code text ILIKE pattern ESCAPE escape}. */
  public static boolean ilike(String text, String pattern, String escape) {
    return get(new Key(pattern, escape, true)).matches(text);
  }

  private static LikePatterns get(Key key) {
    if (key.pattern.length() > LONGEST_CACHED) {
      return of(key);
    }
    try {
      return CACHE.getUnchecked(key);
    } catch (UncheckedExecutionException e) {
      throw e.getCause() instanceof StatementException fault ? fault : e;
    }
  }

  private static LikePatterns of(Key key) {
    int[] text = key.pattern.codePoints().toArray();
    int escape = key.escape == null ? ONE : escape(key.escape);
    int[] pattern = new int[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == escape) {
        i++;
        if (i == text.length || (text[i] != '%' && text[i] != '_' && text[i] != escape)) {
          throw new StatementException(
              SqlState.INVALID_ESCAPE,
              "in the pattern '%s' the escape character %s must stand before %%, _ or itself"
                  .formatted(key.pattern, key.escape));
        }
        pattern[length++] = folded(text[i], key.ignoresCase);
      } else {
        pattern[length++] =
            text[i] == '%' ? MANY : text[i] == '_' ? ONE : folded(text[i], key.ignoresCase);
      }
    }
    return new LikePatterns(Arrays.copyOf(pattern, length), key.ignoresCase);
  }

  private static int escape(String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw new StatementException(
          SqlState.INVALID_ESCAPE, "ESCAPE takes one character, not '%s'".formatted(escape));
    }
    return escape.codePointAt(0);
  }

  /** The same for all cases of a letter. */
  private static int folded(int character, boolean ignoresCase) {
    return ignoresCase ? Character.toLowerCase(Character.toUpperCase(character)) : character;
  }

  /** After a mismatch only the last {@code %} need stand for more. */
  private boolean matches(String text) {
    int at = 0;
    int next = 0;
    int afterMany = -1;
    int resume = 0;
    while (at < text.length()) {
      int wanted = next < pattern.length ? pattern[next] : Integer.MIN_VALUE;
      if (wanted == MANY) {
        next++;
        afterMany = next;
        resume = at;
        continue;
      }
      int character = text.codePointAt(at);
      if (wanted == ONE || wanted == folded(character, ignoresCase)) {
        next++;
        at += Character.charCount(character);
      } else if (afterMany == pattern.length) {
        return true;
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
}
