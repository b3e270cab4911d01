package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** What the server answers about one window of one run. */
final class HistoryAnswer {
  private final TreeMap<Long, HistoryRow> rows = new TreeMap<>();
  private boolean hasProject;
  private boolean hasRun;
  private boolean hasHistory;
  private int returned;
  private long lineCount = -1;
  private HistoryKeys keys = HistoryKeys.NONE;

  private HistoryAnswer() {}

  /** An answer that there is no such run. */
  static HistoryAnswer ofNoRun() {
    HistoryAnswer answer = new HistoryAnswer();
    answer.hasProject = true;
    return answer;
  }

  static HistoryAnswer read(JsonParser data, String run, HistoryRowReader reader)
      throws IOException {
    HistoryAnswer answer = new HistoryAnswer();
    JsonFields.at(
        data,
        "project",
        project -> {
          answer.hasProject = !JsonFields.isNull(project);
          JsonFields.at(
              project,
              "run",
              node -> {
                answer.hasRun = !JsonFields.isNull(node);
                JsonFields.each(node, (name, value) -> answer.member(name, value, run, reader));
              });
        });
    if (answer.hasRun && !answer.hasHistory) {
      throw new IOException("run %s without its history".formatted(run));
    }
    return answer;
  }

  private void member(String name, JsonParser value, String run, HistoryRowReader reader)
      throws IOException {
    switch (name) {
      case "historyLineCount" ->
          lineCount = Objects.requireNonNullElse(JsonFields.whole(value), -1L);
      case "historyKeys" -> keys = HistoryKeysReader.readExtent(value);
      case "history" -> {
        hasHistory = !JsonFields.isNull(value);
        JsonFields.elements(value, element -> row(run, reader, element));
      }
      default -> {
        // Not ours; the walk skips it.
      }
    }
  }

  private void row(String run, HistoryRowReader reader, JsonParser element) throws IOException {
    returned++;
    HistoryRow row = reader.read(run, element);
    if (row != null) {
      // Of two rows with one step the later counts.
      rows.put(row.step(), row);
    }
  }

  boolean hasProject() {
    return hasProject;
  }

  boolean hasRun() {
    return hasRun;
  }

  /** How many rows came, repeated and stray ones included. */
  int returned() {
    return returned;
  }

  /** The rows in {@code window}, by step, each step once. */
  List<HistoryRow> rows(StepRange window) {
    return new ArrayList<>(rows.subMap(window.first(), window.end()).values());
  }

  /** The number of history lines, or -1 if the server doesn't say. */
  long lineCount() {
    return lineCount;
  }

  /** How far the history goes; {@link HistoryKeys#NONE} if it wasn't asked. */
  HistoryKeys keys() {
    return keys;
  }
}
