package io.github.wandbjdbc.sql.differential;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an engine answered to a statement: rows, or a failure.
 *
 * @param failure null if there are rows
 */
record Outcome(List<List<@Nullable Object>> rows, @Nullable SQLException failure) {
  private static final MathContext DIGITS = new MathContext(12);
  private static final int SECONDS = 60;

  /** What the driver answers, a failure too if it can't explain its answer. */
  static Outcome of(Statement statement, Connection driver) {
    DriverSql dialect = new DriverSql();
    String sql = statement.in(dialect);
    try (PreparedStatement prepared = driver.prepareStatement(sql)) {
      prepared.setQueryTimeout(SECONDS);
      int index = 1;
      for (Expression.Parameter parameter : dialect.parameters()) {
        parameter.binding().set(prepared, index++, bound(parameter));
      }
      Integer maxRows = statement.maxRows();
      if (maxRows != null) {
        prepared.setMaxRows(maxRows);
      }
      Outcome outcome = read(statement, prepared);
      explain(sql, driver);
      return outcome;
    } catch (SQLException e) {
      return new Outcome(List.of(), e);
    }
  }

  private static void explain(String sql, Connection driver) throws SQLException {
    try (PreparedStatement prepared = driver.prepareStatement("EXPLAIN " + sql);
        ResultSet plan = prepared.executeQuery()) {
      plan.next();
    } catch (SQLException e) {
      throw new SQLException("EXPLAIN: " + e.getMessage(), e.getSQLState(), e);
    }
  }

  private static @Nullable Object bound(Expression.Parameter parameter) {
    return parameter.value();
  }

  /** What the reference engine answers, of which all rows are wanted. */
  static Outcome ofReference(Statement statement, Connection reference) {
    try (PreparedStatement prepared =
        reference.prepareStatement(statement.in(new ReferenceSql()))) {
      prepared.setQueryTimeout(SECONDS);
      return read(statement, prepared);
    } catch (SQLException e) {
      return new Outcome(List.of(), e);
    }
  }

  private static Outcome read(Statement statement, PreparedStatement prepared) throws SQLException {
    List<Type> types = statement.query().types();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet results = prepared.executeQuery()) {
      while (results.next()) {
        @Nullable Object[] row = new @Nullable Object[types.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = value(results, i + 1, types.get(i));
        }
        rows.add(Arrays.asList(row));
      }
    }
    return new Outcome(rows, null);
  }

  private static @Nullable Object value(ResultSet results, int column, Type type)
      throws SQLException {
    Object value =
        switch (type) {
          case NUMBER -> rounded(results.getDouble(column));
          case WHOLE -> results.getLong(column);
          case TRUTH -> results.getBoolean(column);
          case TEXT -> results.getString(column);
          case TIME -> results.getObject(column, LocalDateTime.class);
        };
    return results.wasNull() ? null : value;
  }

  /** Averages may differ in the last digits. */
  private static Double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() + 0.0 : value;
  }

  @Override
  public String toString() {
    if (failure != null) {
      return failure.getSQLState() + " " + failure.getMessage();
    }
    return rows.size()
        + " rows"
        + rows.stream().limit(30).map(row -> "\n    " + row).collect(Collectors.joining());
  }
}
