package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/**
 * All that a project's runs and a live history hold, by the driver and by a bare HTTP client: that
 * sends the same requests, as many at a time, and reads the answers, but doesn't parse them. Both
 * in programs that have asked before, without latency.
 */
public final class BareComparison {
  private static final int RUNS = 5000;
  private static final int STEPS = 100_000;
  private static final int UNCOUNTED = 10;
  private static final int REPETITIONS = 15;

  private final RememberedServer server;
  private final String answering;

  /**
   * @param server tells what was asked
   * @param answering the address of the server that is measured
   */
  private BareComparison(RememberedServer server, String answering) {
    this.server = server;
    this.answering = answering;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    try (StandIn standIn = StandIn.start();
        RememberedServer server = new RememberedServer(standIn.url())) {
      for (int i = 0; i < RUNS; i++) {
        Experiment run = Experiment.experiment("r" + i).state("finished");
        for (int k = 0; k < 10; k++) {
          run.config("param" + k, i * 0.1 + k).summary("metric" + k, Math.sin(i + k));
        }
        standIn.holds("lab", "runs", run);
      }
      standIn.holds(
          "lab",
          "live",
          Experiment.experiment("live").generated(STEPS - 1L, BareComparison::row));
      System.out.println("| job | answers | driver | bare client | driver/bare | requests | at a time |");
      System.out.println("|---|---|---:|---:|---:|---:|---:|");
      BareComparison made = new BareComparison(server, standIn.hostAndPort());
      BareComparison repeated = new BareComparison(server, server.hostAndPort());
      for (BareComparison comparison : List.of(made, repeated)) {
        String answers = comparison == made ? "made for each request" : "repeated from memory";
        comparison.measure("5,000 runs, all columns", answers, "runs", "SELECT * FROM runs");
        comparison.measure(
            "100,000 live rows, all columns", answers, "live", "SELECT * FROM history");
      }
    }
    System.exit(0);
  }

  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new HashMap<>();
    for (int k = 0; k < 10; k++) {
      row.put("metric" + k, Math.sin(step + k));
    }
    return row;
  }

  private void measure(String name, String answers, String project, String sql)
      throws SQLException, InterruptedException, ExecutionException {
    List<String> bodies = List.of();
    int atATime = 1;
    try (Connection connection = connect(server.hostAndPort(), project)) {
      for (int i = 0; i < 3; i++) {
        server.takeBodies();
        server.takeMostUnderWay();
        readAll(connection, sql);
        bodies = server.takeBodies();
        atATime = server.takeMostUnderWay();
      }
    }
    List<Double> own = new ArrayList<>();
    try (Connection connection = connect(answering, project)) {
      for (int i = 0; i < UNCOUNTED + REPETITIONS; i++) {
        long start = System.nanoTime();
        readAll(connection, sql);
        own.add((System.nanoTime() - start) / 1e9);
      }
    }
    List<Double> bare = bare(bodies, atATime);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.3f s | %.3f s | %.2f | %d | %d |%n",
        name,
        answers,
        median(own),
        median(bare),
        median(own) / median(bare),
        bodies.size(),
        atATime);
  }

  private static Connection connect(String hostAndPort, String project) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + hostAndPort + "/lab/" + project, "", StandIn.API_KEY);
  }

  private static void readAll(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }

  private List<Double> bare(List<String> bodies, int atATime)
      throws InterruptedException, ExecutionException {
    List<Double> seconds = new ArrayList<>();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      for (int i = 0; i < UNCOUNTED + REPETITIONS; i++) {
        long start = System.nanoTime();
        List<Future<Long>> sizes = new ArrayList<>();
        for (String body : bodies) {
          sizes.add(threads.submit(() -> bytes(client, body)));
        }
        for (Future<Long> size : sizes) {
          size.get();
        }
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    } finally {
      threads.shutdownNow();
    }
    return seconds;
  }

  private long bytes(HttpClient client, String body) throws IOException, InterruptedException {
    String key =
        Base64.getEncoder()
            .encodeToString(("api:" + StandIn.API_KEY).getBytes(StandardCharsets.UTF_8));
    HttpResponse<InputStream> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://" + answering + "/graphql"))
                .header("Authorization", "Basic " + key)
                .header("Content-Type", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    boolean isPacked = answer.headers().firstValue("Content-Encoding").isPresent();
    InputStream packed = answer.body();
    try (InputStream in = isPacked ? new GZIPInputStream(packed, 1 << 16) : packed) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
      }
    }
    return size;
  }

  private static double median(List<Double> seconds) {
    double[] counted =
        seconds.stream().skip(UNCOUNTED).mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(counted).skip(counted.length / 2).findFirst().orElseThrow();
  }
}
