package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.COMBINING_MARK;
import static io.github.wandbjdbc.engine.judge.OperandClass.EMOJI;
import static io.github.wandbjdbc.engine.judge.OperandClass.GREATEST;
import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;
import static io.github.wandbjdbc.engine.judge.OperandClass.LINE_BREAK;
import static io.github.wandbjdbc.engine.judge.OperandClass.NEGATIVE;
import static io.github.wandbjdbc.engine.judge.OperandClass.SHARP_S;
import static io.github.wandbjdbc.engine.judge.OperandClass.TURKISH_I;
import static io.github.wandbjdbc.engine.judge.OperandClass.VERY_LONG;
import static io.github.wandbjdbc.engine.judge.OperandClass.ZERO;
import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How PostgreSQL spells LIKE and regular expressions. */
final class SpelledPatterns {
  /** Regular expressions that mean the same to both: of alternatives the first is the longest. */
  static final List<Operand> REGEXES =
      Operands.texts(
          "b*",
          "^a",
          "c$",
          "a.b",
          "(a)(b)?",
          "([a-z]+)([0-9]+)",
          "[^a]+",
          "o(.)b",
          "[[:digit:]]+",
          "(?:ab|c)",
          "😀.",
          "e\u0301+",
          "(",
          "[a",
          "[]a]");

  private static final List<Operand> SUBJECTS =
      Operands.texts("abcabc123", "a\nb\nab", "foobar", "xyz", "K ſ", "a%b", "a_b", "a\\b");

  /** Those of {@link Operands#texts} that mean the same to both as regular expressions. */
  static final List<Operand> REGEX_TEXTS =
      Grids.with(
          Grids.of(TEXT).stream()
              // \b is another thing there.
              .filter(o -> o.held() == null || !o.held().toString().contains("\\b"))
              .filter(o -> !VERY_LONG.has(TEXT, o.held()))
              .toList(),
          Grids.with(REGEXES, Operands.texts("y" + "x".repeat(4_000))));

  private static final List<Operand> FLAGS =
      Operands.texts(null, "", "i", "n", "s", "x", "ns", "p", "w", "ic", "g", "?", "ß");

  private SpelledPatterns() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    List<Operand> patterns =
        Operands.texts("%", "_", "a%", "%a%", "_b%", "a\\%b", "a\\_b", "\\", "%\\", "😀%", "%\n%");
    List<Operand> escapes = Operands.texts(null, "", "\\", "%", "a", "😀", "xy", "ß", "\n", "ı");
    for (String name : List.of("LIKE", "ILIKE", "SIMILAR TO")) {
      Spelled like =
          Spelled.by(
                  (types, word) ->
                      types.size() == 2
                          ? "@1 %s @2".formatted(name)
                          : "@1 %s @2 ESCAPE @3".formatted(name))
              .more(1, SUBJECTS)
              .more(2, patterns)
              .only(3, escapes);
      // Longer ones than one character are refused.
      all.put(
          name,
          like.refusing(3, TEXT, VERY_LONG, COMBINING_MARK)
              .because(
                  "regular expressions are RE2's",
                  cell -> name.startsWith("SIMILAR") && "2201B".equals(cell.ourState())));
    }
    for (String name : List.of("REGEXP_LIKE", "REGEXP_CONTAINS", "REGEXP")) {
      all.put(name, regex((types, word) -> SpelledTexts.called("regexp_like", types.size()), 3));
    }
    for (String name : List.of("RLIKE", "POSIX REGEX CASE SENSITIVE")) {
      all.put(name, regex((types, word) -> "@1 ~ @2", 9));
    }
    all.put("POSIX REGEX CASE INSENSITIVE", regex((types, word) -> "@1 ~* @2", 9));
    all.put("REGEXP_COUNT", counted("regexp_count", 4, 3));
    all.put(
        "REGEXP_INSTR",
        counted("regexp_instr", 6, 3, 4, 5, 7).usually(5, 0L, 1L).refusing(5, BIGINT, GREATEST));
    all.put("REGEXP_SUBSTR", counted("regexp_substr", 5, 3, 4, 6));
    // Of a pattern with a group that, as PostgreSQL's SUBSTRING.
    all.put(
        "REGEXP_EXTRACT",
        regex(
                (types, word) -> {
                  String start = types.size() > 2 ? SpelledTexts.cut(3) : "1";
                  String number = types.size() > 3 ? SpelledTexts.cut(4) : "1";
                  return "regexp_substr(@1, @2, %s, %s, '', (@2 LIKE '%%(%%' AND @2 NOT LIKE '%%(?%%')::int)"
                      .formatted(start, number);
                },
                9)
            .only(2, REGEX_TEXTS.stream().filter(SpelledPatterns::hasOneGroup).toList())
            .only(3, counts())
            .only(4, counts())
            .refusing(3, BIGINT, ZERO, LEAST, NEGATIVE)
            .refusing(4, BIGINT, ZERO, LEAST, NEGATIVE));
    List<Operand> replacements =
        Operands.texts("-", "\\2\\1", "[\\&]", "\\\\", "\\", "\\x", "\\9", "$1", "\\0");
    all.put(
        "REGEXP_REPLACE",
        regex(
                (types, word) ->
                    "regexp_replace("
                        + SpelledTexts.called("", types.size())
                            .substring(1)
                            .replace(
                                "@4",
                                types.size() > 3 && types.get(3) == BIGINT
                                    ? SpelledTexts.cut(4)
                                    : "@4")
                            .replace("@5", types.size() > 4 ? SpelledTexts.cut(5) : "@5"),
                6)
            .more(3, replacements)
            .only(4, FLAGS)
            .only(4, counts())
            .only(5, counts())
            .refusing(4, BIGINT, ZERO, LEAST, NEGATIVE)
            .refusing(5, BIGINT, LEAST, NEGATIVE)
            .refusing(4, TEXT, VERY_LONG, LINE_BREAK, COMBINING_MARK, EMOJI, TURKISH_I, SHARP_S));
    return all;
  }

  private static boolean hasOneGroup(Operand pattern) {
    return pattern.held() == null || !pattern.held().toString().matches("(?s).*\\(.*\\(.*");
  }

  private static List<Operand> counts() {
    return Grids.counts(BIGINT);
  }

  private static Spelled regex(Spelled.By by, int flags) {
    Spelled spelled = Spelled.by(by).more(1, SUBJECTS).only(2, REGEX_TEXTS).only(flags, FLAGS);
    spelled.usually(flags, "", "i", "n").usually(3, 1L, 2L).usually(4, 1L, 2L);
    return spelled.refusing(
        flags, TEXT, VERY_LONG, LINE_BREAK, COMBINING_MARK, EMOJI, TURKISH_I, SHARP_S);
  }

  /** A function with whole numbers at {@code counts}, which are INTEGER there. */
  private static Spelled counted(String name, int flags, int... counts) {
    Spelled spelled =
        regex(
            (types, word) -> {
              String call = SpelledTexts.called(name, types.size());
              for (int place : counts) {
                call = call.replace("@" + place, SpelledTexts.cut(place));
              }
              return call;
            },
            flags);
    for (int place : counts) {
      spelled.only(place, counts()).refusing(place, BIGINT, LEAST, NEGATIVE);
      if (place < 5) {
        spelled.refusing(place, BIGINT, ZERO);
      }
    }
    return spelled;
  }
}
