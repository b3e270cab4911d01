package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values to compare with, as {@code = ANY(?)} takes them. No column is an array. */
final class WandbArray implements Array {
  private final String typeName;
  private @Nullable List<@Nullable Object> elements;

  WandbArray(String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
    this.typeName = typeName;
    this.elements =
        elements == null
            ? List.of()
            : Collections.unmodifiableList(Arrays.asList(elements.clone()));
    for (Object element : elements()) {
      ParameterValue.of(element);
    }
  }

  /** The elements, in their order. */
  List<@Nullable Object> elements() throws SQLException {
    List<@Nullable Object> known = elements;
    if (known == null) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "the array was already freed");
    }
    return known;
  }

  @Override
  public String getBaseTypeName() {
    return typeName;
  }

  @Override
  public int getBaseType() {
    return switch (typeName.toUpperCase(Locale.ROOT)) {
      case "BIGINT" -> java.sql.Types.BIGINT;
      case "INTEGER", "INT" -> java.sql.Types.INTEGER;
      case "DOUBLE", "DOUBLE PRECISION" -> java.sql.Types.DOUBLE;
      case "BOOLEAN" -> java.sql.Types.BOOLEAN;
      case "TIMESTAMP" -> java.sql.Types.TIMESTAMP;
      default -> java.sql.Types.VARCHAR;
    };
  }

  @Override
  public Object getArray() throws SQLException {
    return elements().toArray();
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> classes) throws SQLException {
    return getArray();
  }

  @Override
  public Object getArray(long first, int count) throws SQLException {
    List<@Nullable Object> all = elements();
    if (first < 1 || count < 0 || first - 1 > all.size()) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT,
          "elements %d to %d of an array of %d".formatted(first, first + count - 1, all.size()));
    }
    int start = (int) first - 1;
    return all.subList(start, (int) Math.min(all.size(), start + (long) count)).toArray();
  }

  @Override
  public Object getArray(long first, int count, @Nullable Map<String, Class<?>> classes)
      throws SQLException {
    return getArray(first, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    throw SqlErrors.notSupported("Array.getResultSet");
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> classes) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long first, int count) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long first, int count, @Nullable Map<String, Class<?>> classes)
      throws SQLException {
    return getResultSet();
  }

  @Override
  public void free() {
    elements = null;
  }
}
