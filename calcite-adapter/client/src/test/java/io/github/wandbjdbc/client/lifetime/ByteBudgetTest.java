package io.github.wandbjdbc.client.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void thereIsNoMoreThanThereIsForAllTogether() {
    ByteBudget.Lease one = budget.lease();
    ByteBudget.Lease other = budget.lease();

    assertThat(one.take(60)).isTrue();
    assertThat(other.take(60)).isFalse();
    assertThat(other.take(40)).isTrue();
    one.give(30);
    assertThat(other.take(30)).isTrue();

    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void whatIsClosedHoldsNothingAndTakesNothing() {
    ByteBudget.Lease lease = budget.lease();
    assertThat(lease.take(60)).isTrue();

    lease.close();
    lease.close();

    assertThat(lease.take(1)).isFalse();
    lease.give(10);
    assertThat(budget.held()).isZero();
  }

  @Test
  void whoeverWaitsForRoomIsWokenByWhoeverGivesBack() throws InterruptedException {
    ByteBudget.Lease lease = budget.lease();
    assertThat(lease.take(60)).isTrue();
    CountDownLatch woken = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              try {
                budget.awaitRoom(Duration.ofMinutes(10));
                woken.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiter.setDaemon(true);
    waiter.start();

    lease.close();

    woken.await();
    budget.awaitRoom(Duration.ZERO);
  }
}
