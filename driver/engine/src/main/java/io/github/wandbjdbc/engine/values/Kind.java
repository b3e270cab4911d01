package io.github.wandbjdbc.engine.values;

import org.apache.calcite.rel.type.RelDataType;

/** How the values of a SQL type are held. */
public enum Kind {
  /** DOUBLE, as {@code double}. */
  DOUBLE,
  /**
   * Whole numbers as themselves, BOOLEAN as 0 and 1, DATE as days and TIMESTAMP as milliseconds
   * since 1970, TIME as milliseconds since midnight, intervals as months or milliseconds.
   */
  LONG,
  /** Texts as {@link String}, decimals as {@link java.math.BigDecimal}, rows as lists. */
  OBJECT;

  /** That of {@code type}. */
  public static Kind of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case DOUBLE, FLOAT, REAL -> DOUBLE;
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DATE,
          TIME,
          TIMESTAMP,
          INTERVAL_YEAR,
          INTERVAL_YEAR_MONTH,
          INTERVAL_MONTH,
          INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          LONG;
      default -> OBJECT;
    };
  }
}
