package io.github.wandbjdbc.engine.values.json;

/** A text, without quotes and escapes. */
record JsonText(String value) implements JsonValue {
  @Override
  public String type() {
    return "string";
  }
}
