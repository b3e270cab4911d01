package io.github.wandbjdbc.sql.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * Stands before another server, and repeats from memory what that has answered once: so that it is
 * the clients that are measured. Each answer comes as late as the network would have it.
 */
final class RememberedServer implements AutoCloseable {
  private final URI source;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile Duration latency = Duration.ZERO;

  RememberedServer(URI source) throws IOException {
    this.source = source;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** {@code 127.0.0.1:port}. */
  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has each answer come so late. */
  void latency(Duration value) {
    latency = value;
  }

  /** How many requests came since this was last asked. */
  long takeRequests() {
    return requests.getAndSet(0);
  }

  /** The bodies of the requests since this was last asked. */
  List<String> takeBodies() {
    List<String> bodies = List.copyOf(asked);
    asked.clear();
    return bodies;
  }

  /** How many requests were under way at once at the most, since this was last asked. */
  int takeMostUnderWay() {
    return mostUnderWay.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      answerNow(exchange);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private void answerNow(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] asked = exchange.getRequestBody().readAllBytes();
    this.asked.add(new String(asked, StandardCharsets.UTF_8));
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body =
        answers.computeIfAbsent(
            new String(asked, StandardCharsets.UTF_8), any -> ask(exchange, asked, authorization));
    try {
      Thread.sleep(latency.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private byte[] ask(HttpExchange exchange, byte[] asked, String authorization) {
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(source.resolve(exchange.getRequestURI()))
                  .header("Authorization", authorization)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(asked))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
        zip.write(answer.body());
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
