package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback whose answers are scripted, and which remembers what it was asked. */
final class ScriptedApi implements AutoCloseable {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  static {
    // Or else each answer, being two packets, waits 40 ms for an acknowledgement of the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Answer> next = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Asked, Answer> otherwise =
      question -> new Answer(500, "{\"error\": \"not in the script\"}", Map.of());

  ScriptedApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** One scripted answer. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(String body) {
      return new Answer(200, body, Map.of());
    }

    static Answer status(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    Answer with(String header, String value) {
      return new Answer(status, body, Map.of(header, value));
    }
  }

  /** One recorded request; the body of a form is a text. */
  record Asked(String path, Headers headers, JsonNode body) {
    String document() {
      return body.path("query").asText();
    }

    JsonNode variable(String name) {
      return body.path("variables").path(name);
    }

    JsonNode filters() throws IOException {
      return MAPPER.readTree(variable("filters").asText());
    }
  }

  /** These answers come first, each once. */
  synchronized ScriptedApi answers(Answer... answers) {
    next.addAll(List.of(answers));
    return this;
  }

  /** These answers come first, each once, with status 200. */
  ScriptedApi answers(String... bodies) {
    for (String body : bodies) {
      answers(Answer.ok(body));
    }
    return this;
  }

  /** Sets the answer to give when the script is over. */
  ScriptedApi otherwise(Function<Asked, Answer> answer) {
    otherwise = answer;
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  BaseUrl baseUrl() {
    return BaseUrl.of("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked question =
          new Asked(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              body.startsWith("{") ? MAPPER.readTree(body) : MAPPER.valueToTree(body));
      asked.add(question);
      Answer scripted = poll();
      Answer answer = scripted == null ? otherwise.apply(question) : scripted;
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream stream = exchange.getResponseBody()) {
        stream.write(bytes);
      }
    }
  }

  private synchronized Answer poll() {
    return next.poll();
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
