package io.github.wandbjdbc.jdbc.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.text.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementExcerptTest {

  @Test
  void theCaretStandsBeneathThePlace() {
    assertThat(StatementExcerpt.of("SELECT a,\r\n  b c d\rFROM t", 2, 7))
        .isEqualTo("\n  b c d\n      ^");
    assertThat(StatementExcerpt.of("SELECT a FROM", 1, 14)).isEqualTo("\nSELECT a FROM\n" + at(13));
  }

  @Test
  void tabsAndWideLettersDoNotMoveIt() {
    assertThat(StatementExcerpt.of("\tx = '損失🚀e\u0301' y", 1, 15))
        .isEqualTo("\n x = '損失🚀e\u0301' y\n" + at(15));
  }

  @Test
  void commandsOfTerminalsAreNotRepeated() {
    assertThat(StatementExcerpt.of("\u001b[2J\u202Ex", 1, 6))
        .isEqualTo("\n\uFFFD[2J\uFFFDx\n" + at(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60, 200, 340, 345})
  void aLongLineIsCutAroundThePlace(int column) {
    String sql = "損失a, ".repeat(70).substring(0, column - 1) + "HERE" + "損失a, ".repeat(70);

    String[] lines = StatementExcerpt.of(sql, 1, column).split("\n", -1);

    assertThat(TextWidth.of(lines[1])).isLessThanOrEqualTo(78);
    String before = lines[1].substring(0, lines[1].indexOf("HERE"));
    assertThat(lines[2]).isEqualTo(at(TextWidth.of(before)));
    assertThat(lines[1].endsWith("...")).isTrue();
    assertThat(lines[1].startsWith("...")).isEqualTo(column > 30);
  }

  @Test
  void whereNothingIsNothingIsShown() {
    assertThat(StatementExcerpt.of("SELECT 1", 3, 1)).isEmpty();
  }

  private static String at(int column) {
    return " ".repeat(column) + "^";
  }
}
