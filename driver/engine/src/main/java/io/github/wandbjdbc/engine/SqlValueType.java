package io.github.wandbjdbc.engine;

import java.sql.Types;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types of values as JDBC tells them: plain names, and sizes that a tool can use. */
public enum SqlValueType {
  VARCHAR(Types.VARCHAR, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  BOOLEAN(Types.BOOLEAN, Boolean.class, 1, 5),
  TINYINT(Types.TINYINT, Integer.class, 3, 4),
  SMALLINT(Types.SMALLINT, Integer.class, 5, 6),
  INTEGER(Types.INTEGER, Integer.class, 10, 11),
  BIGINT(Types.BIGINT, Long.class, 19, 20),
  DECIMAL(Types.DECIMAL, java.math.BigDecimal.class, 19, 21),
  REAL(Types.REAL, Float.class, 7, 15),
  DOUBLE(Types.DOUBLE, Double.class, 15, 24),
  DATE(Types.DATE, java.sql.Date.class, 10, 10),
  TIME(Types.TIME, java.sql.Time.class, 12, 12),
  TIMESTAMP(Types.TIMESTAMP, java.sql.Timestamp.class, 23, 23),
  VARBINARY(Types.VARBINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  /** Years and months. */
  INTERVAL_MONTH(Types.OTHER, java.time.Period.class, 10, 25),
  /** Days and what is less. */
  INTERVAL_DAY(Types.OTHER, java.time.Duration.class, 19, 30),
  /** Hours, minutes and seconds. */
  INTERVAL_HOUR(Types.OTHER, java.time.Duration.class, 19, 30),
  /** Lists, maps and whatever else an expression may make. */
  OTHER(Types.OTHER, Object.class, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final int jdbcType;
  private final Class<?> javaClass;
  private final int precision;
  private final int displaySize;

  SqlValueType(int jdbcType, Class<?> javaClass, int precision, int displaySize) {
    this.jdbcType = jdbcType;
    this.javaClass = javaClass;
    this.precision = precision;
    this.displaySize = displaySize;
  }

  static SqlValueType of(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      // A NULL literal has no type of its own; tools can do something with text.
      case CHAR, VARCHAR, NULL, UUID -> VARCHAR;
      case BOOLEAN -> BOOLEAN;
      case TINYINT -> TINYINT;
      case SMALLINT -> SMALLINT;
      case INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case DECIMAL -> DECIMAL;
      case REAL -> REAL;
      case FLOAT, DOUBLE -> DOUBLE;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIMESTAMP;
      case BINARY, VARBINARY -> VARBINARY;
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> INTERVAL_MONTH;
      case INTERVAL_DAY, INTERVAL_DAY_HOUR, INTERVAL_DAY_MINUTE, INTERVAL_DAY_SECOND ->
          INTERVAL_DAY;
      case INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          INTERVAL_HOUR;
      default -> OTHER;
    };
  }

  /** As a statement names it in a cast. */
  SqlNode inSql(SqlParserPos position) {
    return switch (this) {
      case INTERVAL_MONTH -> new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, position);
      case INTERVAL_DAY, INTERVAL_HOUR ->
          new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, position);
      default ->
          new SqlDataTypeSpec(
              new SqlBasicTypeNameSpec(SqlTypeName.valueOf(name()), position), position);
    };
  }

  /** The word for it in SQL. */
  public String typeName() {
    return isInterval() ? "INTERVAL" : name();
  }

  /** Whether its values are whole numbers of at most 64 bits. */
  public boolean isWhole() {
    return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  /** Whether its values are {@link IntervalValue}s. */
  public boolean isInterval() {
    return this == INTERVAL_MONTH || this == INTERVAL_DAY || this == INTERVAL_HOUR;
  }

  /** {@code number} in the class that JDBC has for values of this type. */
  Object inJava(Number number) {
    return switch (this) {
      case BOOLEAN -> number.longValue() != 0;
      case TINYINT, SMALLINT, INTEGER -> number.intValue();
      case REAL -> number.floatValue();
      default -> number;
    };
  }

  /** The code of {@link Types}. */
  public int jdbcType() {
    return jdbcType;
  }

  /** The class of what {@code getObject} gives. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** Digits, or characters; always positive. */
  public int precision() {
    return precision;
  }

  /** Digits behind the point. */
  public int scale() {
    return this == TIMESTAMP || this == TIME ? 3 : 0;
  }

  /** The widest that a value prints; always positive. */
  public int displaySize() {
    return displaySize;
  }

  /** Whether it is a number, which has a sign. */
  public boolean isNumeric() {
    return switch (this) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
      case VARCHAR,
          BOOLEAN,
          DATE,
          TIME,
          TIMESTAMP,
          VARBINARY,
          INTERVAL_MONTH,
          INTERVAL_DAY,
          INTERVAL_HOUR,
          OTHER ->
          false;
    };
  }
}
