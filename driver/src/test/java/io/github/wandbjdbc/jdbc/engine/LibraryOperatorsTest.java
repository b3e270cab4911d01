package io.github.wandbjdbc.jdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Other databases' functions are found although nobody looks for them before they are named. */
final class LibraryOperatorsTest {
  @Test
  void theNamesThatAreLookedForAreThoseOfAllOperators() {
    Set<String> names =
        LibraryOperators.INSTANCE.getOperatorList().stream()
            .map(operator -> operator.getName().toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(LibraryOperators.NAMES).containsExactlyInAnyOrderElementsOf(names);
  }
}
