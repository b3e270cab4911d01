package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;

/** The result of a predicate. */
enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** As an item. */
  JsonLiteral item() {
    return switch (this) {
      case TRUE -> JsonLiteral.TRUE;
      case FALSE -> JsonLiteral.FALSE;
      case UNKNOWN -> JsonLiteral.NULL;
    };
  }
}
