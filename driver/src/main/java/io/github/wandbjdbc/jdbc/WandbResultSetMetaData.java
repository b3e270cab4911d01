package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.ResultColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The types of an answer's columns. */
record WandbResultSetMetaData(List<ResultColumn> columns) implements ResultSetMetaData {

  private ResultColumn column(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw SqlErrors.of(
          SqlState.PARAMETER_INDEX,
          "column %d: the result has columns 1 to %d".formatted(column, columns.size()));
    }
    return columns.get(column - 1);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return column(column).catalog();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return column(column).schema();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return column(column).table();
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return column(column).type().jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return column(column).type().typeName();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return column(column).type().javaClass().getName();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return column(column).precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return column(column).scale();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return column(column).type().displaySize();
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return column(column).type().isNumeric();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return !column(column).type().isNumeric();
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrapping.wraps(this, type);
  }
}
