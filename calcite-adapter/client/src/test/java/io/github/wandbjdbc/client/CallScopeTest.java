package io.github.wandbjdbc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.diagnostics.CallLog;
import io.github.wandbjdbc.client.lifetime.SoftDeadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  @Test
  void whatIsKnownOfARunIsToldOnceToWhoHasOneLog() {
    List<ScanWarning> warnings = new ArrayList<>();
    CallLog log = new CallLog();

    new CallScope(null, warnings::add).withLog(log).warnOnce("run r1 is odd");
    new CallScope(null, warnings::add).withLog(log).warnOnce("run r1 is odd");
    new CallScope(null, warnings::add).withLog(log).warnOnce("run r2 is odd");
    new CallScope(null, warnings::add).warnOnce("run r1 is odd");

    assertThat(warnings)
        .extracting(ScanWarning::message)
        .containsExactly("run r1 is odd", "run r2 is odd", "run r1 is odd");
  }

  @Test
  void softDeadlineEndsCallsOnceItHasAnEnd() {
    AtomicLong now = new AtomicLong();
    SoftDeadline softDeadline = new SoftDeadline(now::get);
    CallScope scope = CallScope.unbounded().withSoftDeadline(softDeadline);
    now.set(1_000);
    scope.part().check();

    softDeadline.endAt(1_500);

    assertThat(scope.remaining()).isEqualTo(Duration.ofNanos(500));
    scope.check();
    now.set(1_500);
    assertThat(scope.remaining()).isZero();
    assertThatExceptionOfType(WandbException.class)
        .isThrownBy(scope.part()::check)
        .returns(Kind.TIMEOUT, WandbException::kind);
  }
}
