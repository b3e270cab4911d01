package io.github.wandbjdbc.client.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private final CallScope scope = CallScope.unbounded();
  private final ConcurrencyLimit limit = new ConcurrencyLimit();

  @BeforeEach
  void join() {
    limit.join(8);
  }

  @Test
  void theSmallestWishCounts() {
    limit.join(3);
    assertThat(allowed()).isEqualTo(3);

    limit.leave(3);

    assertThat(allowed()).isEqualTo(8);
  }

  @Test
  void aRefusalHalvesIt() throws InterruptedException {
    refuse();
    assertThat(allowed()).isEqualTo(4);

    refuse();

    assertThat(allowed()).isEqualTo(2);
  }

  @Test
  void refusalsOfWhatWasUnderWayAreOneRefusal() throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      limit.acquire(scope);
    }

    for (int i = 0; i < 8; i++) {
      limit.refused();
      limit.release();
    }

    assertThat(allowed()).isEqualTo(4);
    assertThat(limit.state(Duration.ZERO).underWay()).isZero();
  }

  @Test
  void atLeastOneMayAlwaysAsk() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      refuse();
    }

    assertThat(allowed()).isEqualTo(1);
  }

  @Test
  void answersMakeItLargeAgain() throws InterruptedException {
    refuse();
    refuse();

    answer(3);
    assertThat(allowed()).isEqualTo(3);
    answer(100);

    assertThat(allowed()).isEqualTo(8);
  }

  private int allowed() {
    return limit.state(Duration.ZERO).allowed();
  }

  private void refuse() throws InterruptedException {
    limit.acquire(scope);
    limit.refused();
    limit.release();
  }

  private void answer(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      limit.acquire(scope);
      limit.answered();
      limit.release();
    }
  }
}
