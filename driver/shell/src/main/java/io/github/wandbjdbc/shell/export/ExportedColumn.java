package io.github.wandbjdbc.shell.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result, as it is exported.
 *
 * @param index its place in the result, from 1
 * @param precision the digits of a decimal
 * @param scale those behind its point
 */
record ExportedColumn(int index, String name, ExportedType type, int precision, int scale) {

  /**
   * The columns of a result.
   *
   * @throws SQLException if two have the same name, by which readers couldn't tell them apart
   */
  static List<ExportedColumn> of(ResultSetMetaData columns) throws SQLException {
    List<ExportedColumn> exported = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      if (!names.add(name)) {
        throw new SQLException(
            "two columns are named %s, and a file for other tools tells columns apart by name; rename one by AS"
                .formatted(name),
            "42701");
      }
      int precision = columns.getPrecision(i);
      int scale = columns.getScale(i);
      ExportedType type = ExportedType.of(columns.getColumnType(i), precision, scale);
      exported.add(new ExportedColumn(i, name, type, precision, scale));
    }
    return exported;
  }

  /**
   * The values of {@code columns} in the row that {@code rows} is at, all of them read before any
   * is written: a row that fails leaves nothing behind.
   */
  static @Nullable Object[] values(List<ExportedColumn> columns, ResultSet rows)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(rows);
    }
    return values;
  }

  /** Tells {@code sink} a value of the column. */
  void tell(@Nullable Object value, ExportSink sink) {
    if (value == null) {
      sink.putNull();
      return;
    }
    switch (type) {
      case BOOLEAN -> sink.putBoolean((Boolean) value);
      case INTEGER -> sink.putInt((Integer) value);
      case BIGINT -> sink.putLong((Long) value);
      case DOUBLE -> sink.putDouble((Double) value);
      case DECIMAL -> sink.putDecimal(((BigDecimal) value).unscaledValue());
      case TEXT -> sink.putText((String) value);
      case DATE -> sink.putInt(Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIME ->
          sink.putInt((int) TimeUnit.NANOSECONDS.toMillis(((LocalTime) value).toNanoOfDay()));
      case TIMESTAMP ->
          sink.putLong(((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli());
    }
  }

  private @Nullable Object value(ResultSet rows) throws SQLException {
    Object value = converted(rows);
    if (value == null || rows.wasNull()) {
      return null;
    }
    return value instanceof BigDecimal decimal ? scaled(decimal) : value;
  }

  private @Nullable Object converted(ResultSet rows) throws SQLException {
    return switch (type) {
      case BOOLEAN -> rows.getBoolean(index);
      case INTEGER -> rows.getInt(index);
      case BIGINT -> rows.getLong(index);
      case DOUBLE -> rows.getDouble(index);
      case DECIMAL -> rows.getBigDecimal(index);
      case TEXT -> rows.getString(index);
      case DATE -> rows.getObject(index, LocalDate.class);
      case TIME -> rows.getObject(index, LocalTime.class);
      case TIMESTAMP -> rows.getObject(index, LocalDateTime.class);
    };
  }

  private BigDecimal scaled(BigDecimal value) throws SQLException {
    BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
    if (scaled.compareTo(value) != 0 || scaled.precision() > precision) {
      throw new SQLException(
          "column %s: %s doesn't fit its type DECIMAL(%d, %d); cast the column to DOUBLE or VARCHAR"
              .formatted(name, value.toPlainString(), precision, scale),
          "22003");
    }
    return scaled;
  }
}
