package io.github.wandbjdbc.engine.values.json.document;

/** A text, without quotes and escapes. */
public record JsonText(String value) implements JsonValue {
  @Override
  public String type() {
    return "string";
  }
}
