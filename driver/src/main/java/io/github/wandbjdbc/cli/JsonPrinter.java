package io.github.wandbjdbc.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints an array of objects, one a line. */
final class JsonPrinter implements RowPrinter {
  private final ResultSetMetaData columns;
  private final JsonGenerator json;
  private boolean begun;

  JsonPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.columns = columns;
    try {
      this.json = new JsonFactory().createGenerator(out);
    } catch (IOException e) {
      throw new SQLException(e);
    }
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setCharacterEscapes(new ControlEscapes());
    json.setPrettyPrinter(
        new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("", "\n"))
            .withObjectIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    // All of the row is read before any is written: a failure leaves no half of an object.
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      values.add(value(row, i));
    }
    begin();
    json.writeStartObject();
    for (int i = 1; i <= values.size(); i++) {
      json.writeFieldName(columns.getColumnLabel(i));
      write(values.get(i - 1));
    }
    json.writeEndObject();
  }

  private static @Nullable Object value(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return value == null || value instanceof Boolean || value instanceof Number
        ? value
        : row.getString(column);
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      json.writeStartArray();
    }
  }

  private void write(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      // JSON has no such numbers.
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeString(Double.toString(number));
      }
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  @Override
  public void finish() throws IOException {
    begin();
    json.writeEndArray();
    json.writeRaw('\n');
    json.close();
  }

  @Override
  public void breakOff() throws IOException {
    if (begun) {
      finish();
    }
  }

  /** Escapes what JSON need not escape, but a terminal takes for commands. */
  private static final class ControlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int letter) {
      return TerminalText.isControl(letter)
          ? new SerializedString("\\u%04x".formatted(letter))
          : null;
    }
  }
}
