package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger found = new AtomicInteger();
  private final ExpiringCache<String, Integer> remembered =
      new ExpiringCache<>(Duration.ofSeconds(60), now::get);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private int get(String key) {
    return remembered.get(key, CallScope.unbounded(), found::incrementAndGet);
  }

  @Test
  void whatWasFoundIsKeptForAWhile() {
    assertThat(get("a")).isEqualTo(1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(get("a")).isEqualTo(1);

    now.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(get("a")).isEqualTo(2);
  }

  @Test
  void aPartIsKeptForATenthOfThat() {
    ExpiringCache<String, Integer> parts = parts();
    assertThat(parts.get("a", CallScope.unbounded(), found::incrementAndGet)).isEqualTo(1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(5));
    assertThat(parts.get("a", CallScope.unbounded(), found::incrementAndGet)).isEqualTo(1);

    now.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(parts.get("a", CallScope.unbounded(), found::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void aPartThatTookLongIsKeptAsLongAsThat() {
    ExpiringCache<String, Integer> parts = parts();
    parts.get("a", CallScope.unbounded(), () -> foundIn(20));
    now.addAndGet(TimeUnit.SECONDS.toNanos(19));
    assertThat(parts.known("a")).isEqualTo(1);

    now.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(parts.known("a")).isNull();
  }

  @Test
  void noPartIsKeptLongerThanTheWhole() {
    ExpiringCache<String, Integer> parts = parts();
    parts.get("a", CallScope.unbounded(), () -> foundIn(600));

    now.addAndGet(TimeUnit.SECONDS.toNanos(60));

    assertThat(parts.known("a")).isNull();
  }

  private ExpiringCache<String, Integer> parts() {
    return new ExpiringCache<>(Duration.ofSeconds(60), now::get, value -> true);
  }

  private int foundIn(int seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    return found.incrementAndGet();
  }

  @Test
  void eachKeyIsFoundByItself() {
    assertThat(get("a")).isEqualTo(1);
    assertThat(get("b")).isEqualTo(2);
    assertThat(get("a")).isEqualTo(1);
  }

  @Test
  void whatIsKnownIsToldWithoutFindingOut() {
    assertThat(remembered.known("a")).isNull();
    get("a");

    assertThat(remembered.known("a")).isEqualTo(1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(60));

    assertThat(remembered.known("a")).isNull();
    assertThat(found).hasValue(1);
  }

  @Test
  void failuresAreNotKept() {
    assertThatThrownBy(
            () ->
                remembered.get(
                    "a",
                    CallScope.unbounded(),
                    () -> {
                      throw new IllegalStateException("no answer");
                    }))
        .hasMessage("no answer");

    assertThat(get("a")).isEqualTo(1);
  }

  @Test
  void twoThreadsFindItOnce() throws Exception {
    CountDownLatch finding = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> first = threads.submit(() -> findSlowly(finding, go));
    finding.await();
    Future<Integer> second = threads.submit(() -> get("a"));

    go.countDown();

    assertThat(first.get()).isEqualTo(1);
    assertThat(second.get()).isEqualTo(1);
  }

  @Test
  void aCancelledStatementDoesNotWaitForAnother() throws Exception {
    CountDownLatch finding = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Integer> first = threads.submit(() -> findSlowly(finding, go));
    finding.await();
    CallScope cancelled = CallScope.unbounded();
    Future<Integer> second =
        threads.submit(() -> remembered.get("a", cancelled, found::incrementAndGet));

    cancelled.cancel();

    assertThatThrownBy(second::get)
        .cause()
        .isInstanceOf(WandbException.class)
        .extracting("kind")
        .isEqualTo(Kind.CANCELLED);
    go.countDown();
    assertThat(first.get()).isEqualTo(1);
  }

  private int findSlowly(CountDownLatch finding, CountDownLatch go) {
    return remembered.get(
        "a",
        CallScope.unbounded(),
        () -> {
          finding.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return found.incrementAndGet();
        });
  }
}
