package io.github.wandbjdbc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CallScopeTest {

  @Test
  void cancellingAbortsWhatIsInFlightAndWhatComesLater() {
    CallScope scope = CallScope.unbounded();
    List<String> aborted = new ArrayList<>();
    Runnable released = () -> aborted.add("released");
    scope.onCancel(() -> aborted.add("in flight"));
    scope.onCancel(released);
    scope.release(released);

    scope.cancel();
    scope.onCancel(() -> aborted.add("later"));

    assertThat(aborted).containsExactly("in flight", "later");
    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(scope::check)
        .returns(Kind.CANCELLED, WandbException::kind);
  }

  @Test
  void aPauseEndsWhenTheStatementIsCancelled() {
    CallScope scope = CallScope.unbounded();
    CompletableFuture<Throwable> pause =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                scope.pause(Duration.ofHours(1));
                return new AssertionError("the pause ended by itself");
              } catch (WandbException e) {
                return e;
              }
            });

    scope.cancel();

    assertThat(pause.orTimeout(10, TimeUnit.SECONDS).join())
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
  }

  @Test
  void aPauseDoesNotPassTheDeadline() {
    CallScope scope = new CallScope(Duration.ofMillis(1), warning -> {});

    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(() -> scope.pause(Duration.ofHours(1)))
        .returns(Kind.TIMEOUT, WandbException::kind);
  }

  @Test
  void warningsReachTheReader() {
    List<String> told = new ArrayList<>();
    CallScope scope = new CallScope(null, warning -> told.add(warning.message()));

    scope.warn("two rows are missing");

    assertThat(told).containsExactly("two rows are missing");
  }
}
