package io.github.wandbjdbc.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name somebody probably meant. */
class NearestNameTest {
  private static final List<String> KNOWN = List.of("main", "big", "config.lr", "train/loss");

  @ParameterizedTest
  @CsvSource({
    "mian,main",
    "mainn,main",
    "MAIN,main",
    "bgi,big",
    "lr,config.lr",
    "tarin/lsos,train/loss"
  })
  void aSlipOfTheFingersIsNearEnough(String written, String meant) {
    assertThat(NearestName.to(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"niam", "vision", "gib"})
  void whatHasOtherLettersIsNot(String written) {
    assertThat(NearestName.to(written, KNOWN)).isEmpty();
  }
}
