package io.github.wandbjdbc.engine.values.json.document;

/** A value of JSON, or one that a path makes of it. */
public sealed interface JsonValue
    permits JsonArray, JsonLiteral, JsonMoment, JsonNumber, JsonObject, JsonText {
  /** The name of its kind, as the path method {@code type()} gives it. */
  String type();

  /** Whether it is neither an array nor an object. */
  default boolean isScalar() {
    return true;
  }
}
