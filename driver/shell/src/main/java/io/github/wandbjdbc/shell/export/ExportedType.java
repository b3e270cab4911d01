package io.github.wandbjdbc.shell.export;

import java.sql.Types;

/** The types that columns have in files. */
enum ExportedType {
  BOOLEAN,
  INTEGER,
  BIGINT,
  DOUBLE,
  /** A decimal with a declared scale. */
  DECIMAL,
  /** Text, and whatever no other type is for, as its text. */
  TEXT,
  DATE,
  TIME,
  TIMESTAMP;

  /** The digits that 16 bytes hold. */
  private static final int MOST_DIGITS = 38;

  static ExportedType of(int jdbcType, int precision, int scale) {
    return switch (jdbcType) {
      case Types.BOOLEAN, Types.BIT -> BOOLEAN;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
      case Types.BIGINT -> BIGINT;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> DOUBLE;
      // Without a declared scale each value has its own, which no column of a file can have.
      case Types.DECIMAL, Types.NUMERIC ->
          precision > 0 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision
              ? DECIMAL
              : TEXT;
      case Types.DATE -> DATE;
      case Types.TIME -> TIME;
      case Types.TIMESTAMP -> TIMESTAMP;
      default -> TEXT;
    };
  }
}
