package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One answer about the runs of a project: a page of them, and perhaps their number. */
final class RunsAnswer<T> {
  /** Makes something of a run's node, at which the parser stands; null if the node is. */
  @FunctionalInterface
  public interface RunNode<T> {
    @Nullable T read(JsonParser node) throws IOException;
  }

  private final RunNode<T> node;
  private final List<T> runs = new ArrayList<>();
  private boolean hasProject;
  private boolean hasRuns;
  private final Map<String, Long> counts = new HashMap<>();
  private long count = -1;
  private @Nullable HistoryKeys keysOfAll;
  private int edges;
  private @Nullable String lastCursor;
  private @Nullable String endCursor;
  private @Nullable Boolean hasNextPage;

  private RunsAnswer(RunNode<T> node) {
    this.node = node;
  }

  /** Reads {@code data} with {@code node}. */
  static <T> RunsAnswer<T> read(JsonParser data, RunNode<T> node) throws IOException {
    RunsAnswer<T> answer = new RunsAnswer<>(node);
    JsonFields.at(
        data,
        "project",
        value -> {
          answer.hasProject = !JsonFields.isNull(value);
          JsonFields.each(value, answer::member);
        });
    if (answer.hasProject && !answer.hasRuns) {
      throw new IOException("a project without a list of runs");
    }
    return answer;
  }

  /** The same page, as if no run were in it. */
  <R> RunsAnswer<R> withoutRuns(RunNode<R> others) {
    RunsAnswer<R> answer = new RunsAnswer<>(others);
    answer.hasProject = hasProject;
    answer.hasRuns = hasRuns;
    answer.edges = edges;
    answer.lastCursor = lastCursor;
    answer.endCursor = endCursor;
    answer.hasNextPage = hasNextPage;
    return answer;
  }

  /** Whether the project is there. */
  boolean hasProject() {
    return hasProject;
  }

  /** The runs, but those whose node is null. */
  List<T> runs() {
    return runs;
  }

  /** The history keys of all runs; null if the server doesn't say, or not as it does of a run. */
  @Nullable HistoryKeys keysOfAll() {
    return keysOfAll;
  }

  /** How many edges came. */
  int edges() {
    return edges;
  }

  /** The number of runs that the server counts, or -1 if it wasn't asked or doesn't say. */
  long count() {
    return count;
  }

  /** Other counts that were asked for, by their aliases. */
  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /**
   * Where the next page begins: behind the last edge, or where the server says if there is none.
   */
  @Nullable String cursor() {
    return CursorTrail.behind(lastCursor, endCursor);
  }

  /** Whether the server says that there are more; null if it doesn't say. */
  @Nullable Boolean hasNextPage() {
    return hasNextPage;
  }

  private void member(String name, JsonParser value) throws IOException {
    if (name.equals("runCount")) {
      count = Objects.requireNonNullElse(JsonFields.whole(value), -1L);
    } else if (name.equals("runs")) {
      hasRuns = !JsonFields.isNull(value);
      JsonFields.each(value, this::connectionMember);
    } else if (value.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      counts.put(name, Objects.requireNonNullElse(JsonFields.whole(value), -1L));
    }
  }

  private void connectionMember(String name, JsonParser value) throws IOException {
    if (name.equals("edges")) {
      JsonFields.elements(value, this::edge);
    } else if (name.equals("pageInfo")) {
      JsonFields.each(value, this::pageInfo);
    } else if (name.equals("historyKeys") && !JsonFields.isNull(value)) {
      IOException flaw = JsonFields.flaw(value, keys -> keysOfAll = HistoryKeysReader.read(keys));
      keysOfAll = flaw == null ? keysOfAll : null;
    }
  }

  private void pageInfo(String name, JsonParser value) throws IOException {
    if (name.equals("endCursor")) {
      endCursor = JsonFields.text(value);
    } else if (name.equals("hasNextPage")) {
      hasNextPage = JsonFields.flag(value);
    }
  }

  private void edge(JsonParser edge) throws IOException {
    edges++;
    JsonFields.each(
        edge,
        (name, value) -> {
          if (name.equals("cursor")) {
            lastCursor = JsonFields.text(value);
          } else if (name.equals("node")) {
            T run = node.read(value);
            if (run != null) {
              runs.add(run);
            }
          }
        });
  }
}
