package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool asks whether a connection is valid, and must be told the truth in time. */
@Timeout(60)
class ProofOfLifeTest {
  private final StandIn standIn = StandIn.start().holds(experiment("run").logging("loss"));
  private final CountDownLatch never = new CountDownLatch(1);
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://%s/lab/vision?maxRetryTime=0".formatted(standIn.hostAndPort()),
            "",
            StandIn.API_KEY);
    standIn.forgetRequests();
  }

  @AfterEach
  void close() throws SQLException {
    never.countDown();
    connection.close();
    standIn.close();
  }

  @Test
  void anAnswerOfLatelyIsProofEnough() throws SQLException {
    read();
    standIn.forgetRequests();

    assertThat(connection.isValid(1)).isTrue();

    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void afterARequestThatDidNotReachTheServerItAsks() throws SQLException {
    standIn.fails(Fault.reset().times(Integer.MAX_VALUE));
    assertThat(catchThrowable(this::read)).isInstanceOf(SQLException.class);
    assertThat(connection.isValid(1)).isFalse();
    standIn.recovers();
    standIn.forgetRequests();

    assertThat(connection.isValid(1)).isTrue();

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void itSaysNoWithinItsTimeout() throws SQLException {
    standIn.fails(Fault.reset().times(Integer.MAX_VALUE));
    assertThat(catchThrowable(this::read)).isInstanceOf(SQLException.class);
    standIn.recovers();
    standIn.fails(Fault.slowUntil(never).times(Integer.MAX_VALUE));
    long begin = System.nanoTime();

    assertThat(connection.isValid(1)).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private void read() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select run_id from runs")) {
      assertThat(rows.next()).isTrue();
    }
  }
}
