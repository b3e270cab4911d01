package io.github.wandbjdbc.client.api.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageBoundTest {
  private final ServerFindings findings = new ServerFindings();
  private final PageBound bound = new PageBound(PageKind.HEAVY_RUNS, findings);

  @Test
  void nothingIsBoundBeforeAPageFails() {
    answer(100, 10);

    assertThat(bound.most()).isEqualTo(PageBound.NONE);
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void aFailureHalvesAndIsAmongTheFindings() {
    bound.failed(100, 50);

    assertThat(bound.most()).isEqualTo(50);
    assertThat(findings.all())
        .singleElement()
        .extracting(ServerFinding::value, ServerFinding::foundBy)
        .containsExactly("at most 50", "a page of 100 failed");
  }

  @Test
  void lateAnswersToOlderQuestionsChangeNothing() {
    bound.failed(100, 50);
    bound.failed(50, 25);
    bound.failed(100, 50);

    assertThat(bound.most()).isEqualTo(25);
  }

  @Test
  void someGoodPagesLaterMoreAreTriedAndLaterWithEachTryThatFails() {
    bound.failed(100, 50);

    answer(50, 3);
    assertThat(bound.most()).isEqualTo(100);
    bound.failed(100, 50);
    answer(50, 5);
    assertThat(bound.most()).isEqualTo(50);
    answer(50, 1);
    assertThat(bound.most()).isEqualTo(100);
  }

  @Test
  void farFromWhatFailedItGrowsWithEachPage() {
    bound.failed(100, 1);

    IntStream.of(1, 2, 4, 8, 16).forEach(size -> answer(size, 1));

    assertThat(bound.most()).isEqualTo(32);
  }

  @Test
  void aServerThatRecoversIsNotBoundAnyMore() {
    bound.failed(100, 50);

    for (int pages = 0; pages < 30 && bound.most() != PageBound.NONE; pages++) {
      answer(bound.most(), 1);
    }

    assertThat(bound.most()).isEqualTo(PageBound.NONE);
  }

  @Test
  void shortPagesOfRunsSayNothingOfLongOnes() {
    bound.failed(100, 50);

    IntStream.range(0, 10).forEach(i -> bound.answered(50, 20));

    assertThat(bound.most()).isEqualTo(50);
  }

  @Test
  void whatOneRunWasToBlameForIsTakenBack() {
    bound.failed(400, 200);
    PageBound.State before = bound.state();
    bound.failed(200, 100);
    bound.failed(100, 1);

    bound.restore(before);

    assertThat(bound.most()).isEqualTo(200);
  }

  private void answer(int size, int times) {
    IntStream.range(0, times).forEach(i -> bound.answered(size, size));
  }
}
