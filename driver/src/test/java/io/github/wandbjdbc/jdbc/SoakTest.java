package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.security.Redeployments;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Many connections that ask all kinds of things at once, are cancelled, closed and refused at
 * random, wait for storage that is slow now and then, beside applications that are loaded anew;
 * they get right answers all the time, and what they held is given back.
 *
 * <p>{@code -Dsoak.seconds=600} has it go on for ten minutes, {@code -Dsoak.seed} repeats one.
 */
class SoakTest {
  private static final int CONNECTIONS = 30;
  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 3));

  private static final Duration BETWEEN_REDEPLOYMENTS = Duration.ofSeconds(10);
  private static final int SLOW_MILLIS = 500;

  private static final List<String> QUERIES =
      List.of(
          "select run_id, name, state from runs",
          "select run_id, _step, loss, acc from history",
          "select _step, loss from history where run_id = 'run3' and _step between 20 and 70",
          "select loss from sampled_history where samples = 200",
          "select r.name, max(h.loss) from runs r join history h using (run_id) group by r.name",
          "select count(*) from runs where state = 'finished'",
          "select run_id, acc from history order by acc desc limit 5",
          "select * from run_config",
          "select table_name from information_schema.tables where table_schema = 'vision'");

  /** Faults that pass if the request is repeated. */
  private static final List<Supplier<Fault>> FAULTS =
      List.of(
          () -> Fault.rateLimited(1).retryAfter("0.05"),
          () -> Fault.status(503).retryAfter("0"),
          () -> Fault.html(502).retryAfter("0"),
          Fault::reset,
          Fault::truncated,
          Fault::garbled);

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final Map<String, List<String>> truth = new HashMap<>();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

  private final CountDownLatch isOver = new CountDownLatch(1);
  private final ExecutorService applications = Executors.newSingleThreadExecutor();

  @Test
  void whateverHappensAnswersAreRightAndNothingIsKept(TestReporter reporter) throws Exception {
    long seed = Long.getLong("soak.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    long socketsBefore = sockets();
    try (StandIn standIn = standIn();
        Redeployments redeployments = new Redeployments();
        Connection observer = connect(standIn)) {
      for (String sql : QUERIES) {
        truth.put(sql, rows(observer, sql));
      }

      Future<Integer> loaded = redeploy(redeployments, standIn);
      askAll(standIn, seed);
      isOver.countDown();
      reporter.publishEntry("applications loaded", loaded.get().toString());

      standIn.recovers();
      assertThat(rows(observer, QUERIES.get(0))).isEqualTo(truth.get(QUERIES.get(0)));
      assertThat(rows(observer, "select under_way, waiting from information_schema.limits"))
          .containsExactly("0|0|");
      redeployments.awaitAtMostOne();
    } finally {
      timer.shutdownNow();
      applications.shutdownNow();
    }
    awaitIdleThreads();
    // Fewer are those of others that were idle when it began.
    assertThat(sockets()).isLessThanOrEqualTo(socketsBefore);
    assertThat(answered).hasPositiveValue();
    reporter.publishEntry(
        Map.of(
            "answered", answered.toString(),
            "cancelled or timed out", ended.toString(),
            "left early", left.toString(),
            "faults", faults.toString()));
  }

  /** Loads an application every few seconds as long as the others ask. */
  private Future<Integer> redeploy(Redeployments redeployments, StandIn standIn) {
    String url =
        url(standIn) + "&password=" + URLEncoder.encode(StandIn.API_KEY, StandardCharsets.UTF_8);
    return applications.submit(
        () -> {
          int count = 0;
          do {
            redeployments.redeploy(url);
            count++;
          } while (!isOver.await(BETWEEN_REDEPLOYMENTS.toMillis(), TimeUnit.MILLISECONDS));
          return count;
        });
  }

  private void askAll(StandIn standIn, long seed) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + LENGTH.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Random random = new Random(seed + i);
        users.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    useOneConnection(standIn, random);
                  }
                  return null;
                }));
      }
      for (Future<?> user : users) {
        user.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void useOneConnection(StandIn standIn, Random random) throws SQLException {
    try (Connection connection = connect(standIn)) {
      int statements = 1 + random.nextInt(10);
      for (int i = 0; i < statements; i++) {
        if (random.nextInt(10) == 0) {
          standIn.fails(FAULTS.get(random.nextInt(FAULTS.size())).get());
          faults.incrementAndGet();
        }
        if (random.nextInt(10) == 0) {
          CountDownLatch patience = new CountDownLatch(1);
          standIn.failsStorage(Fault.slowUntil(patience));
          CompletableFuture.delayedExecutor(SLOW_MILLIS, TimeUnit.MILLISECONDS)
              .execute(patience::countDown);
        }
        ask(connection, QUERIES.get(random.nextInt(QUERIES.size())), random);
      }
    }
  }

  private void ask(Connection connection, String sql, Random random) throws SQLException {
    List<String> all = truth.getOrDefault(sql, List.of());
    boolean isCancelled = random.nextInt(6) == 0;
    boolean isTimed = random.nextInt(6) == 0;
    int wanted = random.nextInt(6) == 0 ? random.nextInt(5) : Integer.MAX_VALUE;
    Statement statement = connection.createStatement();
    Future<?> cancelling = null;
    try (statement) {
      statement.setQueryTimeout(isTimed ? 1 : 0);
      if (isCancelled) {
        cancelling =
            timer.schedule(() -> cancel(statement), random.nextInt(30), TimeUnit.MILLISECONDS);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery(sql)) {
        while (rows.size() < wanted && result.next()) {
          rows.add(row(result));
        }
      }
      if (rows.size() < all.size()) {
        assertThat(all).containsAll(rows);
        assertThat(rows).hasSize(wanted);
        left.incrementAndGet();
      } else {
        Collections.sort(rows);
        assertThat(rows).as(sql).isEqualTo(all);
        answered.incrementAndGet();
      }
    } catch (SQLException e) {
      Set<String> expected =
          isCancelled && isTimed
              ? Set.of("57014", "HYT00")
              : isCancelled ? Set.of("57014") : isTimed ? Set.of("HYT00") : Set.of();
      if (!expected.contains(e.getSQLState())) {
        throw e;
      }
      ended.incrementAndGet();
    } finally {
      if (cancelling != null) {
        cancelling.cancel(false);
      }
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It was closed just before.
    }
  }

  private static StandIn standIn() {
    StandIn standIn = StandIn.start().capFirst(4);
    for (int i = 0; i < 10; i++) {
      standIn.holds(
          experiment("run" + i)
              .config("lr", 0.1 * i)
              .logging("loss", "acc")
              .forSteps(100)
              .exported(Export.steps(0, i * 10L)));
    }
    return standIn;
  }

  private static Connection connect(StandIn standIn) throws SQLException {
    return DriverManager.getConnection(url(standIn), "", StandIn.API_KEY);
  }

  private static String url(StandIn standIn) {
    return "jdbc:wandb://%s/lab/vision?historyPageSize=50&maxRetryTime=600"
        .formatted(standIn.hostAndPort());
  }

  /** The rows, sorted. */
  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private static String row(ResultSet result) throws SQLException {
    StringBuilder row = new StringBuilder();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      row.append(result.getString(i)).append('|');
    }
    return row.toString();
  }

  /** Those of ours end when they have had nothing to do for a while. */
  private static void awaitIdleThreads() throws InterruptedException {
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("wandb-jdbc"))
            .toList();
    for (Thread thread : ours) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    }
    assertThat(ours).noneMatch(Thread::isAlive);
  }

  /**
   * How many TCP sockets this process has open, where that can be seen. The JDK keeps others, once
   * it has closed one that was being read.
   */
  private static long sockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    Set<String> tcp = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        tcp.add("socket:[" + line.strip().split("\\s+", -1)[9] + "]");
      }
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.map(SoakTest::target).filter(tcp::contains).count();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
