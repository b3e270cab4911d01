package io.github.wandbjdbc.sql.differential;

/** The types that columns and expressions have here, with what the reference engine calls them. */
enum Type {
  NUMBER("DOUBLE PRECISION"),
  WHOLE("BIGINT"),
  TEXT("VARCHAR"),
  TRUTH("BOOLEAN"),
  TIME("TIMESTAMP(3)");

  private final String word;

  Type(String word) {
    this.word = word;
  }

  /** As it stands in the reference engine's SQL. */
  String word() {
    return word;
  }

  /** As it stands in the driver's SQL. */
  String driverWord() {
    return this == NUMBER ? "DOUBLE" : word;
  }

  boolean isNumeric() {
    return this == NUMBER || this == WHOLE;
  }
}
