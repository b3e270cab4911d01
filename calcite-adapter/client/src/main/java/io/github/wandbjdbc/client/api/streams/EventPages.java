package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.reading.SystemMetricReader;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system metrics of one run: all, or a sample of them if that is what is wanted. The API gives
 * no part of them but a sample, so all are asked for at once, twice if there turn out to be many;
 * what a sample leaves out is told.
 */
final class EventPages implements Pages<SystemMetric> {
  private static final int FIRST_SAMPLES = 1000;

  /** How many are asked for of each of several runs at once. */
  static final int SAMPLES_TOGETHER = 200;

  /** Servers fail on much larger samples. */
  private static final int MAX_SAMPLES = 10_000;

  private static final int ROWS_PER_PAGE = 200;

  private static final List<ValueColumn> CLOCKS =
      List.of(
          new ValueColumn("_timestamp", ValueType.NUMBER),
          new ValueColumn("_runtime", ValueType.NUMBER));

  private final ApiContext context;
  private final RunReference run;
  private final int samples;
  private final CallScope scope;
  private final ValueReader clocks = new ValueReader(CLOCKS, false);
  private @Nullable RunAnswer first;
  private @Nullable List<String> rows;
  private int next;
  private int unreadable;

  /**
   * The system metrics of {@code run}.
   *
   * @param first a sample of them, if it came with those of others, or null
   * @param samples of how many moments a sample is wanted, {@link Integer#MAX_VALUE} for all
   */
  EventPages(
      ApiContext context,
      RunReference run,
      @Nullable RunAnswer first,
      int samples,
      CallScope scope) {
    this.context = context;
    this.first = first;
    this.run = run;
    this.samples = samples;
    this.scope = scope;
  }

  @Override
  public @Nullable List<SystemMetric> next() {
    if (rows == null) {
      rows = ask();
    }
    if (next >= rows.size()) {
      tellOfUnreadable();
      return null;
    }
    int end = Math.min(rows.size(), next + ROWS_PER_PAGE);
    List<SystemMetric> page = new ArrayList<>();
    for (String row : rows.subList(next, end)) {
      scope.check();
      page.addAll(read(row));
    }
    next = end;
    return page;
  }

  @Override
  public void close() {
    rows = List.of();
  }

  private void tellOfUnreadable() {
    if (unreadable > 0) {
      scope.warn(
          "system_metrics of %s: %d rows are no JSON objects, and were left out"
              .formatted(run, unreadable));
      unreadable = 0;
    }
  }

  private List<String> ask() {
    Answer told = first == null ? null : first.read(Answer::read);
    first = null;
    if (samples < Integer.MAX_VALUE) {
      return sample(told == null || !told.hasRun ? ask(samples) : told);
    }
    Answer answer = told == null || !told.isWhole() ? ask(FIRST_SAMPLES) : told;
    if (!answer.hasRun) {
      run.missing(context, scope);
      return List.of();
    }
    boolean mayBeMore = answer.count < 0 || answer.count > answer.rows.size();
    if (mayBeMore && answer.rows.size() >= FIRST_SAMPLES) {
      answer = askForAll(answer);
    }
    if (answer.count > answer.rows.size()) {
      scope.warn(
          "system_metrics of %s: the server gave a sample of %d of %d moments"
              .formatted(run, answer.rows.size(), answer.count));
    } else if (answer.count < 0 && answer.rows.size() >= FIRST_SAMPLES) {
      scope.warn(
          ("system_metrics of %s: the server returned %d points in time, and doesn't say"
                  + " whether they are a sample")
              .formatted(run, answer.rows.size()));
    }
    return answer.rows;
  }

  private List<String> sample(Answer answer) {
    if (!answer.hasRun) {
      run.missing(context, scope);
    }
    return answer.rows;
  }

  /** All that there are, or {@code sample} if they are too many for the server. */
  private Answer askForAll(Answer sample) {
    try {
      long most = sample.count < 0 ? MAX_SAMPLES : Math.min(sample.count, MAX_SAMPLES);
      Answer all = ask((int) most);
      return all.hasRun && all.rows.size() >= sample.rows.size() ? all : sample;
    } catch (WandbException e) {
      if (e.kind() != Kind.SERVER_ERROR
          && e.kind() != Kind.REFUSED
          && e.kind() != Kind.LIMIT_EXCEEDED) {
        throw e;
      }
      return sample;
    }
  }

  private Answer ask(int samples) {
    Question question =
        run.ask(Document.EVENTS, "system metrics of " + run)
            .with("samples", samples)
            .withDivisible(samples > FIRST_SAMPLES);
    Answer answer;
    try {
      answer = context.graphQl().ask(question, scope, Answer::read);
    } catch (WandbException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      return new Answer(true);
    }
    if (!answer.hasProject) {
      throw NullAnswer.unknownProject(run.project());
    }
    return answer;
  }

  private List<SystemMetric> read(String json) {
    try {
      @Nullable Object[] times = clocks.read(json);
      SystemMetricReader reader =
          new SystemMetricReader(
              run.id(),
              times[0] instanceof Double seconds ? instant(seconds) : null,
              times[1] instanceof Double runtime ? runtime : null);
      try (JsonParser parser = Json.factory().createParser(json)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String key = parser.currentName();
          parser.nextToken();
          if (key.startsWith("_")) {
            parser.skipChildren();
          } else {
            reader.add(key, parser);
          }
        }
      }
      return reader.metrics();
    } catch (IOException e) {
      unreadable++;
      return List.of();
    }
  }

  private static @Nullable Instant instant(double seconds) {
    return Math.abs(seconds) < 1e11 ? Instant.ofEpochMilli(Math.round(seconds * 1000)) : null;
  }

  /** The contents of one answer. */
  private static final class Answer {
    private boolean hasProject;
    private boolean hasRun;
    private long count = -1;
    private List<String> rows = List.of();

    Answer(boolean hasProject) {
      this.hasProject = hasProject;
    }

    static Answer read(JsonParser data) throws IOException {
      Answer answer = new Answer(false);
      JsonFields.at(
          data,
          "project",
          project -> {
            answer.hasProject = !JsonFields.isNull(project);
            JsonFields.at(
                project,
                "run",
                run -> {
                  answer.hasRun = !JsonFields.isNull(run);
                  JsonFields.each(run, answer::member);
                  if (answer.count < answer.rows.size()) {
                    // It isn't a count of these.
                    answer.count = -1;
                  }
                });
          });
      return answer;
    }

    /**
     * Whether these are all moments, if {@link #SAMPLES_TOGETHER} were asked for. A server that
     * doesn't count them may have thinned them out to somewhat fewer than that.
     */
    boolean isWhole() {
      return hasRun && (count < 0 ? rows.size() <= SAMPLES_TOGETHER / 2 : count == rows.size());
    }

    private void member(String name, JsonParser value) throws IOException {
      if (name.equals("eventsLineCount")) {
        count = JsonFields.count(value);
      } else if (name.equals("events")) {
        List<String> all = new ArrayList<>();
        JsonFields.elements(
            value,
            element -> {
              String json = JsonFields.json(element);
              all.add(json == null ? "null" : json);
            });
        rows = all;
      }
    }
  }
}
