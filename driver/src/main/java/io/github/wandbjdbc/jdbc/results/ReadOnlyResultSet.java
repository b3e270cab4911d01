package io.github.wandbjdbc.jdbc.results;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The part of a result set that is refused: rows only come, forwards, and none is changed. */
abstract class ReadOnlyResultSet implements ResultSet {

  protected abstract void checkOpen() throws SQLException;

  protected static SQLException readOnly(String method) {
    return refused(method, "the driver is read-only");
  }

  protected static SQLException forwardOnly(String method) {
    return refused(method, "result sets are forward-only");
  }

  private static SQLException refused(String method, String why) {
    return new SQLFeatureNotSupportedException(
        method + "() is not supported: " + why, SqlState.NOT_SUPPORTED.code());
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlErrors.notSupported("getCursorName");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw forwardOnly("beforeFirst");
  }

  @Override
  public boolean first() throws SQLException {
    throw forwardOnly("first");
  }

  @Override
  public void afterLast() throws SQLException {
    throw forwardOnly("afterLast");
  }

  @Override
  public boolean last() throws SQLException {
    throw forwardOnly("last");
  }

  @Override
  public boolean previous() throws SQLException {
    throw forwardOnly("previous");
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public void updateNull(int column) throws SQLException {
    throw readOnly("updateNull");
  }

  @Override
  public void updateBoolean(int column, boolean value) throws SQLException {
    throw readOnly("updateBoolean");
  }

  @Override
  public void updateByte(int column, byte value) throws SQLException {
    throw readOnly("updateByte");
  }

  @Override
  public void updateShort(int column, short value) throws SQLException {
    throw readOnly("updateShort");
  }

  @Override
  public void updateInt(int column, int value) throws SQLException {
    throw readOnly("updateInt");
  }

  @Override
  public void updateLong(int column, long value) throws SQLException {
    throw readOnly("updateLong");
  }

  @Override
  public void updateFloat(int column, float value) throws SQLException {
    throw readOnly("updateFloat");
  }

  @Override
  public void updateDouble(int column, double value) throws SQLException {
    throw readOnly("updateDouble");
  }

  @Override
  public void updateBigDecimal(int column, BigDecimal value) throws SQLException {
    throw readOnly("updateBigDecimal");
  }

  @Override
  public void updateString(int column, String value) throws SQLException {
    throw readOnly("updateString");
  }

  @Override
  public void updateBytes(int column, byte[] value) throws SQLException {
    throw readOnly("updateBytes");
  }

  @Override
  public void updateDate(int column, Date value) throws SQLException {
    throw readOnly("updateDate");
  }

  @Override
  public void updateTime(int column, Time value) throws SQLException {
    throw readOnly("updateTime");
  }

  @Override
  public void updateTimestamp(int column, Timestamp value) throws SQLException {
    throw readOnly("updateTimestamp");
  }

  @Override
  public void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int column, Reader value, int length) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateObject(int column, Object value, int length) throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void updateObject(int column, Object value) throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void insertRow() throws SQLException {
    throw readOnly("insertRow");
  }

  @Override
  public void updateRow() throws SQLException {
    throw readOnly("updateRow");
  }

  @Override
  public void deleteRow() throws SQLException {
    throw readOnly("deleteRow");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw readOnly("refreshRow");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw readOnly("cancelRowUpdates");
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw readOnly("moveToInsertRow");
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw readOnly("moveToCurrentRow");
  }

  @Override
  public void updateRef(int column, Ref value) throws SQLException {
    throw readOnly("updateRef");
  }

  @Override
  public void updateBlob(int column, Blob value) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(int column, Clob value) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateArray(int column, Array value) throws SQLException {
    throw readOnly("updateArray");
  }

  @Override
  public void updateRowId(int column, RowId value) throws SQLException {
    throw readOnly("updateRowId");
  }

  @Override
  public void updateNString(int column, String value) throws SQLException {
    throw readOnly("updateNString");
  }

  @Override
  public void updateNClob(int column, NClob value) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateSQLXML(int column, SQLXML value) throws SQLException {
    throw readOnly("updateSQLXML");
  }

  @Override
  public void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
    throw readOnly("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int column, Reader value, long length) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateBlob(int column, InputStream value, long length) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(int column, Reader value, long length) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateNClob(int column, Reader value, long length) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateNCharacterStream(int column, Reader value) throws SQLException {
    throw readOnly("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(int column, InputStream value) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int column, InputStream value) throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int column, Reader value) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateBlob(int column, InputStream value) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(int column, Reader value) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateNClob(int column, Reader value) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateObject(int column, Object value, SQLType type, int length) throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void updateObject(int column, Object value, SQLType type) throws SQLException {
    throw readOnly("updateObject");
  }
}
