package io.github.wandbjdbc.jdbc.results;

import io.github.wandbjdbc.engine.ResultColumn;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.Values;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;

/** The part of a result set that reads the current row by index. */
public abstract class ValueGetters extends ResultSetByLabel {
  private final List<ResultColumn> columns;
  private boolean wasNull;

  public ValueGetters(List<ResultColumn> columns) {
    this.columns = columns;
  }

  /** The row that is read. */
  protected abstract Rows row() throws SQLException;

  /** The value as a class of java.lang, java.math or java.time. */
  private @Nullable Object value(int column) throws SQLException {
    int index = index(column);
    Rows row = row();
    Object raw = SqlBoundary.callNullable(() -> row.value(index));
    wasNull = raw == null;
    return raw == null ? null : ColumnValue.of(raw, columns.get(index).type());
  }

  /** The place of {@code column}, counted from 0. */
  private int index(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      checkOpen();
      throw SqlErrors.of(
          SqlState.PARAMETER_INDEX,
          "column %d: the result has columns 1 to %d".formatted(column, columns.size()));
    }
    return column - 1;
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : ColumnValue.asJdbc(value);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "getObject needs a class");
    }
    if (type == Clob.class) {
      return type.cast(getClob(column));
    }
    Object value = value(column);
    return value == null ? null : SqlBoundary.call(() -> ColumnValue.as(value, type));
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getObject(column);
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : ColumnValue.text(value);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && SqlBoundary.call(() -> Values.bool(value));
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(int column, long least, long most) throws SQLException {
    int index = index(column);
    Rows row = row();
    try {
      if (row.isWhole(index)) {
        long number = row.whole(index);
        if (number >= least && number <= most) {
          wasNull = false;
          return number;
        }
      }
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    }
    Object value = value(column);
    return value == null ? 0 : SqlBoundary.call(() -> ColumnValue.whole(value, least, most));
  }

  @Override
  public float getFloat(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : SqlBoundary.call(() -> Values.single(value));
  }

  @Override
  public double getDouble(int column) throws SQLException {
    int index = index(column);
    Rows row = row();
    try {
      if (row.isReal(index)) {
        wasNull = false;
        return row.real(index);
      }
      if (row.isWhole(index)) {
        wasNull = false;
        return row.whole(index);
      }
    } catch (RuntimeException e) {
      throw SqlErrors.of(e);
    }
    Object value = value(column);
    return value == null ? 0 : SqlBoundary.call(() -> Values.real(value));
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : SqlBoundary.call(() -> Values.exact(value));
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // The interface keeps it.
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : ColumnValue.bytes(value);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null ? null : Date.valueOf(time.toLocalDate());
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null ? null : ColumnValue.time(time.toLocalTime());
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null ? null : Timestamp.valueOf(time);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null
        ? null
        : calendar == null
            ? Date.valueOf(time.toLocalDate())
            : new Date(ColumnValue.millisIn(time.toLocalDate().atStartOfDay(), calendar));
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null
        ? null
        : calendar == null
            ? ColumnValue.time(time.toLocalTime())
            : new Time(ColumnValue.millisIn(LocalDate.EPOCH.atTime(time.toLocalTime()), calendar));
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    LocalDateTime time = dateTime(column);
    return time == null
        ? null
        : calendar == null
            ? Timestamp.valueOf(time)
            : new Timestamp(ColumnValue.millisIn(time, calendar));
  }

  private @Nullable LocalDateTime dateTime(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : SqlBoundary.call(() -> ColumnValue.dateTime(value));
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // The interface keeps it.
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new SerialClob(text.toCharArray());
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    throw SqlErrors.notSupported("getNClob");
  }

  @Override
  public Ref getRef(int column) throws SQLException {
    throw SqlErrors.notSupported("getRef");
  }

  @Override
  public Blob getBlob(int column) throws SQLException {
    throw SqlErrors.notSupported("getBlob");
  }

  @Override
  public Array getArray(int column) throws SQLException {
    throw SqlErrors.notSupported("getArray");
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    return getObject(column, URL.class);
  }

  @Override
  public RowId getRowId(int column) throws SQLException {
    throw SqlErrors.notSupported("getRowId");
  }

  @Override
  public SQLXML getSQLXML(int column) throws SQLException {
    throw SqlErrors.notSupported("getSQLXML");
  }
}
