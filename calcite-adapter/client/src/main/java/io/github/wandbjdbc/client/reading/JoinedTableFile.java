package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one table of the two that a joined table names: each row of either, joined with those of
 * the other that have the same key, or alone if none has. The key stands in one column.
 */
public final class JoinedTableFile {
  private static final long MAX_CHARS = 64L << 20;
  private static final String NULL = "null";

  private final List<String> columns = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private final String key;
  private long chars;

  private JoinedTableFile(String key) {
    this.key = key;
  }

  /** Opens the file of a part of a table. */
  @FunctionalInterface
  public interface Part {
    InputStream open() throws IOException;
  }

  /** One of the tables, in parts, and the column that holds its key. */
  public record Side(List<Part> parts, String key) {}

  /** The file of the table that joins {@code left} and {@code right}. */
  public static byte[] join(Side left, Side right) throws IOException {
    JoinedTableFile one = read(left);
    JoinedTableFile other = read(right);
    int ownKey = one.keyPlace();
    int otherKey = other.keyPlace();
    Map<String, List<String[]>> byKey = new HashMap<>();
    for (String[] row : other.rows) {
      byKey.computeIfAbsent(row[otherKey], any -> new ArrayList<>()).add(row);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.factory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("columns");
      for (String column : one.columns) {
        json.writeString(column);
      }
      for (int i = 0; i < other.columns.size(); i++) {
        if (i != otherKey) {
          json.writeString(other.columns.get(i));
        }
      }
      json.writeEndArray();
      json.writeArrayFieldStart("data");
      Set<String> joined = new HashSet<>();
      for (String[] row : one.rows) {
        boolean hasKey = !row[ownKey].equals(NULL);
        List<String[]> partners = hasKey ? byKey.get(row[ownKey]) : null;
        if (partners == null) {
          write(json, row, nulls(other.columns.size()), otherKey);
        } else {
          joined.add(row[ownKey]);
          for (String[] partner : partners) {
            write(json, row, partner, otherKey);
          }
        }
      }
      for (String[] row : other.rows) {
        if (!joined.contains(row[otherKey])) {
          String[] alone = nulls(one.columns.size());
          alone[ownKey] = row[otherKey];
          write(json, alone, row, otherKey);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String[] nulls(int count) {
    String[] values = new String[count];
    Arrays.fill(values, NULL);
    return values;
  }

  private static void write(JsonGenerator json, String[] left, String[] right, int without)
      throws IOException {
    json.writeStartArray();
    for (String value : left) {
      json.writeRawValue(value);
    }
    for (int i = 0; i < right.length; i++) {
      if (i != without) {
        json.writeRawValue(right[i]);
      }
    }
    json.writeEndArray();
  }

  private static JoinedTableFile read(Side side) throws IOException {
    JoinedTableFile table = new JoinedTableFile(side.key());
    for (Part part : side.parts()) {
      TableFile.Shape shape = TableFile.shape(part.open());
      if (table.columns.isEmpty()) {
        table.columns.addAll(shape.columns());
      } else if (!table.columns.equals(shape.columns())) {
        throw new IOException("its parts have other columns than the first");
      }
      table.addRows(part.open());
    }
    return table;
  }

  private void addRows(InputStream file) throws IOException {
    try (TableFile.Rows read = new TableFile.Rows(file)) {
      while (true) {
        String[] row = nulls(columns.size());
        if (!read.next((column, cell) -> take(row, column, cell))) {
          return;
        }
        rows.add(row);
      }
    }
  }

  private void take(String[] row, int column, JsonParser cell) throws IOException {
    if (column < row.length) {
      row[column] = json(cell);
      chars += row[column].length();
      if (chars > MAX_CHARS) {
        throw new IOException("its tables are too large to be joined; read them one by one");
      }
    }
  }

  /** Numbers that are not finite stay the tokens that they are. */
  private static String json(JsonParser cell) throws IOException {
    boolean isNumber = cell.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    return isNumber ? cell.getText() : Json.text(cell);
  }

  private int keyPlace() throws IOException {
    int place = columns.indexOf(key);
    if (place < 0) {
      throw new IOException("one of its tables has no column " + key);
    }
    return place;
  }

  /** The parts of the file of a joined or partitioned table; null where it doesn't name any. */
  public static @Nullable Names names(InputStream file) throws IOException {
    @Nullable String left = null;
    @Nullable String right = null;
    @Nullable String folder = null;
    List<String> keys = new ArrayList<>();
    try (JsonParser parser = Json.factory().createParser(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("join_key")) {
          if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              keys.add(parser.getText());
            }
          } else {
            keys.add(parser.getText());
          }
        } else if (name.equals("table1") && token == JsonToken.VALUE_STRING) {
          left = parser.getText();
        } else if (name.equals("table2") && token == JsonToken.VALUE_STRING) {
          right = parser.getText();
        } else if (name.equals("parts_path") && token == JsonToken.VALUE_STRING) {
          folder = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    }
    return new Names(left, right, List.copyOf(keys), folder);
  }

  /**
   * The names in such a file.
   *
   * @param keys the column of both tables by which they are joined, or that of each
   * @param folder of the parts of a partitioned table
   */
  public record Names(
      @Nullable String left, @Nullable String right, List<String> keys, @Nullable String folder) {}
}
