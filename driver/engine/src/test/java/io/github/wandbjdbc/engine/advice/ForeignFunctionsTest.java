package io.github.wandbjdbc.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.validate.operators.CatalogueOperators;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ForeignFunctionsTest {
  @Test
  void noFunctionThatThereIsIsForeign() {
    assertThat(CatalogueOperators.functionNames())
        .isNotEmpty()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .doesNotContainAnyElementsOf(ForeignFunctions.names());
  }

  @Test
  void intervalsOfMonthsAndDaysAreRefusedWithWhatToWrite() {
    assertThat(ForeignFunctions.instead("AGE"))
        .hasValueSatisfying(
            instead -> assertThat(instead).contains("a - b", "TIMESTAMPDIFF(MONTH, b, a)"));
    assertThat(ForeignFunctions.instead("JUSTIFY_DAYS")).isPresent();
  }
}
