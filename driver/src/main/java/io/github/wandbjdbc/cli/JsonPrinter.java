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
    begin();
    json.writeStartObject();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      json.writeFieldName(columns.getColumnLabel(i));
      write(row, i);
    }
    json.writeEndObject();
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      json.writeStartArray();
    }
  }

  private void write(ResultSet row, int column) throws SQLException, IOException {
    Object value = row.getObject(column);
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
      json.writeString(row.getString(column));
    }
  }

  @Override
  public void finish() throws IOException {
    begin();
    json.writeEndArray();
    json.writeRaw('\n');
    json.close();
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
