package io.github.wandbjdbc.sql.differential;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the value of a parameter is given to the driver. */
enum Binding {
  OBJECT,
  STRING,
  LONG,
  INT,
  DOUBLE,
  FLOAT,
  DECIMAL,
  BOOLEAN,
  TIMESTAMP,
  LOCAL;

  /** The ways to give {@code value}. */
  static List<Binding> of(Type type, @Nullable Object value) {
    if (value == null) {
      return List.of(OBJECT);
    }
    return switch (type) {
      case TEXT -> List.of(OBJECT, STRING);
      case TRUTH -> List.of(OBJECT, BOOLEAN);
      case TIME -> List.of(TIMESTAMP, LOCAL);
      case DATE -> List.of(LOCAL);
      case DECIMAL -> List.of(DECIMAL);
      case WHOLE ->
          Math.abs((Long) value) < Integer.MAX_VALUE ? List.of(OBJECT, LONG, INT) : List.of(LONG);
      case NUMBER -> ofNumber((Double) value);
    };
  }

  private static List<Binding> ofNumber(double value) {
    if (!Double.isFinite(value)) {
      return List.of(OBJECT, DOUBLE, FLOAT);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return List.of(OBJECT, DOUBLE, FLOAT, DECIMAL, LONG, INT);
    }
    return (float) value == value
        ? List.of(OBJECT, DOUBLE, FLOAT, DECIMAL)
        : List.of(OBJECT, DOUBLE, DECIMAL);
  }

  void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
    if (value == null) {
      statement.setObject(index, null);
      return;
    }
    switch (this) {
      case OBJECT -> statement.setObject(index, value);
      case STRING -> statement.setString(index, (String) value);
      case LONG -> statement.setLong(index, ((Number) value).longValue());
      case INT -> statement.setInt(index, ((Number) value).intValue());
      case DOUBLE -> statement.setDouble(index, (Double) value);
      case FLOAT -> statement.setFloat(index, ((Double) value).floatValue());
      case DECIMAL -> statement.setBigDecimal(index, new BigDecimal(value.toString()));
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case TIMESTAMP -> statement.setTimestamp(index, Timestamp.valueOf((LocalDateTime) value));
      case LOCAL -> statement.setObject(index, value);
    }
  }
}
