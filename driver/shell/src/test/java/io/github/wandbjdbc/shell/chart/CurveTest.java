package io.github.wandbjdbc.shell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final int COLUMNS = 100;

  @Test
  void fewPointsStayAsTheyAre() {
    Curve curve = new Curve(COLUMNS, false);
    IntStream.range(0, 1000).forEach(i -> curve.add(i, Math.sin(i)));

    assertThat(curve.stretches())
        .singleElement()
        .satisfies(all -> assertThat(all.size()).isEqualTo(1000));
  }

  @Test
  void ofMillionsSomeStayWithTheirExtremesInEachColumn() {
    int count = 2_000_000;
    double[] values = new Random(1).doubles(count).toArray();
    Curve curve = new Curve(COLUMNS, false);
    for (int i = 0; i < count; i++) {
      curve.add(i, values[i]);
    }

    List<JoinedPoints> stretches = curve.stretches();

    assertThat(stretches).hasSize(1);
    JoinedPoints kept = stretches.get(0);
    assertThat(kept.size()).isLessThan(16 * COLUMNS);
    int wide = count / COLUMNS;
    for (int column = 0; column < COLUMNS; column++) {
      int from = column * wide;
      double highest = Arrays.stream(values, from, from + wide).max().orElseThrow();
      // Where a column ends may differ by a bin, half as wide as it is.
      double drawn =
          IntStream.range(0, kept.size())
              .filter(i -> kept.xs()[i] >= from - wide && kept.xs()[i] < from + 2.0 * wide)
              .mapToDouble(i -> kept.ys()[i])
              .max()
              .orElseThrow();
      assertThat(drawn).isGreaterThanOrEqualTo(highest);
    }
  }

  @Test
  void aLineBreaksAtGapsAndWhereXGoesBack() {
    Curve curve = new Curve(COLUMNS, false);
    for (int run = 0; run < 2; run++) {
      for (int i = 0; i < 10; i++) {
        curve.add(i, run);
      }
    }
    curve.gap();
    curve.gap();
    curve.add(12, 7);

    assertThat(curve.stretches().stream().map(JoinedPoints::size)).containsExactly(10, 10, 1);
  }

  @Test
  void aGapAsWideAsAColumnStaysAmongMillions() {
    Curve curve = new Curve(COLUMNS, false);
    for (int i = 0; i < 1_000_000; i++) {
      if (i / 100_000 == 4) {
        curve.gap();
      } else {
        curve.add(i, 1);
      }
    }

    assertThat(curve.stretches()).hasSize(2);
  }

  @Test
  void pointsInNoOrderBecomeTheRangeOfEachColumn() {
    Random random = new Random(7);
    Curve curve = new Curve(COLUMNS, true);
    for (int i = 0; i < 200_000; i++) {
      curve.add(Math.exp(10 * random.nextDouble()), random.nextDouble());
    }

    assertThat(curve.isRange()).isTrue();
    assertThat(curve.stretches()).singleElement().satisfies(all -> assertThat(all.xs()).isSorted());
  }
}
