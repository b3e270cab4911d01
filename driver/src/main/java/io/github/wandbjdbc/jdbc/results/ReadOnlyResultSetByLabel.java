package io.github.wandbjdbc.jdbc.results;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The part of a result set that refuses to update by label. */
abstract class ReadOnlyResultSetByLabel extends ReadOnlyResultSet {

  @Override
  public void updateNull(String column) throws SQLException {
    throw readOnly("updateNull");
  }

  @Override
  public void updateBoolean(String column, boolean value) throws SQLException {
    throw readOnly("updateBoolean");
  }

  @Override
  public void updateByte(String column, byte value) throws SQLException {
    throw readOnly("updateByte");
  }

  @Override
  public void updateShort(String column, short value) throws SQLException {
    throw readOnly("updateShort");
  }

  @Override
  public void updateInt(String column, int value) throws SQLException {
    throw readOnly("updateInt");
  }

  @Override
  public void updateLong(String column, long value) throws SQLException {
    throw readOnly("updateLong");
  }

  @Override
  public void updateFloat(String column, float value) throws SQLException {
    throw readOnly("updateFloat");
  }

  @Override
  public void updateDouble(String column, double value) throws SQLException {
    throw readOnly("updateDouble");
  }

  @Override
  public void updateBigDecimal(String column, BigDecimal value) throws SQLException {
    throw readOnly("updateBigDecimal");
  }

  @Override
  public void updateString(String column, String value) throws SQLException {
    throw readOnly("updateString");
  }

  @Override
  public void updateBytes(String column, byte[] value) throws SQLException {
    throw readOnly("updateBytes");
  }

  @Override
  public void updateDate(String column, Date value) throws SQLException {
    throw readOnly("updateDate");
  }

  @Override
  public void updateTime(String column, Time value) throws SQLException {
    throw readOnly("updateTime");
  }

  @Override
  public void updateTimestamp(String column, Timestamp value) throws SQLException {
    throw readOnly("updateTimestamp");
  }

  @Override
  public void updateAsciiStream(String column, InputStream value, int length) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String column, InputStream value, int length) throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String column, Reader value, int length) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateObject(String column, Object value, int length) throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void updateObject(String column, Object value) throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void updateRef(String column, Ref value) throws SQLException {
    throw readOnly("updateRef");
  }

  @Override
  public void updateBlob(String column, Blob value) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(String column, Clob value) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateArray(String column, Array value) throws SQLException {
    throw readOnly("updateArray");
  }

  @Override
  public void updateRowId(String column, RowId value) throws SQLException {
    throw readOnly("updateRowId");
  }

  @Override
  public void updateNString(String column, String value) throws SQLException {
    throw readOnly("updateNString");
  }

  @Override
  public void updateNClob(String column, NClob value) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateSQLXML(String column, SQLXML value) throws SQLException {
    throw readOnly("updateSQLXML");
  }

  @Override
  public void updateNCharacterStream(String column, Reader value, long length) throws SQLException {
    throw readOnly("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(String column, InputStream value, long length) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String column, InputStream value, long length)
      throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String column, Reader value, long length) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateBlob(String column, InputStream value, long length) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(String column, Reader value, long length) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateNClob(String column, Reader value, long length) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateNCharacterStream(String column, Reader value) throws SQLException {
    throw readOnly("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(String column, InputStream value) throws SQLException {
    throw readOnly("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String column, InputStream value) throws SQLException {
    throw readOnly("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String column, Reader value) throws SQLException {
    throw readOnly("updateCharacterStream");
  }

  @Override
  public void updateBlob(String column, InputStream value) throws SQLException {
    throw readOnly("updateBlob");
  }

  @Override
  public void updateClob(String column, Reader value) throws SQLException {
    throw readOnly("updateClob");
  }

  @Override
  public void updateNClob(String column, Reader value) throws SQLException {
    throw readOnly("updateNClob");
  }

  @Override
  public void updateObject(String column, Object value, SQLType type, int length)
      throws SQLException {
    throw readOnly("updateObject");
  }

  @Override
  public void updateObject(String column, Object value, SQLType type) throws SQLException {
    throw readOnly("updateObject");
  }
}
