package io.github.wandbjdbc.engine.values.texts;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import java.util.List;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** LIKE, SIMILAR TO and regular expressions. */
public final class PatternFunctions implements Family {
  private static final String DEFAULT_ESCAPE = "\\";

  private static final List<String> NAMES =
      List.of(
          "LIKE",
          "ILIKE",
          "SIMILAR TO",
          "REGEXP_LIKE",
          "REGEXP_CONTAINS",
          "RLIKE",
          "REGEXP",
          "POSIX REGEX CASE SENSITIVE",
          "POSIX REGEX CASE INSENSITIVE",
          "REGEXP_COUNT",
          "REGEXP_INSTR",
          "REGEXP_SUBSTR",
          "REGEXP_EXTRACT",
          "REGEXP_REPLACE");

  @Override
  public String title() {
    return "Patterns";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "LIKE" ->
          escaped(entry, like(false))
              .manual(
                  "whether the string matches a pattern, in which % stands for any characters and"
                      + " _ for one, except after \\ or the ESCAPE character")
              .adopting(SqlStdOperatorTable.LIKE);
      case "ILIKE" ->
          escaped(entry, like(true))
              .manual("LIKE, ignoring case")
              .adopting(SqlLibraryOperators.ILIKE);
      case "SIMILAR TO" ->
          escaped(entry, similar())
              .manual("LIKE with the operators | * + ? {m,n} ( ) and [ ] of regular expressions")
              .adopting(SqlStdOperatorTable.SIMILAR_TO);
      case "REGEXP_LIKE", "REGEXP_CONTAINS", "REGEXP" ->
          entry
              .manual("whether a part of the string matches the regular expression; with flags")
              .strict(BOOLEAN, RegexKernels.finds(-1), TEXT, TEXT)
              .strict(BOOLEAN, RegexKernels.finds(2), TEXT, TEXT, TEXT)
              .entry();
      case "RLIKE" -> finds(entry, RegexKernels.finds(-1)).adopting(SqlLibraryOperators.RLIKE);
      case "POSIX REGEX CASE SENSITIVE" ->
          finds(entry, RegexKernels.finds(-1))
              .adopting(SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE);
      case "POSIX REGEX CASE INSENSITIVE" ->
          finds(entry, RegexKernels.findsIgnoringCase())
              .adopting(SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE);
      case "REGEXP_COUNT" ->
          entry
              .manual("the number of matches, from character n on; with flags")
              .strict(INTEGER, RegexKernels.count(false, -1), TEXT, TEXT)
              .strict(INTEGER, RegexKernels.count(true, -1), TEXT, TEXT, BIGINT)
              .strict(INTEGER, RegexKernels.count(true, 3), TEXT, TEXT, BIGINT, TEXT)
              .entry();
      case "REGEXP_INSTR" ->
          entry
              .manual(
                  "the position of the mth match from character n on, or of its end (1), with"
                      + " flags, or of a group; 0 if there is none")
              .strict(INTEGER, RegexKernels.position(2), TEXT, TEXT)
              .strict(INTEGER, RegexKernels.position(3), TEXT, TEXT, BIGINT)
              .strict(INTEGER, RegexKernels.position(4), TEXT, TEXT, BIGINT, BIGINT)
              .strict(INTEGER, RegexKernels.position(5), TEXT, TEXT, BIGINT, BIGINT, BIGINT)
              .strict(INTEGER, RegexKernels.position(6), TEXT, TEXT, BIGINT, BIGINT, BIGINT, TEXT)
              .strict(
                  INTEGER,
                  RegexKernels.position(7),
                  TEXT,
                  TEXT,
                  BIGINT,
                  BIGINT,
                  BIGINT,
                  TEXT,
                  BIGINT)
              .entry();
      case "REGEXP_SUBSTR" ->
          entry
              .manual(
                  "the mth match from character n on, with flags, or a group of it; NULL if there"
                      + " is none")
              .strictOrNull(TEXT, RegexKernels.substring(2), TEXT, TEXT)
              .strictOrNull(TEXT, RegexKernels.substring(3), TEXT, TEXT, BIGINT)
              .strictOrNull(TEXT, RegexKernels.substring(4), TEXT, TEXT, BIGINT, BIGINT)
              .strictOrNull(TEXT, RegexKernels.substring(5), TEXT, TEXT, BIGINT, BIGINT, TEXT)
              .strictOrNull(
                  TEXT, RegexKernels.substring(6), TEXT, TEXT, BIGINT, BIGINT, TEXT, BIGINT)
              .entry();
      case "REGEXP_EXTRACT" ->
          entry
              .manual(
                  "the mth match from character n on, or its group if the regular expression has"
                      + " one; NULL if there is none")
              .strictOrNull(TEXT, RegexKernels.extractOne(), TEXT, TEXT)
              .strictOrNull(TEXT, RegexKernels.extractOne(), TEXT, TEXT, BIGINT)
              .strictOrNull(TEXT, RegexKernels.extractOne(), TEXT, TEXT, BIGINT, BIGINT)
              .entry();
      case "REGEXP_REPLACE" ->
          entry
              .manual(
                  "the string with the first match replaced, or all with the flag g; or from"
                      + " character n on, the mth match or all (0), with flags; \\1 to \\9 are groups,"
                      + " \\& is the whole match")
              .strict(TEXT, RegexKernels.replace(false), TEXT, TEXT, TEXT)
              .strict(TEXT, RegexKernels.replace(true), TEXT, TEXT, TEXT, TEXT)
              .strict(TEXT, RegexKernels.replaceFrom(4), TEXT, TEXT, TEXT, BIGINT)
              .strict(TEXT, RegexKernels.replaceFrom(5), TEXT, TEXT, TEXT, BIGINT, BIGINT)
              .strict(TEXT, RegexKernels.replaceFrom(6), TEXT, TEXT, TEXT, BIGINT, BIGINT, TEXT)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Entry.Builder finds(Entry.Builder entry, Kernel kernel) {
    return entry
        .manual("whether a part of the string matches the regular expression")
        .strict(BOOLEAN, kernel, TEXT, TEXT);
  }

  private static Entry.Builder escaped(Entry.Builder entry, Kernel kernel) {
    return entry.strict(BOOLEAN, kernel, TEXT, TEXT).strict(BOOLEAN, kernel, TEXT, TEXT, TEXT);
  }

  private static Kernel like(boolean ignoresCase) {
    LastUsed<LikePattern> last = new LastUsed<>();
    return matching(
        (text, pattern, escape, look) -> {
          LikePattern compiled =
              last.get(() -> LikePattern.of(pattern, escape, ignoresCase), pattern, escape);
          return text == null ? null : (Boolean) compiled.matches(text, look);
        });
  }

  private static Kernel similar() {
    LastUsed<Regex> last = new LastUsed<>();
    return matching(
        (text, pattern, escape, look) -> {
          if (text == null) {
            SimilarPattern.requireEscape(escape);
            return null;
          }
          return last.get(() -> SimilarPattern.of(pattern, escape), pattern, escape)
              .matches(text, look);
        });
  }

  /** Compares a text, null if it is NULL, with a pattern. */
  private interface Matching {
    @Nullable Boolean matches(@Nullable String text, String pattern, String escape, Runnable look);
  }

  /** A bad escape character is a fault of NULL, too. */
  private static Kernel matching(Matching matching) {
    return TextKernels.nullable(
        (operands, look) -> {
          Object escape = operands.length > 2 ? operands[2] : DEFAULT_ESCAPE;
          if (operands[1] == null || escape == null) {
            return null;
          }
          Boolean matches =
              matching.matches((String) operands[0], (String) operands[1], (String) escape, look);
          return matches == null ? null : (Long) Kernels.bool(matches);
        });
  }
}
