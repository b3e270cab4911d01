package io.github.wandbjdbc.client.api.history;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.runs.HistoryKeysReader;
import io.github.wandbjdbc.client.api.runs.RunMembers;
import io.github.wandbjdbc.client.api.steps.HistoryEnd;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepOrder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server's answer about one window of one run. */
final class HistoryAnswer {
  private final StepOrder rows = new StepOrder();
  private boolean hasProject;
  private boolean hasRun;
  private boolean hasHistory;
  private boolean isOfSeries;
  private int width;
  private int returned;
  private int unplaced;
  private long lineCount = -1;
  private HistoryKeys keys = HistoryKeys.NONE;
  private @Nullable String fault;
  private @Nullable String id;
  private int series;
  private int points;

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

  /**
   * The answer about the run at whose node the parser stands, one of a list; null if the node is.
   */
  static @Nullable HistoryAnswer ofListed(JsonParser node, HistoryRowReader reader)
      throws IOException {
    if (JsonFields.isNull(node)) {
      return null;
    }
    HistoryAnswer answer = new HistoryAnswer();
    answer.hasProject = true;
    answer.hasRun = true;
    JsonFields.each(
        node,
        (name, value) -> {
          if (name.equals("name")) {
            answer.id = JsonFields.text(value);
          } else {
            answer.member(name, value, "", reader);
          }
        });
    if (answer.id == null) {
      throw new IOException("a run without a name");
    }
    return answer;
  }

  private void member(String name, JsonParser value, String run, HistoryRowReader reader)
      throws IOException {
    switch (name) {
      case "historyLineCount" -> extent(name, value, it -> lineCount = JsonFields.count(it));
      case "historyKeys" ->
          extent(name, value, it -> keys = HistoryKeysReader.readExtent(it, reader.countable()));
      case "sampledHistory" -> {
        hasHistory = !JsonFields.isNull(value);
        isOfSeries = true;
        width = reader.width();
        JsonFields.elements(value, list -> series(run, reader, list));
      }
      case "history" -> {
        hasHistory = !JsonFields.isNull(value);
        JsonFields.elements(value, element -> row(run, reader, element));
      }
      default -> {
        // Not ours; the walk skips it.
      }
    }
  }

  /** Reads a count; an unreadable one is treated as missing. */
  private void extent(String name, JsonParser value, JsonFields.Value reader) throws IOException {
    IOException flaw = JsonFields.flaw(value, reader);
    if (flaw != null) {
      fault = name + " " + RunMembers.phrase(flaw);
    }
  }

  private void row(String run, HistoryRowReader reader, JsonParser element) throws IOException {
    returned++;
    HistoryRow row = reader.read(run, element);
    if (row == null) {
      unplaced++;
    } else {
      // Of two rows with one step the later counts.
      rows.put(row);
    }
  }

  private void series(String run, HistoryRowReader reader, JsonParser list) throws IOException {
    int[] came = new int[1];
    JsonFields.elements(
        list,
        point -> {
          came[0]++;
          HistoryRow row = reader.read(run, point);
          if (row != null) {
            rows.merge(row, HistoryRow::or);
          }
        });
    // The first one is that of the steps.
    points = series == 0 ? came[0] : points;
    series++;
    returned = Math.max(returned, came[0]);
  }

  /** The id of the run, of a list, that this is about. */
  String id() {
    return Objects.requireNonNull(id);
  }

  /** Whether the server sent rows, or said that there are none. */
  boolean hasHistory() {
    return hasHistory;
  }

  /** Whether each row came once, and says which step it is. */
  boolean areDistinct() {
    int came = isOfSeries ? points : returned;
    return unplaced == 0 && came == rows.in(StepRange.ALL).size();
  }

  /** Whether there is a row for each step of {@code window}, and each of its values is there. */
  boolean hasAllValues(StepRange window) {
    List<HistoryRow> all = rows.in(window);
    return all.size() == window.width() && all.stream().allMatch(this::isFull);
  }

  private boolean isFull(HistoryRow row) {
    for (int i = 0; i < width; i++) {
      if (!row.has(i)) {
        return false;
      }
    }
    return true;
  }

  boolean hasProject() {
    return hasProject;
  }

  boolean hasRun() {
    return hasRun;
  }

  /** Whether its rows are made of series, rather than come as they were logged. */
  boolean isOfSeries() {
    return isOfSeries;
  }

  /** How many rows came that don't say which step they are. */
  int unplaced() {
    return unplaced;
  }

  /** The largest step of a row, or -1 if there are none. */
  long largestStep() {
    return rows.largest();
  }

  /**
   * A step that {@code asked} doesn't hold, or -1 if there is none. A row at its end is let pass: a
   * server that takes the bound as included does no harm by it.
   */
  long outside(StepRange asked) {
    return rows.outside(new StepRange(asked.first(), asked.end() + 1));
  }

  /** How many rows came that belong to no step of {@code asked}. */
  int others(StepRange asked) {
    return unplaced + (rows.largest() == asked.end() ? 1 : 0);
  }

  /** How many rows came, repeated and stray ones included. */
  int returned() {
    return returned;
  }

  /** The rows in {@code window}, by step, each step once. */
  List<HistoryRow> rows(StepRange window) {
    return rows.in(window);
  }

  /** The number of history lines, or -1 if the server doesn't say. */
  long lineCount() {
    return lineCount;
  }

  /** Which of the run's statements about its history can't be read, and why; null if none. */
  @Nullable String fault() {
    return fault;
  }

  /**
   * How far the history goes, and how often keys were logged; {@link HistoryKeys#NONE} if it wasn't
   * asked.
   */
  HistoryKeys keys() {
    return keys;
  }

  /** How many rows the server counts, or -1 if it doesn't say. */
  long stated() {
    return keys.steps() <= 0 ? Math.max(lineCount, keys.steps()) : keys.steps();
  }

  /** How far the run goes. */
  HistoryEnd end() {
    boolean areLines = keys.steps() <= 0;
    long stated = stated();
    long last = keys.lastStep();
    if (last >= 0 && largestStep() > last && (stated < 0 || stated > last + 1)) {
      // Nothing speaks for that last step, and rows beyond it are here.
      last = -1;
    }
    if (last >= 0) {
      return HistoryEnd.at(last, stated, areLines).withLines(lineCount);
    }
    // A young run may have rows before it states its last step, and not each server tells.
    return lineCount != 0 || returned > 0 || !keys.keys().isEmpty()
        ? HistoryEnd.unknown(stated, areLines)
        : HistoryEnd.ofNothing(stated, areLines);
  }

  /** How far the run goes, and which of the steps {@code wanted} there are. */
  RunExtent extent(StepRange wanted) {
    return end().extent(wanted);
  }
}
