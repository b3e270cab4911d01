package io.github.wandbjdbc.client.files;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the wanted values out of history records, with the meaning that {@link ValueReader} gives
 * to the JSON object of the same row.
 *
 * <p>Most rows are plain: each item is a wanted value or none of ours, and is read by itself. A row
 * in which an object must be put together, or taken apart, is written as the JSON object that it
 * is, and given to {@link ValueReader}.
 */
final class LoggedRowReader {
  private static final String STEP = "_step";

  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?[0-9]{1,40}+(?:\\.[0-9]{1,40}+)?(?:[eE][-+]?[0-9]{1,4}+)?");

  /** So many names and paths are remembered at the most. */
  private static final int MAX_REMEMBERED = 10_000;

  private final List<ValueColumn> columns;
  private final ValueReader objects;
  private final boolean noteOthers;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Set<String> prefixes = new HashSet<>();
  private final Map<List<String>, Slot> slots = new HashMap<>();
  private final Set<String> others = new LinkedHashSet<>();

  LoggedRowReader(List<ValueColumn> columns, boolean noteOthers) {
    this.columns = columns;
    this.noteOthers = noteOthers;
    this.objects = new ValueReader(columns, false);
    for (int i = 0; i < columns.size(); i++) {
      String key = columns.get(i).key();
      indexes.put(key, i);
      for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
        prefixes.add(key.substring(0, dot));
      }
    }
  }

  /** One row of the wanted values of {@code row}, in the order of the columns. */
  LoggedValues read(HistoryRecord row) throws IOException {
    LoggedValues values = new LoggedValues(1, columns.size());
    int[] depths = new int[columns.size()];
    Integer stepIndex = indexes.get(STEP);
    if (stepIndex != null) {
      read(Long.toString(row.step()), stepIndex, values);
    }
    for (Item item : row.items()) {
      Slot slot = slot(item.path());
      if (slot.isWithin || (slot.mayBeMap && item.isObject())) {
        return readObject(row);
      }
      int depth = item.path().size();
      if (slot.index >= 0 && depth >= depths[slot.index]) {
        depths[slot.index] = depth;
        read(item.json(), slot.index, values);
      }
    }
    return values;
  }

  /** Top-level names met so far that no column asks for; internal ones don't count. */
  Set<String> others() {
    return others;
  }

  private LoggedValues readObject(HistoryRecord row) throws IOException {
    JsonTree tree = new JsonTree();
    tree.put(List.of(STEP), Long.toString(row.step()));
    for (Item item : row.items()) {
      tree.put(item);
    }
    return objects.readRow(tree.text());
  }

  private Slot slot(List<String> path) {
    Slot slot = slots.get(path);
    if (slot == null) {
      slot = newSlot(path);
      if (slots.size() < MAX_REMEMBERED) {
        slots.put(path, slot);
      }
    }
    return slot;
  }

  private Slot newSlot(List<String> path) {
    String top = path.get(0);
    String key = String.join(".", path);
    boolean isWithin = false;
    for (int depth = 1; depth < path.size(); depth++) {
      isWithin |= indexes.containsKey(String.join(".", path.subList(0, depth)));
    }
    Integer index = indexes.get(key);
    boolean isAskedFor = indexes.containsKey(top) || prefixes.contains(top);
    if (noteOthers && !isAskedFor && HistoryKeys.isMetric(top) && others.size() < MAX_REMEMBERED) {
      others.add(top);
    }
    boolean isBesideMaps = index != null && columns.get(index).besideMaps();
    return new Slot(index == null ? -1 : index, isWithin, isBesideMaps || prefixes.contains(key));
  }

  private void read(String json, int index, LoggedValues values) throws IOException {
    ValueType type = columns.get(index).type();
    if (type == ValueType.NUMBER && isPlainNumber(json)) {
      double number = Double.parseDouble(json);
      if (!Double.isInfinite(number)) {
        values.setNumber(0, index, number);
        return;
      }
    }
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() == null) {
        throw new IOException("an empty value");
      }
      values.set(0, index, ValueReader.value(parser, type));
    }
  }

  /** Whether {@code json} surely is a number; spares most values a parser. */
  private static boolean isPlainNumber(String json) {
    return PLAIN_NUMBER.matcher(json).matches();
  }

  /**
   * The relation of a path to the columns.
   *
   * @param index of the column that asks for it, -1 if none does
   * @param isWithin whether a column asks for an object around it
   * @param mayBeMap whether an object there is one that columns ask for the values of, or none that
   *     its own column wants
   */
  private record Slot(int index, boolean isWithin, boolean mayBeMap) {}
}
