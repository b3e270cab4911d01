package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoveringArrayTest {
  private static final int[] SIZES = {6, 4, 3, 2};

  /** The first choice of the first factor goes with the first of the second alone. */
  private static boolean isPossible(int[] row) {
    return row[0] != 0 || row[1] <= 0;
  }

  @Test
  void anyTwoChoicesThatGoTogetherAreMadeTogether() {
    List<int[]> rows = CoveringArray.pairs(SIZES, CoveringArrayTest::isPossible);

    for (int[] wanted : CoveringArray.all(SIZES, CoveringArrayTest::isPossible)) {
      for (int i = 0; i < wanted.length; i++) {
        for (int j = 0; j < i; j++) {
          int a = i;
          int b = j;
          assertThat(rows).anyMatch(row -> row[a] == wanted[a] && row[b] == wanted[b]);
        }
      }
    }
    assertThat(rows).allMatch(CoveringArrayTest::isPossible).hasSizeLessThan(36);
  }

  @Test
  void allRowsAreAllThatArePossible() {
    assertThat(CoveringArray.all(SIZES, CoveringArrayTest::isPossible))
        .hasSize(5 * 4 * 3 * 2 + 3 * 2);
  }
}
