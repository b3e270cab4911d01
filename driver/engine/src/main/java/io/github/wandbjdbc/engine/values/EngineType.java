package io.github.wandbjdbc.engine.values;

import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types that functions take and give, as the manual names them. */
public enum EngineType {
  BOOLEAN(SqlTypeName.BOOLEAN),
  INTEGER(SqlTypeName.INTEGER),
  BIGINT(SqlTypeName.BIGINT),
  /** With whatever scale a value has. */
  NUMERIC(SqlTypeName.DECIMAL),
  DOUBLE(SqlTypeName.DOUBLE),
  TEXT(SqlTypeName.VARCHAR),
  DATE(SqlTypeName.DATE),
  TIME(SqlTypeName.TIME),
  TIMESTAMP(SqlTypeName.TIMESTAMP),
  /** Years and months. */
  MONTHS(SqlTypeName.INTERVAL_YEAR_MONTH),
  /** Days, hours, minutes, seconds. */
  DURATION(SqlTypeName.INTERVAL_DAY_SECOND),
  /** Any type. */
  ANY(SqlTypeName.ANY);

  private final SqlTypeName sql;

  EngineType(SqlTypeName sql) {
    this.sql = sql;
  }

  /** How the values are held; of {@link #ANY} each type's own way. */
  public Kind kind() {
    return switch (this) {
      case DOUBLE -> Kind.DOUBLE;
      case TEXT, NUMERIC, ANY -> Kind.OBJECT;
      default -> Kind.LONG;
    };
  }

  /** As a type that NULL is no value of. */
  public RelDataType in(RelDataTypeFactory types) {
    return switch (this) {
      case NUMERIC -> Numeric.type(types);
      case MONTHS -> Intervals.months(types);
      case DURATION -> Intervals.duration(types);
      default -> types.createSqlType(sql);
    };
  }

  /** That of {@code type}; {@link #ANY} if it is none of these, as that of a bare NULL. */
  public static EngineType of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> BOOLEAN;
      case TINYINT, SMALLINT, INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case DECIMAL -> NUMERIC;
      case DOUBLE, FLOAT, REAL -> DOUBLE;
      case CHAR, VARCHAR -> TEXT;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> MONTHS;
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          DURATION;
      default -> ANY;
    };
  }

  /**
   * Whether a value of this type serves, without anybody saying so, where {@code other} is taken.
   */
  public boolean servesAs(EngineType other) {
    if (this == other || other == ANY) {
      return true;
    }
    return switch (this) {
      case INTEGER -> other == BIGINT || other == NUMERIC || other == DOUBLE;
      case BIGINT -> other == NUMERIC || other == DOUBLE;
      case NUMERIC -> other == DOUBLE;
      case DATE -> other == TIMESTAMP;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return switch (this) {
      case MONTHS -> "interval in months";
      case DURATION -> "interval in seconds";
      case ANY -> "any";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
