package io.github.wandbjdbc.engine.values.texts;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression. By RE2, whose time grows with the text's length alone; it never takes the
 * longest of several alternatives, since then {@code .*?} would be {@code .*}.
 */
final class Regex {
  /** So many steps are taken between two looks. */
  private static final int UNLOOKED = 400_000;

  private final Pattern pattern;
  private final RegexFlags flags;

  private Regex(Pattern pattern, RegexFlags flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  /** {@code pattern} with the meaning that {@code flags} give it. */
  static Regex of(String pattern, RegexFlags flags) {
    int options =
        (flags.ignoresCase() ? Pattern.CASE_INSENSITIVE : 0)
            | (flags.lines() ? Pattern.MULTILINE : 0)
            | (flags.withinLines() ? 0 : Pattern.DOTALL);
    try {
      if (flags.literal()) {
        Lengths.allowed(pattern.length(), "a regular expression");
        return new Regex(
            Pattern.compile(RegexText.standard(Pattern.quote(pattern), RegexFlags.NONE), options),
            flags);
      }
      return new Regex(Pattern.compile(RegexText.standard(pattern, flags), options), flags);
    } catch (PatternSyntaxException e) {
      throw new StatementException(
          SqlState.BAD_PATTERN,
          "'%s' is not a regular expression as RE2 knows them: %s"
              .formatted(pattern, e.getMessage()),
          e);
    }
  }

  /** Whether all matches are meant. */
  boolean isGlobal() {
    return flags.global();
  }

  /** How many groups it has. */
  int groups() {
    return pattern.groupCount();
  }

  /** A matcher of {@code text} that looks now and then. */
  Matcher matcher(String text, Runnable look) {
    int every = Math.max(16, UNLOOKED / Math.max(1, pattern.programSize()));
    return pattern.matcher(text.length() < every ? text : new CancellableText(text, look, every));
  }

  /** Whether any part of {@code text} matches. */
  boolean finds(String text, Runnable look) {
    return matcher(text, look).find();
  }

  /** Whether {@code text} matches as a whole. */
  boolean matches(String text, Runnable look) {
    return matcher(text, look).matches();
  }

  /**
   * The {@code number}th match, from 1, that begins at UTF-16 unit {@code start} or later; null if
   * there are fewer.
   */
  @Nullable Matcher match(String text, int start, long number, Runnable look) {
    Matcher matcher = matcher(text, look);
    int from = start;
    for (long left = number; from <= text.length() && matcher.find(from); left--) {
      if (left == 1) {
        return matcher;
      }
      from = after(text, matcher);
    }
    return null;
  }

  /** How many matches begin at UTF-16 unit {@code start} or later. */
  long count(String text, int start, Runnable look) {
    Matcher matcher = matcher(text, look);
    long count = 0;
    for (int from = start; from <= text.length() && matcher.find(from); count++) {
      from = after(text, matcher);
    }
    return count;
  }

  /** Where the next match may begin: behind an empty one a character further. */
  static int after(String text, Matcher matcher) {
    int end = matcher.end();
    if (matcher.start() < end) {
      return end;
    }
    return end < text.length() ? text.offsetByCodePoints(end, 1) : end + 1;
  }
}
