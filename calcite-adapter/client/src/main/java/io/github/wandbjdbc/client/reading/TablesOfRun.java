package io.github.wandbjdbc.client.reading;

import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.logged.LoggedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts together the tables of one run: those of its steps, and those of its summary alone. */
public final class TablesOfRun {
  private static final Comparator<LoggedTable> BY_STEP =
      Comparator.comparing(
          LoggedTable::step, Comparator.nullsLast(Comparator.<Long>naturalOrder()));

  private final String run;
  private final List<String> keys;
  private final List<LoggedTable> found = new ArrayList<>();

  /** Of {@code run}, logged under {@code keys}. */
  public TablesOfRun(String run, List<String> keys) {
    this.run = run;
    this.keys = keys;
  }

  /** Takes what {@code step} logged under the key in that place, if it is a table. */
  public void add(int place, long step, @Nullable Object value) {
    LoggedTable table = read(keys.get(place), step, value);
    if (table != null) {
      found.add(table);
    }
  }

  /** All tables, with those that only the {@code summary} holds, by step. */
  public List<LoggedTable> with(@Nullable String summary) {
    List<LoggedTable> all = new ArrayList<>(found);
    if (summary != null && summary.contains("table")) {
      List<ValueColumn> columns =
          keys.stream().map(key -> new ValueColumn(key, ValueType.TEXT)).toList();
      try {
        @Nullable Object[] values = new ValueReader(columns, false).read(summary);
        for (int i = 0; i < values.length; i++) {
          LoggedTable last = read(keys.get(i), null, values[i]);
          if (last != null && found.stream().noneMatch(table -> isSame(table, last))) {
            all.add(last);
          }
        }
      } catch (IOException e) {
        throw new WandbException(
            Kind.MALFORMED_RESPONSE, "run %s: its summary is no JSON object".formatted(run), e);
      }
    }
    all.sort(BY_STEP);
    return all;
  }

  private @Nullable LoggedTable read(String key, @Nullable Long step, @Nullable Object value) {
    try {
      return value instanceof String json ? LoggedTableReader.read(run, key, step, json) : null;
    } catch (IOException e) {
      // A text that only begins as an object does.
      return null;
    }
  }

  private static boolean isSame(LoggedTable one, LoggedTable other) {
    return one.key().equals(other.key())
        && Objects.equals(one.path(), other.path())
        && Objects.equals(one.artifact(), other.artifact());
  }
}
