package io.github.wandbjdbc.client.api.exports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The contents of {@code Run.parquetHistory}: the locations of a run's exported files, in arbitrary
 * order, and the steps that aren't exported yet.
 */
final class ExportList {
  /** The keys to ask for in rows that aren't exported yet. */
  static final List<String> LIVE_KEYS = List.of("_step");

  /** {@code Run.state} of a run that logs no more. */
  private static final Set<String> ENDED = Set.of("finished", "failed", "crashed", "killed");

  private static final int MAX_URLS = 10_000;

  /** Nothing is exported. */
  static final ExportList NONE = new ExportList(List.of(), new long[0], false);

  private final List<String> urls;
  private final long[] liveSteps;
  private final boolean hasEnded;

  private ExportList(List<String> urls, long[] liveSteps, boolean hasEnded) {
    this.urls = urls;
    this.liveSteps = liveSteps;
    this.hasEnded = hasEnded;
  }

  /** Signed, so that they are secrets, and good for some time only. */
  List<String> urls() {
    return urls;
  }

  /** Ascending, each once; not to be changed. */
  long[] liveSteps() {
    return liveSteps;
  }

  /** Whether the run had ended, as far as the server knew: until somebody resumes it. */
  boolean hasEnded() {
    return hasEnded;
  }

  /** The same of a run in that state. */
  ExportList ofRunIn(@Nullable String state) {
    boolean ended = state != null && ENDED.contains(state.toLowerCase(Locale.ROOT));
    return ended == hasEnded ? this : new ExportList(urls, liveSteps, ended);
  }

  /** Asks for it; empty if the server doesn't know of exports, or not of the run. */
  static Optional<ExportList> ask(
      GraphQl graphQl, ProjectPath project, String run, CallScope scope) {
    Question question =
        Question.of(
                Document.EXPORTED_HISTORY,
                "exported history of run %s of %s".formatted(run, project))
            .with("entity", project.entity())
            .with("project", project.project())
            .with("run", run)
            .with("liveKeys", LIVE_KEYS)
            .withDivisible(true);
    return graphQl
        .askIfKnown(question, "parquetHistory", scope, ExportList::ofAnswer)
        .map(GraphQl.Sized::answer);
  }

  private static ExportList ofAnswer(JsonParser data) throws IOException {
    ExportList[] list = {NONE};
    JsonFields.at(
        data,
        "project",
        project -> JsonFields.at(project, "run", run -> list[0] = ofRun(run, name -> {})));
    return list[0];
  }

  /**
   * Reads what a {@code Run} says of it.
   *
   * @param id told the run's, if the answer holds it
   */
  static ExportList ofRun(JsonParser run, Consumer<String> id) throws IOException {
    ExportList[] list = {NONE};
    @Nullable String[] state = new @Nullable String[1];
    JsonFields.each(
        run,
        (name, value) -> {
          switch (name) {
            case "name" -> id.accept(String.valueOf(JsonFields.text(value)));
            case "state" -> state[0] = JsonFields.text(value);
            case "parquetHistory" -> list[0] = read(value);
            default -> {
              // Not ours; the walk skips it.
            }
          }
        });
    return list[0].ofRunIn(state[0]);
  }

  /** Reads a {@code ParquetHistory}, or null. */
  private static ExportList read(JsonParser history) throws IOException {
    List<String> urls = new ArrayList<>();
    Steps steps = new Steps();
    JsonFields.each(
        history,
        (name, value) -> {
          if (name.equals("parquetUrls")) {
            JsonFields.elements(value, url -> addUrl(urls, url));
          } else if (name.equals("liveData")) {
            JsonFields.elements(value, row -> steps.add(step(row)));
          }
        });
    return urls.isEmpty() ? NONE : new ExportList(List.copyOf(urls), steps.sorted(), false);
  }

  private static void addUrl(List<String> urls, JsonParser value) throws IOException {
    String url = JsonFields.text(value);
    if (url != null) {
      if (urls.size() == MAX_URLS) {
        throw new IOException("more than %d exported files".formatted(MAX_URLS));
      }
      urls.add(url);
    }
  }

  private static long step(JsonParser row) throws IOException {
    if (row.currentToken() == JsonToken.VALUE_STRING) {
      try (JsonParser inner = Json.factory().createParser(row.getText())) {
        inner.nextToken();
        return step(inner);
      }
    }
    Long[] step = new Long[1];
    JsonFields.at(row, "_step", value -> step[0] = JsonFields.whole(value));
    @Nullable Long found = step[0];
    if (found == null) {
      throw new IOException("a live row without _step");
    }
    return found;
  }

  private static final class Steps {
    private long[] steps = new long[16];
    private int count;

    void add(long step) {
      if (count == steps.length) {
        steps = Arrays.copyOf(steps, 2 * count);
      }
      steps[count++] = step;
    }

    long[] sorted() {
      return Arrays.stream(steps, 0, count).sorted().distinct().toArray();
    }
  }
}
