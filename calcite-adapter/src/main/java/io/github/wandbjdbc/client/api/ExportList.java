package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Json;
import io.github.wandbjdbc.client.ProjectPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Run.parquetHistory} says: where the exported files of a run are, in no order that
 * counts, and which steps aren't exported yet.
 */
final class ExportList {
  /** What is wanted of rows that aren't exported yet. */
  static final List<String> LIVE_KEYS = List.of("_step");

  private static final int MAX_URLS = 10_000;

  /** Nothing is exported. */
  static final ExportList NONE = new ExportList(List.of(), new long[0]);

  private final List<String> urls;
  private final long[] liveSteps;

  private ExportList(List<String> urls, long[] liveSteps) {
    this.urls = urls;
    this.liveSteps = liveSteps;
  }

  /** Signed, so that they are secrets, and good for some time only. */
  List<String> urls() {
    return urls;
  }

  /** Ascending, each once; not to be changed. */
  long[] liveSteps() {
    return liveSteps;
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
        project ->
            JsonFields.at(
                project,
                "run",
                run ->
                    JsonFields.at(
                        run, "parquetHistory", history -> list[0] = ExportList.read(history))));
    return list[0];
  }

  /** Reads a {@code ParquetHistory}, or null. */
  static ExportList read(JsonParser history) throws IOException {
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
    return urls.isEmpty() ? NONE : new ExportList(List.copyOf(urls), steps.sorted());
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
