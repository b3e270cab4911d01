package io.github.wandbjdbc.client.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("text")
class TextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "ü", "\uD83D\uDE00", "a\uD83D\uDE00\uD83D\uDE01b", "\uFFFD"})
  void charactersAreWhole(String text) {
    assertThat(Texts.isWhole(text)).isTrue();
    assertThat(Texts.mended(text)).isSameAs(text);
  }

  @Test
  void halvesOfPairsAreReplaced() {
    assertThat(Texts.mended("\uD83D")).isEqualTo("\uFFFD");
    assertThat(Texts.mended("a\uDE00b\uD83D")).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(Texts.mended("\uD83D\uD83D\uDE00\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
  }
}
