package io.github.wandbjdbc.client.api.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.api.discovery.SampleEnd;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The series to sample.
 *
 * @param series what each samples, in the order in which they are answered
 */
record SampleSpecs(SampledHistoryRequest request, List<Series> series) {
  SampleSpecs {
    series = List.copyOf(series);
  }

  /**
   * One series.
   *
   * @param metrics what a point must have; none if the steps alone are sampled
   * @param extras what a point has besides, of the two that nearly each row has
   */
  record Series(List<String> metrics, List<String> extras) {
    Series {
      metrics = List.copyOf(metrics);
      extras = List.copyOf(extras);
    }

    private List<String> keys(String axis) {
      Set<String> keys = new LinkedHashSet<>();
      keys.add(axis);
      keys.add("_step");
      keys.addAll(metrics);
      keys.addAll(extras);
      return List.copyOf(keys);
    }
  }

  static SampleSpecs of(SampledHistoryRequest request) {
    List<String> metrics = new ArrayList<>();
    Set<String> extras = new TreeSet<>();
    for (ValueColumn column : request.columns()) {
      if (request.isOfAxis(column)) {
        continue;
      }
      if (HistoryKeys.TIMES.contains(column.key())) {
        extras.add(column.key());
      } else if (!metrics.contains(column.key())) {
        metrics.add(column.key());
      }
    }
    List<String> shared = List.copyOf(extras);
    List<Series> series =
        request.together() || metrics.isEmpty()
            ? List.of(new Series(metrics, shared))
            : metrics.stream().map(metric -> new Series(List.of(metric), shared)).toList();
    return new SampleSpecs(request, series);
  }

  /**
   * The series of {@code metrics} with fewer extras: with each alone, and with none. Empty if they
   * have no extras that could be left out.
   */
  SampleSpecs withoutExtras(Set<String> metrics) {
    List<Series> fewer = new ArrayList<>();
    for (Series one : series) {
      boolean isWanted = one.metrics().isEmpty() || metrics.contains(one.metrics().get(0));
      if (isWanted && !one.extras().isEmpty()) {
        if (one.extras().size() > 1) {
          one.extras().forEach(extra -> fewer.add(new Series(one.metrics(), List.of(extra))));
        }
        fewer.add(new Series(one.metrics(), List.of()));
      }
    }
    return new SampleSpecs(request, fewer);
  }

  int size() {
    return series.size();
  }

  /**
   * The series as the API wants them.
   *
   * @param end what the server makes of the last step
   */
  List<String> texts(SampleEnd end) {
    StepRange steps = request.steps();
    long last = steps.end() < Long.MAX_VALUE ? end.of(steps) : -1;
    return series.stream()
        .map(one -> text(one.keys(request.axis()), request.samples(), steps.first(), last))
        .toList();
  }

  /** A series of {@code keys}; no {@code first} if that is 0, and no {@code last} if it is -1. */
  static String text(List<String> keys, int samples, long first, long last) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("keys");
      for (String key : keys) {
        json.writeString(key);
      }
      json.writeEndArray();
      json.writeNumberField("samples", samples);
      if (first > 0) {
        json.writeNumberField("minStep", first);
      }
      if (last >= 0) {
        json.writeNumberField("maxStep", last);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
