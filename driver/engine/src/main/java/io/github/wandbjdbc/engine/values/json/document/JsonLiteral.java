package io.github.wandbjdbc.engine.values.json.document;

/** {@code null}, {@code true} and {@code false}. */
public enum JsonLiteral implements JsonValue {
  NULL("null"),
  TRUE("boolean"),
  FALSE("boolean");

  private final String type;

  JsonLiteral(String type) {
    this.type = type;
  }

  public static JsonLiteral of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String type() {
    return type;
  }

  /** How JSON writes it. */
  public String text() {
    return switch (this) {
      case NULL -> "null";
      case TRUE -> "true";
      case FALSE -> "false";
    };
  }
}
