package io.github.wandbjdbc.engine.values.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Overload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TextFunctionsTest {
  private static final List<Operand> SOME =
      Operands.texts(null, "", "a", "abcabc", "Straße", "😀x😀", "a b\nc", "e\u0301", "  a ", "%_");
  private static final List<Operand> FEW = Operands.texts(null, "", "a", "bc", "😀", " ", "xyz");
  private static final List<Operand> COUNTS =
      Operands.integers(null, -2147483648L, -4L, -1L, 0L, 1L, 2L, 3L, 7L);
  private static final List<Operand> PLACES =
      Operands.integers(null, -2147483648L, -4L, -1L, 0L, 1L, 2L, 3L, 7L, 2147483647L);

  @Test
  void functionsOfOneTextGiveWhatPostgresqlGives() {
    Cells cells = Cells.named("functions of one text");
    List<Operand> texts = new ArrayList<>(Operands.texts());
    texts.addAll(
        Operands.texts(
            "O'Neil 3rd x２y",
            "ǆ ǅ Ǆ ŉ ı İ ß ẞ ſ K",
            "ab1c d_e é-x ßa",
            "ΑΣ ας",
            "éTÉ été-ÉTÉ",
            "\u0001\u007f\u0080\u07ff\u0800\uffff",
            "\uD83D\uDC69\u200D\uD83D\uDCBB",
            "ТЕСТ тест"));

    cells
        .compare(entry("CHAR_LENGTH"), "char_length(%s)", texts)
        .compare(entry("OCTET_LENGTH"), "octet_length(%s)", texts)
        .compare(entry("BIT_LENGTH"), "bit_length(%s)", texts)
        .compare(entry("UPPER"), "upper(%s)", texts)
        .compare(entry("LOWER"), "lower(%s)", texts)
        .compare(entry("INITCAP"), "initcap(%s)", texts)
        .compare(entry("REVERSE"), "reverse(%s)", texts)
        .compare(entry("BTRIM"), "btrim(%s)", texts)
        .compare(entry("LTRIM"), "ltrim(%s)", texts)
        .compare(entry("RTRIM"), "rtrim(%s)", texts)
        .compare(entry("LENGTH"), "length(%s)", texts)
        .compare(entry("LEN"), "length(%s)", texts)
        .end();
  }

  @Test
  void joinedTextsAreWhatPostgresqlJoins() {
    Cells cells = Cells.named("joined texts");
    List<Operand> all = Operands.texts();

    cells
        .compare(entry("||"), "%s || %s", all, all)
        .compare(entry("CONCAT"), "concat(%s, %s)", all, all)
        .compare(concat(3), types(3), EngineType.TEXT, "concat(%s, %s, %s)", FEW, FEW, FEW)
        .compare(separated(3), types(3), EngineType.TEXT, "concat_ws(%s, %s, %s)", FEW, SOME, FEW)
        .compare(
            separated(1), types(1), EngineType.TEXT, "concat_ws(%s, VARIADIC ARRAY[]::text[])", FEW)
        .compare(entry("STRCMP"), "sign((%1$s > %2$s)::int - (%1$s < %2$s)::int)::int", all, all)
        .end();
  }

  @Test
  void partsOfTextsAreWhatPostgresqlCuts() {
    Cells cells = Cells.named("parts of texts");

    cells
        .compare(entry("LEFT"), "left(%s, %s)", Operands.texts(), PLACES)
        .compare(entry("RIGHT"), "right(%s, %s)", Operands.texts(), PLACES)
        .compare(entry("SUBSTRING"), "substring(%s from %s)", Operands.texts(), PLACES)
        .compare(entry("SUBSTR"), "substr(%s, %s, %s)", Operands.texts(), PLACES, PLACES)
        .compare(entry("SPLIT_PART"), "split_part(%s, %s, %s)", SOME, FEW, PLACES)
        .compare(
            entry("SPLIT_PART"),
            "split_part(%s, %s, %s)",
            Operands.texts("a,b,,c", "aaaaa", ",", ",,", "a"),
            Operands.texts(",", "aa", "a", ",,", "", "b"),
            PLACES)
        .compare(entry("OVERLAY"), "overlay(%s placing %s from %s)", SOME, FEW, PLACES)
        .compare(
            entry("OVERLAY"), "overlay(%s placing %s from %s for %s)", SOME, FEW, PLACES, PLACES)
        .end();
  }

  @Test
  void trimmedAndPaddedTextsAreWhatPostgresqlMakes() {
    Cells cells = Cells.named("trimmed and padded texts");
    Overload both = Objects.requireNonNull(entry("TRIM").words()).overloads("TRIM", "BOTH").get(0);
    Overload leading =
        Objects.requireNonNull(entry("TRIM").words()).overloads("TRIM", "leading").get(0);
    Overload trailing =
        Objects.requireNonNull(entry("TRIM").words()).overloads("TRIM", "TRAILING").get(0);
    List<Operand> characters = Operands.texts(null, "", " ", "a ", "😀", "ca", "\u0301", "x😀");

    cells
        .compare(
            both.kernel(), types(2), EngineType.TEXT, "trim(both %s from %s)", characters, SOME)
        .compare(
            leading.kernel(),
            types(2),
            EngineType.TEXT,
            "trim(leading %s from %s)",
            characters,
            SOME)
        .compare(
            trailing.kernel(),
            types(2),
            EngineType.TEXT,
            "trim(trailing %s from %s)",
            characters,
            SOME)
        .compare(entry("BTRIM"), "btrim(%s, %s)", Operands.texts(), characters)
        .compare(entry("LTRIM"), "ltrim(%s, %s)", Operands.texts(), characters)
        .compare(entry("RTRIM"), "rtrim(%s, %s)", Operands.texts(), characters)
        .compare(entry("LPAD"), "lpad(%s, %s)", SOME, COUNTS)
        .compare(entry("RPAD"), "rpad(%s, %s)", SOME, COUNTS)
        .compare(entry("LPAD"), "lpad(%s, %s, %s)", SOME, COUNTS, FEW)
        .compare(entry("RPAD"), "rpad(%s, %s, %s)", SOME, COUNTS, FEW)
        .compare(entry("REPEAT"), "repeat(%s, %s)", Operands.texts(), COUNTS)
        .compare(entry("SPACE"), "repeat(' ', %s)", COUNTS)
        .end();
  }

  @Test
  void whatIsFoundAndReplacedIsWhatPostgresqlFinds() {
    Cells cells = Cells.named("found and replaced texts");
    List<Operand> all = Operands.texts();

    cells
        .compare(entry("POSITION"), "position(%s in %s)", FEW, all)
        .compare(entry("STRPOS"), "strpos(%s, %s)", all, FEW)
        .compare(entry("INSTR"), "strpos(%s, %s)", all, FEW)
        .compare(entry("STARTS_WITH"), "starts_with(%s, %s)", all, FEW)
        .compare(entry("ENDS_WITH"), "right(%1$s, length(%2$s)) = %2$s", all, FEW)
        .compare(entry("REPLACE"), "replace(%s, %s, %s)", all, FEW, FEW)
        .compare(entry("TRANSLATE"), "translate(%s, %s, %s)", all, FEW, FEW)
        .compare(
            entry("TRANSLATE"),
            "translate(%s, %s, %s)",
            SOME,
            Operands.texts("abca", "😀a", "ß", "ab"),
            Operands.texts("😀", "xyz", "", "xyz1"))
        .end();
  }

  @Test
  void whatPostgresqlLacksIsAsItsSourceSays() {
    // MySQL's manual: SUBSTRING_INDEX('www.mysql.com', '.', 2) is www.mysql, with -2 mysql.com.
    assertThat(substringIndex("www.mysql.com", ".", 2)).isEqualTo("www.mysql");
    assertThat(substringIndex("www.mysql.com", ".", -2)).isEqualTo("mysql.com");
    assertThat(substringIndex("www.mysql.com", ".", 9)).isEqualTo("www.mysql.com");
    assertThat(substringIndex("www.mysql.com", ".", -9)).isEqualTo("www.mysql.com");
    assertThat(substringIndex("www.mysql.com", ".", 0)).isEmpty();
    assertThat(substringIndex("aXXbXXc", "XX", -1)).isEqualTo("c");

    // Oracle's manual: INSTR('CORPORATE FLOOR', 'OR', 3, 2) is 14, with -3 it is 2.
    assertThat(Searching.position("CORPORATE FLOOR", "OR", 3, 2)).isEqualTo(14);
    assertThat(Searching.position("CORPORATE FLOOR", "OR", -3, 2)).isEqualTo(2);
    assertThat(Searching.position("😀a😀a", "a", -1, 2)).isEqualTo(2);
    assertThat(Searching.position("abc", "c", -4, 1)).isZero();
    assertThat(Searching.position("abc", "c", 4, 1)).isZero();
  }

  private static String substringIndex(String text, String separator, long count) {
    return Slices.substringIndex(text, separator, count);
  }

  static Entry entry(String name) {
    return new TextFunctions().entry(name);
  }

  private static Kernel concat(int operands) {
    return Objects.requireNonNull(entry("CONCAT").overload(types(operands))).kernel();
  }

  private static Kernel separated(int operands) {
    return Objects.requireNonNull(entry("CONCAT_WS").overload(types(operands))).kernel();
  }

  private static List<EngineType> types(int count) {
    return Collections.nCopies(count, EngineType.TEXT);
  }
}
