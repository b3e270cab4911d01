package io.github.wandbjdbc.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source that holds its experiments in memory and remembers what it was asked. Of filters it
 * heeds the exact ones only, which a source may: what is checked again in SQL is seen to be.
 */
public final class HeldExperiments implements WandbClient {
  /** Where experiments are held unless said otherwise. */
  public static final ProjectPath PROJECT = new ProjectPath("ml", "vision");

  private static final int PAGE = 10;

  private final Map<String, HeldRun> runs = new LinkedHashMap<>();
  private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());
  private int pagesRead;

  private record HeldRun(Run run, TreeMap<Long, String> steps) {}

  /** Holds {@code run}, the newest so far, which logged {@code rows}: JSON objects by step. */
  public HeldExperiments holds(Run run, Map<Long, String> rows) {
    runs.put(run.id(), new HeldRun(run, new TreeMap<>(rows)));
    return this;
  }

  /** The requests in their order: projects looked up, runs, counts, histories, samples. */
  public List<Object> asked() {
    return asked;
  }

  /** The requests that scans made, without discovery's. */
  public List<Object> scans() {
    return asked.stream()
        .filter(
            request ->
                !(request instanceof ProjectPath)
                    && !(request instanceof RunsRequest runsRequest
                        && runsRequest.limit() == SchemaOptions.DEFAULT.discoveryRuns()))
        .toList();
  }

  /** How many pages were handed out. */
  public int pagesRead() {
    return pagesRead;
  }

  @Override
  public Viewer viewer(CallScope scope) {
    return new Viewer("ann", "ml", List.of("ml", "team"));
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    asked.add("projects of " + entity);
    if (!entity.equals("ml")) {
      throw new WandbException(Kind.UNKNOWN_ENTITY, "entity " + entity + ": there is none");
    }
    return pages(List.of("vision", "Twin", "twiN").iterator());
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    asked.add(path);
    return path.equals(PROJECT) ? Optional.of(path) : Optional.empty();
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    asked.add(request);
    List<Run> all = new ArrayList<>();
    runs.values().stream()
        .map(HeldRun::run)
        .filter(run -> accepts(request.filter(), run))
        .forEach(all::add);
    if (request.order() != null && request.order().descending()) {
      Collections.reverse(all);
    }
    return pages(all.stream().limit(request.limit()).map(run -> only(run, request)).iterator());
  }

  /** A copy of {@code run} with the requested fields; the others are null. */
  private static Run only(Run run, RunsRequest request) {
    return new Run(
        run.id(),
        asks(request, RunField.DISPLAY_NAME) ? run.displayName() : null,
        asks(request, RunField.STATE) ? run.state() : null,
        asks(request, RunField.CREATED_AT) ? run.createdAt() : null,
        asks(request, RunField.HEARTBEAT_AT) ? run.heartbeatAt() : null,
        asks(request, RunField.USERNAME) ? run.username() : null,
        asks(request, RunField.GROUP) ? run.group() : null,
        asks(request, RunField.JOB_TYPE) ? run.jobType() : null,
        asks(request, RunField.SWEEP_ID) ? run.sweepId() : null,
        asks(request, RunField.HOST) ? run.host() : null,
        asks(request, RunField.COMMIT) ? run.commit() : null,
        asks(request, RunField.TAGS) ? run.tags() : List.of(),
        asks(request, RunField.NOTES) ? run.notes() : null,
        asks(request, RunField.DESCRIPTION) ? run.description() : null,
        asks(request, RunField.READ_ONLY) ? run.readOnly() : null,
        asks(request, RunField.HISTORY_LINE_COUNT) ? run.historyLineCount() : null,
        asks(request, RunField.URL) ? run.url() : null,
        asks(request, RunField.CONFIG) ? run.config() : null,
        asks(request, RunField.SUMMARY) ? run.summary() : null,
        asks(request, RunField.SYSTEM_METRICS) ? run.systemMetrics() : null,
        asks(request, RunField.HISTORY_KEYS) ? run.historyKeys() : null);
  }

  private static boolean asks(RunsRequest request, RunField field) {
    return request.fields().contains(field);
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    asked.add("count of " + filter);
    return runs.values().stream().filter(held -> accepts(filter, held.run())).count();
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    asked.add(request);
    return pages(
        rows(request.runs(), request.steps(), request.columns()).stream()
            .limit(request.limit())
            .iterator());
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    asked.add(request);
    return pages(
        rows(request.runs(), request.steps(), request.columns()).stream()
            .limit(request.samples())
            .iterator());
  }

  private List<HistoryRow> rows(RunFilter filter, StepRange steps, List<ValueColumn> columns) {
    ValueReader reader = new ValueReader(columns, false);
    List<HistoryRow> rows = new ArrayList<>();
    for (HeldRun held : runs.values()) {
      if (accepts(filter, held.run())) {
        held.steps()
            .subMap(steps.first(), steps.end())
            .forEach((step, json) -> rows.add(row(held.run().id(), step, json, reader)));
      }
    }
    return rows;
  }

  private static HistoryRow row(String run, long step, String json, ValueReader reader) {
    try {
      return new HistoryRow(run, step, reader.read(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean accepts(RunFilter filter, Run run) {
    if (filter instanceof RunFilter.In in && in.attribute() == RunField.ID) {
      return in.values().contains(run.id());
    }
    if (filter instanceof RunFilter.In in && in.attribute() == RunField.STATE) {
      return in.values().contains(run.state());
    }
    if (filter instanceof RunFilter.And and) {
      return and.parts().stream().allMatch(part -> accepts(part, run));
    }
    if (filter instanceof RunFilter.Or or) {
      return or.parts().stream().anyMatch(part -> accepts(part, run));
    }
    return true;
  }

  private <T> Pages<T> pages(Iterator<T> items) {
    return new Pages<>() {
      @Override
      public @Nullable List<T> next() {
        if (!items.hasNext()) {
          return null;
        }
        pagesRead++;
        List<T> page = new ArrayList<>();
        while (items.hasNext() && page.size() < PAGE) {
          page.add(items.next());
        }
        return page;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  /** The keys of {@code rows}, JSON objects, as a source states them. */
  static HistoryKeys keysOf(Map<Long, String> rows) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    rows.values().forEach(json -> count(json, counts));
    Map<String, List<TypeCount>> keys = new TreeMap<>();
    counts.forEach(
        (key, types) ->
            keys.put(
                key,
                types.entrySet().stream()
                    .map(type -> new TypeCount(type.getKey(), type.getValue(), Map.of()))
                    .toList()));
    long last = rows.keySet().stream().mapToLong(step -> step).max().orElse(-1);
    return new HistoryKeys(last, rows.size(), keys);
  }

  private static void count(String json, Map<String, Map<String, Long>> counts) {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        String type =
            switch (parser.nextToken()) {
              case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
              case VALUE_TRUE, VALUE_FALSE -> "bool";
              case VALUE_STRING -> "string";
              case VALUE_NULL -> "nil";
              case START_ARRAY -> "list";
              default -> "histogram";
            };
        parser.skipChildren();
        counts.computeIfAbsent(key, unknown -> new TreeMap<>()).merge(type, 1L, Long::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
