package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.LoggedValues;
import io.github.wandbjdbc.client.values.Nesting;
import io.github.wandbjdbc.client.values.StoredNumber;
import io.github.wandbjdbc.client.values.Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wanted values out of a JSON object: a history row, a config or a summary.
 *
 * <p>A column's key is a path of names joined with dots. Since a name may itself hold dots, {@code
 * a.b} is found both as {@code {"a.b": …}} and as {@code {"a": {"b": …}}}; where a row has both the
 * more nested value counts, which is the one that the server's filters test. Not safe for use by
 * several threads.
 */
public final class ValueReader {
  /** So many names of other keys are remembered at the most. */
  private static final int MAX_OTHERS = 10_000;

  private final List<ValueColumn> columns;
  private final Map<String, Integer> indexes;
  private final Set<String> prefixes;
  private final Set<String> others;
  private final Set<String> repeated;
  private final boolean noteOthers;
  private final int[] depths;

  /**
   * A reader of {@code columns}.
   *
   * @param noteOthers whether {@link #others} is wanted
   */
  public ValueReader(List<ValueColumn> columns, boolean noteOthers) {
    this.columns = List.copyOf(columns);
    this.indexes = new HashMap<>();
    this.prefixes = new HashSet<>();
    this.others = Collections.synchronizedSet(new LinkedHashSet<>());
    this.repeated = ConcurrentHashMap.newKeySet();
    this.noteOthers = noteOthers;
    this.depths = new int[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      String key = columns.get(i).key();
      indexes.put(key, i);
      for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
        prefixes.add(key.substring(0, dot));
      }
    }
  }

  private ValueReader(ValueReader sibling) {
    this.columns = sibling.columns;
    this.indexes = sibling.indexes;
    this.prefixes = sibling.prefixes;
    this.others = sibling.others;
    this.repeated = sibling.repeated;
    this.noteOthers = sibling.noteOthers;
    this.depths = new int[columns.size()];
  }

  /** A reader of the same columns for another thread; both note {@link #others} in one place. */
  public ValueReader sibling() {
    return new ValueReader(this);
  }

  /** The wanted values of the JSON object {@code json}, in the order of the columns. */
  public @Nullable Object[] read(String json) throws IOException {
    return readRow(json).toArray(0);
  }

  /** One row of the wanted values of the JSON object {@code json}. */
  public LoggedValues readRow(String json) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      return read(parser);
    }
  }

  /**
   * One row of the wanted values of the JSON object at whose start {@code parser} stands, in the
   * order of the columns; leaves the parser at the object's end.
   */
  public LoggedValues read(JsonParser parser) throws IOException {
    LoggedValues values = new LoggedValues(1, columns.size());
    Arrays.fill(depths, 0);
    if (!parser.isExpectedStartObjectToken()) {
      throw new IOException("a JSON object was expected, not " + parser.currentToken());
    }
    readObject(parser, "", 1, values);
    return values;
  }

  /**
   * The value at which {@code parser} stands, as {@code type} wants it; leaves the parser at the
   * value's last token.
   */
  public static @Nullable Object value(JsonParser parser, ValueType type) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type) {
      case NUMBER -> number(parser, token);
      case BOOLEAN ->
          token.isBoolean() ? (Object) parser.getBooleanValue() : new Misfit(Json.text(parser));
      case TEXT -> text(parser, token);
    };
  }

  /**
   * Top-level names of objects read so far that no column asks for; internal ones, which begin with
   * {@code _}, don't count.
   */
  public Set<String> others() {
    return others;
  }

  /** The keys of columns that some object held twice. */
  public Set<String> repeated() {
    return repeated;
  }

  private void readObject(JsonParser parser, String prefix, int depth, LoggedValues values)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key =
          prefix.isEmpty() && depth == 1
              ? parser.currentName()
              : prefix + "." + parser.currentName();
      JsonToken token = parser.nextToken();
      Integer index = indexes.get(key);
      boolean isObject = token == JsonToken.START_OBJECT;
      boolean holdsMore = isObject && prefixes.contains(key);
      if (index != null && (holdsMore || (isObject && columns.get(index).besideMaps()))) {
        readBoth(parser, key, index, depth, values);
      } else if (index != null) {
        readValue(parser, token, index, depth, values);
      } else if (holdsMore) {
        readObject(parser, key, depth + 1, values);
      } else {
        if (depth == 1) {
          noteOther(key);
        }
        parser.skipChildren();
      }
    }
  }

  private void readValue(
      JsonParser parser, JsonToken token, int index, int depth, LoggedValues values)
      throws IOException {
    ValueType type = columns.get(index).type();
    if (type == ValueType.NUMBER && token.isNumeric()) {
      double number = parser.getDoubleValue();
      if (isSaid(number, parser)) {
        if (counts(index, depth)) {
          values.setNumber(0, index, number);
        }
        return;
      }
    }
    put(index, depth, value(parser, type), values);
  }

  /** An object in the place of a column's value; other columns may want what it holds. */
  private void readBoth(JsonParser parser, String key, int index, int depth, LoggedValues values)
      throws IOException {
    String json = Json.text(parser);
    ValueColumn column = columns.get(index);
    if (!column.besideMaps() || !Nesting.isMap(json, depth)) {
      put(index, depth, column.type() == ValueType.TEXT ? json : new Misfit(json), values);
    }
    if (prefixes.contains(key)) {
      try (JsonParser inner = Json.factory().createParser(json)) {
        inner.nextToken();
        readObject(inner, key, depth + 1, values);
      }
    }
  }

  private void put(int index, int depth, @Nullable Object value, LoggedValues values) {
    if (counts(index, depth)) {
      values.set(0, index, value);
    }
  }

  /** Whether a value at {@code depth} is the most nested so far. */
  private boolean counts(int index, int depth) {
    if (depths[index] > 0) {
      repeated.add(columns.get(index).key());
    }
    boolean counts = depth >= depths[index];
    if (counts) {
      depths[index] = depth;
    }
    return counts;
  }

  private void noteOther(String key) {
    if (noteOthers && HistoryKeys.isMetric(key) && others.size() < MAX_OTHERS) {
      others.add(key);
    }
  }

  private static Object number(JsonParser parser, JsonToken token) throws IOException {
    if (token.isNumeric()) {
      double value = parser.getDoubleValue();
      return isSaid(value, parser) ? (Object) StoredNumber.of(value) : new Misfit(parser.getText());
    }
    Double named = token == JsonToken.VALUE_STRING ? StoredNumber.named(parser.getText()) : null;
    return named == null ? new Misfit(Json.text(parser)) : named;
  }

  /** An overflow is not infinity: the text says another number. */
  private static boolean isSaid(double number, JsonParser parser) throws IOException {
    return !Double.isInfinite(number) || parser.isNaN();
  }

  private static Object text(JsonParser parser, JsonToken token) throws IOException {
    if (token.isNumeric()) {
      return parser.isNaN() ? StoredNumber.name(parser.getDoubleValue()) : parser.getText();
    }
    boolean isString = token == JsonToken.VALUE_STRING;
    String text = isString ? parser.getText() : Json.text(parser);
    // Half a surrogate pair is no character, and no text of SQL's.
    return Texts.isWhole(text) ? text : new Misfit(isString ? Json.text(parser) : text);
  }
}
