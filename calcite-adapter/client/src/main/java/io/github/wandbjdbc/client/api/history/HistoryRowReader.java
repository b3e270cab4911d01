package io.github.wandbjdbc.client.api.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rows of history, which come as JSON in strings, and samples of it, which come inline. */
public final class HistoryRowReader {
  private static final String STEP = "_step";

  private final ValueReader values;
  private final int stepIndex;
  private final List<Integer> stepColumns;
  private final List<ValueColumn> columns;
  private final boolean noteOthers;
  private final Set<String> countable;

  public HistoryRowReader(List<ValueColumn> columns, boolean noteOthers) {
    this.columns = columns;
    this.noteOthers = noteOthers;
    this.countable =
        columns.stream()
            .map(ValueColumn::key)
            .filter(ValueCount::isCountable)
            .collect(Collectors.toUnmodifiableSet());
    this.stepIndex = columns.size();
    this.stepColumns = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(STEP)) {
        stepColumns.add(i);
      }
    }
    List<ValueColumn> all = new ArrayList<>(columns);
    // As text, since a double has too few digits for the largest steps.
    all.add(new ValueColumn(STEP, ValueType.TEXT));
    this.values = new ValueReader(all, noteOthers);
  }

  private HistoryRowReader(HistoryRowReader sibling) {
    this.columns = sibling.columns;
    this.noteOthers = sibling.noteOthers;
    this.countable = sibling.countable;
    this.stepIndex = sibling.stepIndex;
    this.stepColumns = sibling.stepColumns;
    this.values = sibling.values.sibling();
  }

  /** A reader of the same columns for another thread; both note keys of no column in one place. */
  HistoryRowReader sibling() {
    return new HistoryRowReader(this);
  }

  /**
   * The row at which {@code parser} stands, as a string or as an object; null if it isn't an
   * object, or doesn't say which step it is.
   */
  public @Nullable HistoryRow read(String run, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return parser.isExpectedStartObjectToken() ? row(run, values.read(parser)) : null;
    }
    // Where it stands: a string of it would be the largest thing that is made of a row.
    try (JsonParser inner =
        Json.factory()
            .createParser(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
      return inner.nextToken() == JsonToken.START_OBJECT ? row(run, values.read(inner)) : null;
    }
  }

  /** The values of a row. */
  List<ValueColumn> columns() {
    return columns;
  }

  /** The keys of columns whose values the server counts as we do. */
  Set<String> countable() {
    return countable;
  }

  /** The keys of columns that some row held twice, so that the server counts them twice, too. */
  Set<String> repeated() {
    return values.repeated();
  }

  /** Takes note of keys that no column asks for, if that is wanted. */
  void noteOthers(Set<String> keys) {
    if (noteOthers) {
      values.others().addAll(keys);
    }
  }

  /** How many values a row has. */
  int width() {
    return stepIndex;
  }

  /** Warns of the keys met so far that no column asks for, if there are any. */
  void tellOfOthers(ProjectPath project, CallScope scope) {
    Set<String> others = values.others();
    if (!others.isEmpty()) {
      scope.warn(
          "history of %s: %d keys that were logged have no column, for example %s; name them, or raise discoveryRuns"
              .formatted(project, others.size(), others.iterator().next()));
      others.clear();
    }
  }

  private @Nullable HistoryRow row(String run, LoggedValues read) {
    long step = read.get(0, stepIndex) instanceof String text ? step(text) : -1;
    if (step < 0) {
      return null;
    }
    for (int column : stepColumns) {
      read.set(0, column, columns.get(column).type().ofWhole(step));
    }
    return new HistoryRow(run, step, read, 0);
  }

  private static long step(String text) {
    try {
      return JsonFields.whole(text);
    } catch (IOException e) {
      return -1;
    }
  }
}
