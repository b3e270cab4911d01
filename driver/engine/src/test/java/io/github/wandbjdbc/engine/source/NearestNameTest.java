package io.github.wandbjdbc.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name somebody probably meant. */
class NearestNameTest {
  private static final List<String> KNOWN = List.of("main", "big", "config.lr", "train/loss");

  private static final List<String> PATHS =
      List.of("name", "state", "config.lr", "train/loss", "summary.val/acc");

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

  @ParameterizedTest
  @CsvSource({
    "accuracy,summary.val/acc",
    "train_loss,train/loss",
    "learning_rate,config.lr",
    "summary.acc,summary.val/acc",
    "acc,summary.val/acc",
    "losses,train/loss"
  })
  void whatIsCalledAlikeIsNamed(String written, String meant) {
    assertThat(NearestName.all(written, PATHS, 3)).containsExactly(meant);
  }

  @Test
  void severalThatAreAsNearAreAllNamed() {
    List<String> known = List.of("name", "train/loss", "val/loss", "test/loss", "all/loss");

    assertThat(NearestName.all("loss", known, 3)).hasSize(3).doesNotContain("name");
  }

  @Test
  void aNameIsNeverMeantByItself() {
    assertThat(NearestName.all("config.lr", KNOWN, 3)).doesNotContain("config.lr");
  }
}
