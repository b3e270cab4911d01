package io.github.wandbjdbc.engine.values.json.document;

import java.util.List;

/** Writes JSON as PostgreSQL writes {@code jsonb}: a blank after each comma and colon. */
public final class JsonWriter {
  private JsonWriter() {}

  /** The text of {@code value}. */
  public static String text(JsonValue value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  /** {@code values} as an array. */
  public static String array(List<JsonValue> values) {
    return text(new JsonArray(values));
  }

  public static void write(StringBuilder out, JsonValue value) {
    if (out.length() > JsonLimits.TEXT) {
      throw JsonLimits.tooLarge("the length of a text", JsonLimits.TEXT);
    }
    if (value instanceof JsonText text) {
      quote(out, text.value());
    } else if (value instanceof JsonNumber number) {
      out.append(number.text());
    } else if (value instanceof JsonLiteral literal) {
      out.append(literal.text());
    } else if (value instanceof JsonMoment moment) {
      quote(out, moment.isoText());
    } else if (value instanceof JsonArray array) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        write(out, array.items().get(i));
      }
      out.append(']');
    } else if (value instanceof JsonObject object) {
      out.append('{');
      for (int i = 0; i < object.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        quote(out, object.key(i));
        out.append(": ");
        write(out, object.value(i));
      }
      out.append('}');
    }
  }

  /** The text of {@code value} over several lines, as MySQL breaks them. */
  public static String pretty(JsonValue value) {
    StringBuilder out = new StringBuilder();
    pretty(out, value, "\n");
    return out.toString();
  }

  private static void pretty(StringBuilder out, JsonValue value, String lineBreak) {
    if (out.length() > JsonLimits.TEXT) {
      throw JsonLimits.tooLarge("the length of a text", JsonLimits.TEXT);
    }
    String inner = lineBreak + "  ";
    if (value instanceof JsonArray array && array.size() > 0) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        out.append(i == 0 ? "" : ",").append(inner);
        pretty(out, array.items().get(i), inner);
      }
      out.append(lineBreak).append(']');
    } else if (value instanceof JsonObject object && object.size() > 0) {
      out.append('{');
      for (int i = 0; i < object.size(); i++) {
        out.append(i == 0 ? "" : ",").append(inner);
        quote(out, object.key(i));
        out.append(": ");
        pretty(out, object.value(i), inner);
      }
      out.append(lineBreak).append('}');
    } else {
      write(out, value);
    }
  }

  /** Appends {@code text} as a text of JSON. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
