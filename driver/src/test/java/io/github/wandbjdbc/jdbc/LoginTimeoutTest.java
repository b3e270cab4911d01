package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.jdbc.attached.AttachedFolders;
import io.github.wandbjdbc.standin.StandIn;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sets a login timeout waits no longer than that, whatever connecting is busy with. */
@Timeout(60)
final class LoginTimeoutTest {
  private static final LoginTimeout ONE_SECOND = LoginTimeout.ofDataSource("jdbc:wandb:", 1);

  @AfterEach
  void setNone() {
    DriverManager.setLoginTimeout(0);
  }

  @Test
  void connectingInTimeIsAsEver() throws SQLException {
    DriverManager.setLoginTimeout(30);

    try (StandIn standIn = StandIn.start();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:wandb://" + standIn.hostAndPort(), "", StandIn.API_KEY)) {
      assertThat(connection.getMetaData().getUserName()).isNotEmpty();
    }
  }

  @Test
  void whatCannotBeInterruptedIsLeftBehindAndClosedWhenItIsDone() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<CallScope> asked = new AtomicReference<>();

    WandbException e =
        catchThrowableOfType(
            WandbException.class,
            () ->
                ONE_SECOND.bound(
                    scope -> {
                      asked.set(scope);
                      await(hanging);
                      return new Source(
                          closing(closed), "", SearchPath.NONE, AttachedFolders.NONE, List.of());
                    }));

    assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(e).hasMessageContaining("login timeout of 1 s (DataSource.setLoginTimeout)");
    assertThat(Objects.requireNonNull(asked.get()).isCancelled()).isTrue();
    hanging.countDown();
    closed.await();
  }

  @Test
  void aFailureIsToldAsItIs() {
    WandbException failure = new WandbException(Kind.UNAUTHENTICATED, "no key");

    assertThatThrownBy(
            () ->
                ONE_SECOND.bound(
                    scope -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    CountDownLatch hanging = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    WandbException e =
        catchThrowableOfType(
            WandbException.class,
            () ->
                ONE_SECOND.bound(
                    scope -> {
                      await(hanging);
                      throw new WandbException(Kind.CANCELLED, "too late");
                    }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(e.kind()).isEqualTo(Kind.CANCELLED);
    hanging.countDown();
  }

  /** A client that can only be closed. */
  private static WandbClient closing(CountDownLatch closed) {
    return (WandbClient)
        Proxy.newProxyInstance(
            WandbClient.class.getClassLoader(),
            new Class<?>[] {WandbClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closed.countDown();
              }
              return null;
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
