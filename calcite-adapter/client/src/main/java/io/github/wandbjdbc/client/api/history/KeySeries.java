package io.github.wandbjdbc.client.api.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.discovery.SampleEnd;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to read a few keys of a history without all the others, which {@code Run.history} can't
 * leave out: as series of {@code Run.sampledHistory} in windows so narrow that nothing is sampled,
 * beside a series of the steps alone.
 *
 * <p>A series lacks the steps that did not log its key; whether it might lack others, or shows NaN
 * as null, isn't known. So it serves where each step of a window logged each key; where it doesn't,
 * that is noted, and the history is read instead.
 */
final class KeySeries {
  /** With more keys the steps, which each series repeats, outweigh what is saved. */
  private static final int MAX_KEYS = 4;

  /** So often it may turn out not to serve before the scan's other runs are spared the attempt. */
  private static final int MAX_FAILURES = 2;

  /** Whether a dot, or what else looks like syntax, leads into nested values isn't known. */
  private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{N}_/ -]+");

  private final List<String> keys;
  private final AtomicInteger failures = new AtomicInteger();

  private KeySeries(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Series for the columns of {@code request}, or null if these had better be read with the whole
   * rows. Where rows are only counted there are none, and the steps alone are asked for.
   */
  static @Nullable KeySeries of(ApiContext context, HistoryRequest request) {
    if (request.noteOtherKeys()
        || ProjectMeasurements.of(context, request.project()).failsAtSeries()) {
      return null;
    }
    List<String> keys = request.columns().stream().map(ValueColumn::key).distinct().toList();
    boolean serves =
        keys.size() <= MAX_KEYS && keys.stream().allMatch(key -> PLAIN_KEY.matcher(key).matches());
    return serves ? new KeySeries(keys) : null;
  }

  /**
   * Whether {@code e} may not meet who asks for the whole rows. An answer that is too large would
   * be larger still.
   */
  static boolean isPerhapsWhatFailed(WandbException e) {
    return e.kind() != Kind.LIMIT_EXCEEDED
        && (e.kind() == Kind.BAD_REQUEST || PageFailure.isPerhapsOfOneItem(e));
  }

  /** Notes that a window could not be read in this way. */
  void failed() {
    failures.incrementAndGet();
  }

  /** Whether it has failed, but may be tried again: nothing should be asked for ahead of that. */
  boolean isDoubtful() {
    return failures.get() > 0 && isWorthTrying();
  }

  /** Whether to try it with another run. */
  boolean isWorthTrying() {
    return failures.get() < MAX_FAILURES;
  }

  /** How many series there are. */
  int size() {
    return 1 + (int) keys.stream().filter(key -> !key.equals("_step")).count();
  }

  /** The specs to ask for the steps of {@code window}: first the steps, then each key. */
  List<String> specs(StepRange window, SampleEnd end) {
    return specs(window, window.width(), end);
  }

  /** The same, where {@code window} is known to hold no more than {@code samples} steps. */
  List<String> specs(StepRange window, long samples, SampleEnd end) {
    List<String> specs = new ArrayList<>();
    specs.add(spec(List.of("_step"), window, samples, end));
    for (String key : keys) {
      if (!key.equals("_step")) {
        specs.add(spec(List.of("_step", key), window, samples, end));
      }
    }
    return specs;
  }

  private static String spec(List<String> keys, StepRange window, long samples, SampleEnd end) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("keys");
      for (String key : keys) {
        json.writeString(key);
      }
      json.writeEndArray();
      json.writeNumberField("samples", samples);
      json.writeNumberField("minStep", window.first());
      if (window.end() < Long.MAX_VALUE) {
        json.writeNumberField("maxStep", end.of(window));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
