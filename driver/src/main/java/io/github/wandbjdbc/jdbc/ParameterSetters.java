package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The part of a prepared statement that takes values, and leaves what they mean to the plan. */
abstract class ParameterSetters extends WandbStatement implements PreparedStatement {
  ParameterSetters(WandbConnection connection) {
    super(connection);
  }

  /** Keeps {@code value} for the next executions. */
  abstract void bind(int parameter, @Nullable Object value) throws SQLException;

  @Override
  public final void setNull(int parameter, int type) throws SQLException {
    bind(parameter, null);
  }

  @Override
  public final void setBoolean(int parameter, boolean value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setByte(int parameter, byte value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setShort(int parameter, short value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setInt(int parameter, int value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setLong(int parameter, long value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setFloat(int parameter, float value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setDouble(int parameter, double value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setString(int parameter, @Nullable String value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    throw SqlErrors.notSupported("setAsciiStream");
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // The interface keeps it.
  public final void setUnicodeStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    throw SqlErrors.notSupported("setUnicodeStream");
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    throw SqlErrors.notSupported("setBinaryStream");
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int type) throws SQLException {
    bind(parameter, ParameterValue.of(value, type, null));
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, int length)
      throws SQLException {
    bind(parameter, text(value, length));
  }

  @Override
  public final void setRef(int parameter, @Nullable Ref value) throws SQLException {
    throw SqlErrors.notSupported("setRef");
  }

  @Override
  public final void setBlob(int parameter, @Nullable Blob value) throws SQLException {
    throw SqlErrors.notSupported("setBlob");
  }

  @Override
  public final void setClob(int parameter, @Nullable Clob value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setArray(int parameter, @Nullable Array value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    bind(parameter, value == null ? null : inZone(value, calendar));
  }

  @Override
  public final void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    bind(parameter, value == null ? null : inZone(value, calendar));
  }

  @Override
  public final void setTimestamp(
      int parameter, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
    bind(parameter, value == null ? null : inZone(value, calendar));
  }

  @Override
  public final void setNull(int parameter, int type, @Nullable String typeName)
      throws SQLException {
    bind(parameter, null);
  }

  @Override
  public final void setURL(int parameter, @Nullable URL value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setRowId(int parameter, @Nullable RowId value) throws SQLException {
    throw SqlErrors.notSupported("setRowId");
  }

  @Override
  public final void setNString(int parameter, @Nullable String value) throws SQLException {
    bind(parameter, value);
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    bind(parameter, text(value, length));
  }

  @Override
  public final void setNClob(int parameter, @Nullable NClob value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    bind(parameter, text(value, length));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    throw SqlErrors.notSupported("setBlob");
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    bind(parameter, text(value, length));
  }

  @Override
  public final void setSQLXML(int parameter, @Nullable SQLXML value) throws SQLException {
    throw SqlErrors.notSupported("setSQLXML");
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, int type, int scale)
      throws SQLException {
    bind(parameter, ParameterValue.of(value, type, scale));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    throw SqlErrors.notSupported("setAsciiStream");
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    throw SqlErrors.notSupported("setBinaryStream");
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    bind(parameter, text(value, length));
  }

  @Override
  public final void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
    throw SqlErrors.notSupported("setAsciiStream");
  }

  @Override
  public final void setBinaryStream(int parameter, @Nullable InputStream value)
      throws SQLException {
    throw SqlErrors.notSupported("setBinaryStream");
  }

  @Override
  public final void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setClob(int parameter, @Nullable Reader value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
    throw SqlErrors.notSupported("setBlob");
  }

  @Override
  public final void setNClob(int parameter, @Nullable Reader value) throws SQLException {
    bind(parameter, ParameterValue.of(value));
  }

  @Override
  public final void setObject(
      int parameter, @Nullable Object value, @Nullable SQLType type, int scale)
      throws SQLException {
    bind(parameter, ParameterValue.of(value, type, scale));
  }

  @Override
  public final void setObject(int parameter, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    bind(parameter, ParameterValue.of(value, type, null));
  }

  /** The wall clock in the calendar's zone at that instant. */
  @SuppressWarnings("JavaUtilDate") // What the interface gives.
  private static Object inZone(java.util.Date value, @Nullable Calendar calendar) {
    return calendar == null
        ? value
        : LocalDateTime.ofInstant(
            java.time.Instant.ofEpochMilli(value.getTime()), calendar.getTimeZone().toZoneId());
  }

  private static @Nullable String text(@Nullable Reader value, long length) throws SQLException {
    if (length < 0) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "a length of %d".formatted(length));
    }
    return value == null ? null : ParameterValue.text(value, length);
  }
}
