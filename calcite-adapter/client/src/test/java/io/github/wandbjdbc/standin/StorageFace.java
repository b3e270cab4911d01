package io.github.wandbjdbc.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where exported files are: another origin than the API's. It knows signed URLs, ranges and tags,
 * and refuses whoever shows a credential, or wants to change something.
 */
final class StorageFace implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final StandIn standIn;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(StorageFace::thread);
  private final Map<String, Stored> files = new HashMap<>();
  private final Map<String, AtomicInteger> usesLeft = new HashMap<>();
  private final List<StorageRequest> requests = new CopyOnWriteArrayList<>();
  private int signatures;

  StorageFace(StandIn standIn) throws IOException {
    this.standIn = standIn;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  private static final class Stored {
    private final byte[] bytes;
    private final String etag;

    Stored(byte[] bytes) {
      this.bytes = bytes;
      this.etag = "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "stand-in-storage");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A URL of a file that is good for so many requests.
   *
   * @param name tells it from other files
   */
  synchronized String sign(String name, byte[] bytes, int uses) {
    files.compute(
        "/" + name, (path, file) -> file != null && file.bytes == bytes ? file : new Stored(bytes));
    String signature = "s" + signatures++;
    usesLeft.put(signature, new AtomicInteger(uses));
    return "http://127.0.0.1:%d/%s?X-Signature=%s&Expires=1"
        .formatted(server.getAddress().getPort(), name, signature);
  }

  List<StorageRequest> requests() {
    return List.copyOf(requests);
  }

  void forgetRequests() {
    requests.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = HttpFace.headers(exchange.getRequestHeaders());
    if (headers.containsKey("authorization") || headers.containsKey("cookie")) {
      answer(exchange, headers, 400, "a credential".getBytes(StandardCharsets.UTF_8));
      return;
    }
    @Nullable Fault fault = standIn.storageFault();
    if (fault != null) {
      HttpFace.await(fault);
    }
    if (fault != null && fault.body != null) {
      fault.headers.forEach(exchange.getResponseHeaders()::set);
      answer(exchange, headers, fault.status, fault.body);
    } else if (!METHODS.contains(exchange.getRequestMethod()) || body.length > 0) {
      answer(exchange, headers, 403, "not what was signed".getBytes(StandardCharsets.UTF_8));
    } else {
      serve(exchange, headers, fault);
    }
  }

  private void serve(HttpExchange exchange, Map<String, String> headers, @Nullable Fault fault)
      throws IOException {
    Stored stored;
    AtomicInteger uses;
    synchronized (this) {
      stored = files.get(exchange.getRequestURI().getPath());
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      uses = usesLeft.get(query.replaceFirst("X-Signature=([^&]*).*", "$1"));
    }
    if (stored == null || uses == null || uses.getAndDecrement() <= 0) {
      answer(
          exchange,
          headers,
          403,
          "<Error><Code>AccessDenied</Code></Error>".getBytes(StandardCharsets.UTF_8));
      return;
    }
    byte[] file = stored.bytes;
    String etag = stored.etag;
    exchange.getResponseHeaders().set("ETag", etag);
    if (!headers.getOrDefault("if-match", etag).equals(etag)) {
      answer(exchange, headers, 412, new byte[0]);
      return;
    }
    Matcher range = RANGE.matcher(headers.getOrDefault("range", ""));
    int from = 0;
    int to = file.length;
    int status = 200;
    if (range.matches() && !standIn.is(Setting.NO_RANGES)) {
      boolean isSuffix = range.group(1).isEmpty();
      if (isSuffix) {
        from = Math.max(0, file.length - Integer.parseInt(range.group(2)));
      } else {
        from = Integer.parseInt(range.group(1));
        to = range.group(2).isEmpty() ? to : Math.min(to, Integer.parseInt(range.group(2)) + 1);
      }
      if (from >= to) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
        answer(exchange, headers, 416, new byte[0]);
        return;
      }
      status = 206;
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, file.length));
    }
    byte[] part = Arrays.copyOfRange(file, from, to);
    if (fault != null && fault.delivery != Fault.Delivery.WHOLE) {
      requests.add(new StorageRequest(exchange.getRequestURI().getPath(), headers, status, 0));
      HttpFace.deliver(exchange, part, fault.delivery);
    } else {
      answer(exchange, headers, status, part);
    }
  }

  private void answer(HttpExchange exchange, Map<String, String> headers, int status, byte[] body)
      throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    requests.add(
        new StorageRequest(
            exchange.getRequestURI().getPath(), headers, status, isHead ? 0 : body.length));
    if (isHead) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    boolean isChunked = status == 200 && standIn.is(Setting.NO_RANGES);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : isChunked ? 0 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
