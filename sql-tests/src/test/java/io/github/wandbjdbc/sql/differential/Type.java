package io.github.wandbjdbc.sql.differential;

/** The types that columns and expressions have here, with what PostgreSQL calls them. */
enum Type {
  NUMBER("DOUBLE PRECISION"),
  WHOLE("BIGINT"),
  DECIMAL("NUMERIC"),
  TEXT("TEXT"),
  TRUTH("BOOLEAN"),
  TIME("TIMESTAMP(3)"),
  DATE("DATE");

  private final String word;

  Type(String word) {
    this.word = word;
  }

  /** As it stands in PostgreSQL's SQL. */
  String word() {
    return word;
  }

  /** As it stands in the driver's SQL. */
  String driverWord() {
    return this == NUMBER ? "DOUBLE" : this == TEXT ? "VARCHAR" : word;
  }

  boolean isNumeric() {
    return this == NUMBER || this == WHOLE || this == DECIMAL;
  }

  /** The type of a column that holds values of both. */
  Type with(Type other) {
    if (this == other || !isNumeric()) {
      return this;
    }
    return this == NUMBER || other == NUMBER ? NUMBER : DECIMAL;
  }
}
