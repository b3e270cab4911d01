package io.github.wandbjdbc.engine.values.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternFunctionsTest {
  private static final List<Operand> TEXTS = new ArrayList<>(Operands.texts());

  static {
    TEXTS.addAll(
        Operands.texts(
            "xy", "xyz", "a%b", "a_b", "a\\b", "aab", "abab", "İi", "K", "ſ", "ÄÖ", "a\nb\nab"));
  }

  private static final List<Operand> SUBJECTS =
      Operands.texts(
          null,
          "",
          "abc",
          "abcabc123",
          "ABC abc",
          "a\nb\nab",
          "😀a😀",
          "line one\nline two",
          "aXbXc",
          "foobar",
          "2024-01-05",
          "\n");

  private static final List<Operand> FEW_SUBJECTS =
      Operands.texts("", "abcabc123 foobar", "ABC abc", "a\nb\nab\nline", "😀a😀");

  /** Patterns that mean the same to both: of alternatives the first is the longest. */
  private static final List<Operand> REGEXES =
      Operands.texts(
          null,
          "",
          "a",
          "b*",
          "^a",
          "c$",
          "^b",
          "b$",
          "a.b",
          "(a)(b)?",
          "([a-z]+)([0-9]+)",
          "[^a]+",
          "o(.)b",
          "x*",
          "[[:digit:]]+",
          "\\d{2,4}",
          "(?:ab|c)",
          "😀.",
          "(",
          "[a",
          "a{1001}b",
          "[]a]",
          "l(i)(n)e (.*)");

  @Test
  void likeIsPostgresqls() {
    List<Operand> patterns =
        Operands.texts(
            null,
            "",
            "%",
            "_",
            "%%",
            "a%",
            "%a",
            "%a%",
            "_b%",
            "a\\%b",
            "a\\_b",
            "a\\\\b",
            "x%y\\",
            "\\",
            "a%\\",
            "%_\\",
            "%\\",
            "a_%_",
            "_%_",
            "😀%",
            "%\n%",
            "a\\b",
            "%%b%_",
            "ÄÖ",
            "äö",
            "k",
            "i%",
            "İ%",
            "%ab%ab",
            "\\a%",
            "S%",
            "STRASSE",
            "%e\u0301",
            "___");
    List<Operand> escapes = Operands.texts(null, "", "\\", "%", "_", "a", "😀", "xy", "!");

    Cells.named("LIKE")
        .compare(entry("LIKE"), "%s LIKE %s", TEXTS, patterns)
        .compare(entry("ILIKE"), "%s ILIKE %s", TEXTS, patterns)
        .compare(entry("LIKE"), "%s LIKE %s ESCAPE %s", TEXTS, patterns, escapes)
        .compare(entry("ILIKE"), "%s ILIKE %s ESCAPE %s", TEXTS, patterns, escapes)
        .end();
  }

  @Test
  void similarToIsPostgresqls() {
    List<Operand> patterns =
        Operands.texts(
            null,
            "",
            "%",
            "_",
            "a%",
            "%(b|c)%",
            "(ab)+",
            "a{1}%",
            "[a-c]+",
            "[^a]%",
            "a|%c",
            "a.c",
            "^a",
            "a\\%b",
            "%[[:digit:]]",
            "[]a]%",
            "[^]a]%",
            "a\\\\b",
            "%\n%",
            "(a|x)(b|y)",
            "\\d%",
            "a$",
            "(",
            "[",
            "+",
            "%[%_]%",
            "a\\",
            "[\\]%",
            "[a\\]]+%");
    List<Operand> escapes = Operands.texts(null, "", "\\", "!", "%", "xy");

    Cells.named("SIMILAR TO")
        .compare(entry("SIMILAR TO"), "%s SIMILAR TO %s", TEXTS, patterns)
        .compare(entry("SIMILAR TO"), "%s SIMILAR TO %s ESCAPE %s", TEXTS, patterns, escapes)
        .end();
  }

  @Test
  void regularExpressionsAreFoundWherePostgresqlFindsThem() {
    List<Operand> flags =
        Operands.texts(null, "", "i", "n", "s", "x", "ns", "p", "w", "q", "ic", "g", "?");
    List<Operand> starts = Operands.integers(null, -1L, 0L, 1L, 2L, 4L, 100L);
    List<Operand> numbers = Operands.integers(null, 0L, 1L, 2L, 5L);

    Cells.named("regular expressions")
        .compare(entry("REGEXP_LIKE"), "regexp_like(%s, %s)", SUBJECTS, REGEXES)
        .compare(entry("REGEXP_LIKE"), "regexp_like(%s, %s, %s)", SUBJECTS, REGEXES, flags)
        .compare(entry("REGEXP_CONTAINS"), "%s ~ %s", SUBJECTS, REGEXES)
        .compare(entry("RLIKE"), "%s ~ %s", SUBJECTS, REGEXES)
        .compare(entry("REGEXP"), "%s ~ %s", SUBJECTS, REGEXES)
        .compare(entry("POSIX REGEX CASE SENSITIVE"), "%s ~ %s", SUBJECTS, REGEXES)
        .compare(entry("POSIX REGEX CASE INSENSITIVE"), "%s ~* %s", SUBJECTS, REGEXES)
        .compare(entry("REGEXP_COUNT"), "regexp_count(%s, %s)", SUBJECTS, REGEXES)
        .compare(entry("REGEXP_COUNT"), "regexp_count(%s, %s, %s)", SUBJECTS, REGEXES, starts)
        .compare(
            entry("REGEXP_COUNT"),
            "regexp_count(%s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.integers(1L, 3L),
            flags)
        .compare(entry("REGEXP_INSTR"), "regexp_instr(%s, %s)", SUBJECTS, REGEXES)
        .compare(
            entry("REGEXP_INSTR"),
            "regexp_instr(%s, %s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            starts,
            numbers,
            Operands.integers(0L, 1L, 2L))
        .compare(
            entry("REGEXP_INSTR"),
            "regexp_instr(%s, %s, %s, %s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.integers(1L),
            Operands.integers(1L, 2L),
            Operands.integers(0L, 1L),
            Operands.texts("i", "n"),
            Operands.integers(-1L, 0L, 1L, 2L, 9L))
        .compare(entry("REGEXP_SUBSTR"), "regexp_substr(%s, %s)", SUBJECTS, REGEXES)
        .compare(
            entry("REGEXP_SUBSTR"),
            "regexp_substr(%s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            starts,
            numbers)
        .compare(
            entry("REGEXP_SUBSTR"),
            "regexp_substr(%s, %s, %s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.integers(1L),
            Operands.integers(1L, 2L),
            flags,
            Operands.integers(0L, 1L, 2L, 9L))
        .compare(TextFunctionsTest.entry("SUBSTRING"), "substring(%s from %s)", SUBJECTS, REGEXES)
        .end();
  }

  @Test
  void matchesAreReplacedAsPostgresqlReplacesThem() {
    List<Operand> replacements =
        Operands.texts(
            null, "", "-", "\\2\\1", "[\\&]", "\\\\", "\\", "\\x", "\\9", "$1", "\\0", "\\\\1");
    List<Operand> flags = Operands.texts(null, "", "g", "gi", "gn", "n", "gx", "gq");

    Cells.named("REGEXP_REPLACE")
        .compare(
            entry("REGEXP_REPLACE"), "regexp_replace(%s, %s, %s)", SUBJECTS, REGEXES, replacements)
        .compare(
            entry("REGEXP_REPLACE"),
            "regexp_replace(%s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            replacements,
            flags)
        .compare(
            entry("REGEXP_REPLACE"),
            "regexp_replace(%s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.texts("-"),
            Operands.integers(null, 0L, 1L, 2L, 3L, 50L))
        .compare(
            entry("REGEXP_REPLACE"),
            "regexp_replace(%s, %s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.texts("<\\&>"),
            Operands.integers(1L, 2L, 4L),
            Operands.integers(null, -1L, 0L, 1L, 2L))
        .compare(
            entry("REGEXP_REPLACE"),
            "regexp_replace(%s, %s, %s, %s, %s, %s)",
            FEW_SUBJECTS,
            REGEXES,
            Operands.texts("<\\&>"),
            Operands.integers(1L, 3L),
            Operands.integers(0L, 1L, 2L),
            flags)
        .end();
  }

  @Test
  void theFlagXLeavesBlanksAndCommentsOut() {
    Cells.named("expanded regular expressions")
        .compare(
            entry("REGEXP_LIKE"),
            "regexp_like(%s, %s, %s)",
            Operands.texts("ab", "a b", "a#b", "c"),
            Operands.texts(
                "a b", "a\\ b", "a#b", "a # first\n b # second", "a[ ]b", "a[#]b", "a\\#b"),
            Operands.texts("x"))
        .end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)\\1", "a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "\\ma", "\\y", "[[.a.]]", "a**", "(",
        "a)"
      })
  void whatRe2LacksIsRefusedByName(String pattern) {
    assertThatThrownBy(() -> Regex.of(pattern, RegexFlags.NONE))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.BAD_PATTERN));
  }

  private static Entry entry(String name) {
    return new PatternFunctions().entry(name);
  }
}
