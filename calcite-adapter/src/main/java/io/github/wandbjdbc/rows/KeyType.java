package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.ValueType;

/** The type of a discovered key. */
public enum KeyType {
  NUMBER(ColumnType.DOUBLE, ValueType.NUMBER, "number"),
  BOOLEAN(ColumnType.BOOLEAN, ValueType.BOOLEAN, "boolean"),
  TEXT(ColumnType.VARCHAR, ValueType.TEXT, "text"),
  /** Lists, media, histograms. */
  JSON(ColumnType.VARCHAR, ValueType.TEXT, "JSON text"),
  /** Values of several kinds: a string as itself, anything else as JSON text. */
  MIXED(ColumnType.VARCHAR, ValueType.TEXT, "values of several types, as JSON");

  private final ColumnType columnType;
  private final ValueType valueType;
  private final String words;

  KeyType(ColumnType columnType, ValueType valueType, String words) {
    this.columnType = columnType;
    this.valueType = valueType;
    this.words = words;
  }

  /** The type of the key behind {@code column}; that of texts may be any kind of them. */
  static KeyType of(Column column) {
    return switch (column.type()) {
      case DOUBLE -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      default -> MIXED;
    };
  }

  ColumnType columnType() {
    return columnType;
  }

  ValueType valueType() {
    return valueType;
  }

  /** The type in words, for remarks. */
  String words() {
    return words;
  }
}
