package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP for the stand-in: {@code POST /graphql}. */
final class HttpFace implements AutoCloseable {
  private static final int WORTH_COMPRESSING = 1000;
  private static final long LATCH_SECONDS = 60;
  private static final long DRIP_MILLIS = 100;

  private final StandIn standIn;
  private final GraphQlServer graphQl;
  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  HttpFace(StandIn standIn, int port, @Nullable SSLContext tls) throws IOException {
    this.standIn = standIn;
    this.graphQl = new GraphQlServer(standIn);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "stand-in");
              thread.setDaemon(true);
              return thread;
            });
    this.server = server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), tls);
    server.createContext("/graphql", this::graphQl);
    server.createContext("/oidc/token", this::exchange);
    server.createContext(
        "/", exchange -> answer(exchange, 404, "{\"error\":\"not found\"}", Map.of()));
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer server(InetSocketAddress address, @Nullable SSLContext tls)
      throws IOException {
    if (tls == null) {
      return HttpServer.create(address, 100);
    }
    HttpsServer server = HttpsServer.create(address, 100);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The header that carries {@code key}. */
  static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
  }

  /** The most requests that were under way at once; one whose answer is being sent isn't. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void graphQl(HttpExchange exchange) throws IOException {
    standIn.answersTo(exchange.getRequestHeaders().getFirst("Authorization"));
    JsonNode body;
    try {
      body = Api.JSON.readTree(exchange.getRequestBody().readAllBytes());
    } catch (JsonProcessingException e) {
      answer(exchange, 400, "{\"errors\":[{\"message\":\"malformed request\"}]}", Map.of());
      return;
    }
    mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    GraphQlServer.Answer answer =
        graphQl.execute(
            body.path("query").asText(),
            body.path("operationName").asText(""),
            GraphQlServer.variables(body));
    RecordedRequest request =
        new RecordedRequest(
            operationOf(body),
            body.path("query").asText(),
            GraphQlServer.variables(body),
            answer.fields(),
            answer.arguments(),
            headers(exchange.getRequestHeaders()),
            answer.status());
    Fault fault = standIn.faultFor(request);
    standIn.record(
        fault == null || fault.body == null ? request : withStatus(request, fault.status));
    if (fault != null && fault.latch != null) {
      if (fault.gathers) {
        fault.latch.countDown();
      }
      await(fault);
    }
    underWay.decrementAndGet();
    if (fault != null && fault.body != null) {
      answer(exchange, fault.status, new String(fault.body, StandardCharsets.UTF_8), fault.headers);
    } else if (fault != null && fault.delivery != Fault.Delivery.WHOLE) {
      deliver(exchange, Api.JSON.writeValueAsBytes(answer.body()), fault.delivery);
    } else if (fault != null && !standIn.refusesCaller()) {
      ObjectNode edited = Api.JSON.valueToTree(answer.body());
      fault.edit.accept(edited);
      answer(exchange, answer.status(), edited.toString(), fault.headers);
    } else if (standIn.refusesCaller()) {
      answer(
          exchange,
          401,
          "{\"errors\":[{\"message\":\"user is not logged in\",\"extensions\":{\"code\":\"PERMISSION_ERROR\"}}],\"data\":null}",
          Map.of());
    } else {
      String text = Api.JSON.writeValueAsString(answer.body());
      standIn.sends(text.length());
      answer(exchange, answer.status(), text, Map.of());
    }
  }

  /** Gives an access token for an identity token. */
  private void exchange(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    String assertion = form.replaceFirst(".*&assertion=", "");
    String token = standIn.identities().exchanged(assertion);
    if (token == null) {
      answer(
          exchange,
          400,
          "{\"error\":\"invalid_grant\",\"error_description\":\"%s is unknown\"}"
              .formatted(assertion),
          Map.of());
      return;
    }
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
            .formatted(token, Identities.SECONDS),
        Map.of());
  }

  private static String operationOf(JsonNode body) {
    String stated = body.path("operationName").asText("");
    var named =
        java.util.regex.Pattern.compile("\\bquery\\s+(\\w+)").matcher(body.path("query").asText());
    return stated.isEmpty() && named.find() ? named.group(1) : stated;
  }

  private static RecordedRequest withStatus(RecordedRequest request, int status) {
    return new RecordedRequest(
        request.operation(),
        request.document(),
        request.variables(),
        request.fields(),
        request.arguments(),
        request.headers(),
        status);
  }

  static void await(Fault fault) {
    try {
      if (fault.latch != null && !fault.latch.await(LATCH_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released a slow answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void deliver(HttpExchange exchange, byte[] body, Fault.Delivery delivery)
      throws IOException {
    int half = body.length / 2;
    try (exchange) {
      if (delivery == Fault.Delivery.GARBLED) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      if (delivery != Fault.Delivery.RESET) {
        exchange.sendResponseHeaders(200, delivery == Fault.Delivery.CUT ? half : body.length);
      }
      switch (delivery) {
        case WHOLE, GARBLED -> exchange.getResponseBody().write(body);
        case RESET -> {
          // Nothing at all.
        }
        case TRUNCATED, CUT -> exchange.getResponseBody().write(body, 0, half);
        case DRIPPING -> drip(exchange.getResponseBody(), body);
      }
    }
  }

  private static void drip(OutputStream out, byte[] body) throws IOException {
    try {
      for (byte part : body) {
        out.write(part);
        out.flush();
        Thread.sleep(DRIP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(
      HttpExchange exchange, int status, @Nullable String text, Map<String, String> headers)
      throws IOException {
    byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach(exchange.getResponseHeaders()::set);
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip") && body.length > WORTH_COMPRESSING) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      body = compressed(body);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] compressed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }

  static Map<String, String> headers(Headers received) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : received.entrySet()) {
      headers.put(
          header.getKey().toLowerCase(Locale.ROOT),
          header.getValue().get(header.getValue().size() - 1));
    }
    return headers;
  }
}
