package io.github.wandbjdbc.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "loss, 4",
    "Größe, 5",
    "損失, 4",
    "ﾛｽ, 2",
    "ＬＲ, 4",
    "손실, 4",
    "e\u0301te\u0301, 3",
    "\u1112\u1161\u11ab, 2",
    "a\u200bb, 2",
    "🚀, 2",
    "👍🏽, 2",
    "👨‍👩‍👧, 2",
    "🇩🇪🇫🇷, 4",
    "❤, 1",
    "❤\ufe0f, 2",
    "𝛼, 1",
    "𠮷, 2"
  })
  void aLetterTakesAsManyColumnsAsATerminalGivesIt(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "baseline, 8, baseline",
    "baseline, 7, baseli…",
    "損失関数, 7, 損失関…",
    "損失関数, 6, 損失…",
    "ae\u0301e\u0301e\u0301, 3, ae\u0301…",
    "👨‍👩‍👧👨‍👩‍👧, 3, 👨‍👩‍👧…",
    "baseline, 1, …"
  })
  void textsAreCutBetweenLetters(String text, int columns, String cut) {
    assertThat(TextWidth.cut(text, columns)).isEqualTo(cut);
  }

  @Test
  void nothingFitsIntoNothing() {
    assertThat(TextWidth.cut("a", 0)).isEmpty();
  }
}
