package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.SqlParameter;
import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.Array;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** The types of a statement's parameters. */
record WandbParameterMetaData(List<SqlParameter> parameters) implements ParameterMetaData {

  private SqlValueType type(int parameter) throws SQLException {
    return parameter(parameter).type();
  }

  private SqlParameter parameter(int parameter) throws SQLException {
    if (parameter < 1 || parameter > parameters.size()) {
      throw SqlErrors.of(
          SqlState.PARAMETER_INDEX,
          "parameter %d: the statement has %d".formatted(parameter, parameters.size()));
    }
    return parameters.get(parameter - 1);
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    type(parameter);
    return parameterNullable;
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).isNumeric();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return parameter(parameter).isArray() ? Types.ARRAY : type(parameter).jdbcType();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    String name = type(parameter).typeName();
    return parameter(parameter).isArray() ? name + " ARRAY" : name;
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return parameter(parameter).isArray()
        ? Array.class.getName()
        : type(parameter).javaClass().getName();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    type(parameter);
    return parameterModeIn;
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
