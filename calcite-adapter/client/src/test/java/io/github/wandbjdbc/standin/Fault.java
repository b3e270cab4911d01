package io.github.wandbjdbc.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way in which the stand-in misbehaves, for the next so many requests that it is meant for. */
public final class Fault {
  final int status;
  final byte @Nullable [] body;
  final Map<String, String> headers = new LinkedHashMap<>();
  Predicate<RecordedRequest> when = request -> true;
  int times = 1;
  @Nullable CountDownLatch latch;
  Delivery delivery = Delivery.WHOLE;
  boolean gathers;
  int spared;
  Consumer<ObjectNode> edit = answer -> {};

  /** The fate of the right answer on its way. */
  enum Delivery {
    WHOLE,
    /** The connection breaks before a byte has come. */
    RESET,
    /** The connection breaks in the middle of the body. */
    TRUNCATED,
    /** The text ends in its middle, and says that this is its length. */
    CUT,
    /** It isn't the gzip that it says it is. */
    GARBLED,
    /** A byte now and then. */
    DRIPPING
  }

  private Fault(int status, byte @Nullable [] body) {
    this.status = status;
    this.body = body;
  }

  /** Answers with an HTTP status and a body of JSON: {@code {"error": "…"}}. */
  public static Fault status(int status) {
    return body(status, "{\"error\":\"fault " + status + "\"}");
  }

  /** Answers with an HTTP status and just that body. */
  public static Fault body(int status, String body) {
    return new Fault(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers that it is elsewhere. */
  public static Fault redirect(String location) {
    Fault fault = body(302, "");
    fault.headers.put("Location", location);
    return fault;
  }

  /** Answers 429 to the next {@code times} requests. */
  public static Fault rateLimited(int times) {
    return body(429, "{\"error\":\"rate limit exceeded\"}").times(times);
  }

  /** Answers what a proxy does when the server is away. */
  public static Fault html(int status) {
    Fault fault = body(status, "<html><body><h1>Bad Gateway</h1></body></html>");
    fault.headers.put("Content-Type", "text/html");
    return fault;
  }

  /** Answers rightly, but breaks the connection in the middle of the body. */
  public static Fault truncated() {
    return delivered(Delivery.TRUNCATED);
  }

  /** Closes the connection in place of an answer. */
  public static Fault reset() {
    return delivered(Delivery.RESET);
  }

  /** Answers with the first half of the right JSON. */
  public static Fault cut() {
    return delivered(Delivery.CUT);
  }

  /** Answers with something that isn't the gzip that it says it is. */
  public static Fault garbled() {
    return delivered(Delivery.GARBLED);
  }

  /** Answers rightly, but so slowly that nobody waits for the end. */
  public static Fault dripping() {
    return delivered(Delivery.DRIPPING);
  }

  private static Fault delivered(Delivery delivery) {
    Fault fault = new Fault(200, null);
    fault.delivery = delivery;
    return fault;
  }

  /** Answers rightly, but only when {@code latch} is released. */
  public static Fault slowUntil(CountDownLatch latch) {
    Fault fault = new Fault(200, null);
    fault.latch = latch;
    return fault;
  }

  /**
   * Answers rightly, but only once as many requests are there as {@code arrivals} counts, all of
   * them at once.
   */
  public static Fault together(CountDownLatch arrivals) {
    Fault fault = slowUntil(arrivals).times((int) arrivals.getCount());
    fault.gathers = true;
    return fault;
  }

  /** Answers rightly; to be given headers, such as {@code RateLimit-Remaining}. */
  public static Fault none() {
    return new Fault(200, null);
  }

  /** An error and no data, with HTTP 200, as for a document that isn't valid. */
  public static Fault graphQlError(String message) {
    Fault fault = new Fault(200, null);
    fault.edit =
        answer -> {
          answer.removeAll();
          answer.putArray("errors").addObject().put("message", message);
        };
    return fault;
  }

  /** The right data and an error beside it, with HTTP 200. */
  public static Fault partialData(String message) {
    Fault fault = new Fault(200, null);
    fault.edit = answer -> answer.putArray("errors").addObject().put("message", message);
    return fault;
  }

  /** The right data, but for a null at {@code path}, say {@code project/run}; aliases count. */
  public static Fault nulls(String path) {
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "/data" : "/data/" + path.substring(0, slash);
    Fault fault = new Fault(200, null);
    fault.edit =
        answer -> {
          if (answer.at(parent) instanceof ObjectNode node) {
            node.putNull(path.substring(slash + 1));
          }
        };
    return fault;
  }

  /** The right data, but for {@code other} wherever it says {@code text}. */
  public static Fault replacing(String text, String other) {
    Fault fault = new Fault(200, null);
    fault.edit =
        answer -> {
          try {
            JsonNode edited = Api.JSON.readTree(answer.toString().replace(text, other));
            answer.setAll((ObjectNode) edited);
          } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
          }
        };
    return fault;
  }

  /** Only after so many requests that it is meant for went well. */
  public Fault after(int requests) {
    spared = requests;
    return this;
  }

  /** With {@code Retry-After}: seconds, possibly fractional, or a date. */
  public Fault retryAfter(String value) {
    return header("Retry-After", value);
  }

  /** For so many requests. */
  public Fault times(int value) {
    times = value;
    return this;
  }

  /** For matching requests only; those before don't count. */
  public Fault when(Predicate<RecordedRequest> value) {
    when = value;
    return this;
  }

  /** With a header, such as {@code Retry-After}. */
  public Fault header(String name, String value) {
    headers.put(name, value);
    return this;
  }
}
