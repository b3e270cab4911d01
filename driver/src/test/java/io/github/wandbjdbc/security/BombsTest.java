package io.github.wandbjdbc.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wandbjdbc.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight answers at once, each as large as one may be, end in errors or one after the other. */
@Timeout(300)
class BombsTest {
  private static final String VIEWER =
      "{\"data\":{\"viewer\":{\"id\":\"u\",\"username\":\"u\",\"entity\":\"lab\"}}}";

  @ParameterizedTest
  @ValueSource(ints = {128, 512, 1024})
  void leaveTheJvmAlive(int megabytes) throws IOException, InterruptedException {
    byte[] bomb = bomb((megabytes / 4 - 1) << 20);
    AtomicInteger sent = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains("viewer")) {
            answer(exchange, zipped(VIEWER.getBytes(UTF_8)));
          } else {
            sent.incrementAndGet();
            answer(exchange, bomb);
          }
        });
    server.start();
    try {
      String told = told(megabytes, server.getAddress().getPort());

      assertThat(told.lines().filter(line -> line.startsWith("ended: "))).hasSize(8);
      assertThat(told).contains("alive: true");
      assertThat(told.lines().filter(line -> line.startsWith("ended: ")))
          .noneMatch(line -> line.contains("XX000") || line.contains("53200"));
      assertThat(sent.get()).isGreaterThanOrEqualTo(8);
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static String told(int megabytes, int port) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EightBombs.class.getName(),
                "jdbc:wandb://127.0.0.1:%d/lab/vision?maxRetryTime=60".formatted(port),
                StandIn.API_KEY)
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return told;
  }

  private static void answer(HttpExchange exchange, byte[] zipped) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, zipped.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(zipped);
    }
  }

  /** JSON of so many bytes that holds nothing. */
  private static byte[] bomb(int bytes) throws IOException {
    byte[] filling = " ".repeat(1 << 20).getBytes(UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write("{\"data\":{\"project\":{".getBytes(UTF_8));
      for (int left = bytes; left > 0; left -= filling.length) {
        out.write(filling);
      }
      out.write("}}}".getBytes(UTF_8));
    }
    return zipped.toByteArray();
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    return zipped.toByteArray();
  }
}
