package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON file of a logged table: an object with {@code columns}, the names, and {@code
 * data}, the rows, in any order.
 */
public final class TableFile {
  private static final int MAX_COLUMNS = 100_000;

  private static final long MOST_EXACT = 1L << 53;

  private TableFile() {}

  /**
   * The form of a table.
   *
   * @param columns their names
   * @param types what their values are, by place
   */
  public record Shape(List<String> columns, List<CellTypes> types, long rows) {}

  /**
   * The types of the values of a column.
   *
   * @param numbers whether some are numbers
   * @param fractions whether some of these are no whole numbers that a long can hold
   * @param large whether some whole numbers are more exact than a double
   * @param flags whether some are true or false
   * @param others whether some are texts, lists or objects
   * @param notFinite whether some are the texts that stand for NaN and the infinities
   */
  public record CellTypes(
      boolean numbers,
      boolean fractions,
      boolean large,
      boolean flags,
      boolean others,
      boolean notFinite) {
    public static final CellTypes NONE = new CellTypes(false, false, false, false, false, false);

    /** Those of the values of both. */
    public CellTypes and(CellTypes other) {
      return new CellTypes(
          numbers || other.numbers,
          fractions || other.fractions,
          large || other.large,
          flags || other.flags,
          others || other.others,
          notFinite || other.notFinite);
    }
  }

  /** Takes the values of a row, one after the other. */
  @FunctionalInterface
  public interface CellTaker {
    /** Takes the value at which {@code cell} stands, of the column in that place. */
    void take(int column, JsonParser cell) throws IOException;
  }

  /** The form of the table that {@code file} holds; closes it. */
  public static Shape shape(InputStream file) throws IOException {
    List<String> columns = new ArrayList<>();
    Tally tally = new Tally();
    long count = 0;
    boolean hasColumns = false;
    try (JsonParser parser = opened(file)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
        if (isList && name.equals("columns")) {
          hasColumns = true;
          columns(parser, columns);
        } else if (isList && name.equals("data")) {
          while (row(parser, tally)) {
            count++;
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!hasColumns) {
      throw new IOException("it doesn't name its columns");
    }
    List<CellTypes> types = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      types.add(tally.types(i));
    }
    return new Shape(List.copyOf(columns), types, count);
  }

  private static void columns(JsonParser parser, List<String> columns) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean isName = parser.currentToken().isScalarValue();
      columns.add(isName ? parser.getText() : Json.text(parser));
      if (columns.size() > MAX_COLUMNS) {
        throw new IOException("it has more than %,d columns".formatted(MAX_COLUMNS));
      }
    }
  }

  private static JsonParser opened(InputStream file) throws IOException {
    JsonParser parser = Json.factory().createParser(file);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.close();
      throw new IOException("it is no JSON object");
    }
    return parser;
  }

  /** Reads a row of the list in which {@code parser} stands; false at the list's end. */
  private static boolean row(JsonParser parser, CellTaker taker) throws IOException {
    JsonToken begin = parser.nextToken();
    if (begin == JsonToken.END_ARRAY) {
      return false;
    }
    if (begin != JsonToken.START_ARRAY) {
      throw new IOException("a row of it is no list");
    }
    for (int column = 0; parser.nextToken() != JsonToken.END_ARRAY; column++) {
      boolean isNested = parser.currentToken().isStructStart();
      taker.take(column, parser);
      if (isNested && parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
    return true;
  }

  /** The rows of a file, one after the other. */
  public static final class Rows implements AutoCloseable {
    private final JsonParser parser;
    private boolean hasMore;

    /** Those that {@code file} holds, which this closes. */
    public Rows(InputStream file) throws IOException {
      this.parser = opened(file);
      while (!hasMore && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isData = parser.currentName().equals("data");
        hasMore = parser.nextToken() == JsonToken.START_ARRAY && isData;
        if (!hasMore) {
          parser.skipChildren();
        }
      }
    }

    /** Has {@code taker} take the next row; false if there is none. */
    public boolean next(CellTaker taker) throws IOException {
      hasMore = hasMore && row(parser, taker);
      return hasMore;
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }

  /** Notes what values are. */
  private static final class Tally implements CellTaker {
    private static final int NUMBERS = 1;
    private static final int FRACTIONS = 2;
    private static final int LARGE = 4;
    private static final int FLAGS = 8;
    private static final int OTHERS = 16;
    private static final int NOT_FINITE = 32;

    private int[] seen = new int[16];

    @Override
    public void take(int column, JsonParser cell) throws IOException {
      if (column >= MAX_COLUMNS) {
        throw new IOException("a row of it has more than %,d values".formatted(MAX_COLUMNS));
      }
      if (column >= seen.length) {
        seen = Arrays.copyOf(seen, column * 2);
      }
      seen[column] |= bits(cell);
    }

    private static int bits(JsonParser cell) throws IOException {
      return switch (cell.currentToken()) {
        case VALUE_NULL -> 0;
        case VALUE_TRUE, VALUE_FALSE -> FLAGS;
        case VALUE_NUMBER_INT -> whole(cell);
        case VALUE_NUMBER_FLOAT -> NUMBERS | FRACTIONS;
        case VALUE_STRING -> StoredNumber.named(cell.getText()) == null ? OTHERS : NOT_FINITE;
        default -> OTHERS;
      };
    }

    private static int whole(JsonParser cell) throws IOException {
      if (cell.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        return NUMBERS | FRACTIONS;
      }
      long value = cell.getLongValue();
      return value > MOST_EXACT || value < -MOST_EXACT ? NUMBERS | LARGE : NUMBERS;
    }

    CellTypes types(int column) {
      int bits = column < seen.length ? seen[column] : 0;
      return new CellTypes(
          (bits & NUMBERS) != 0,
          (bits & FRACTIONS) != 0,
          (bits & LARGE) != 0,
          (bits & FLAGS) != 0,
          (bits & OTHERS) != 0,
          (bits & NOT_FINITE) != 0);
    }
  }

  /** The whole number at which {@code cell} stands; null if it is none. */
  public static @Nullable Long whole(JsonParser cell) throws IOException {
    return cell.currentToken() == JsonToken.VALUE_NUMBER_INT
            && cell.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? (Long) cell.getLongValue()
        : null;
  }
}
