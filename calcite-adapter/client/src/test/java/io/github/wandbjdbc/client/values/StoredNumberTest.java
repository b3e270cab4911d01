package io.github.wandbjdbc.client.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNumberTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatAreNotFiniteAreStoredAsTexts(double number) {
    assertThat(StoredNumber.named(StoredNumber.name(number))).isEqualTo(Double.valueOf(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "inf", "+Infinity", " NaN", "1", ""})
  void otherTextsAreNoNumbers(String text) {
    assertThat(StoredNumber.named(text)).isNull();
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(Double.doubleToRawLongBits(StoredNumber.of(-0.0))).isZero();
    assertThat(Double.doubleToRawLongBits(StoredNumber.parse("-0"))).isZero();
  }
}
