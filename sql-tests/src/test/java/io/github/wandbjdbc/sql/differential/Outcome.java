package io.github.wandbjdbc.sql.differential;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an engine to a statement: rows, or a failure.
 *
 * @param failure null if there are rows
 */
record Outcome(
    List<ValueClass> classes, List<List<@Nullable Object>> rows, @Nullable SQLException failure) {
  private static final int SECONDS = 20;

  static Outcome failed(SQLException failure) {
    return new Outcome(List.of(), List.of(), failure);
  }

  /** The driver's answer; if it is to explain that and can't, a failure. */
  static Outcome of(Statement statement, Connection driver, boolean explained) {
    DriverSql dialect = new DriverSql();
    String sql = statement.in(dialect);
    try (PreparedStatement prepared = driver.prepareStatement(sql)) {
      prepared.setQueryTimeout(SECONDS);
      int index = 1;
      for (Expression.Parameter parameter : dialect.parameters()) {
        parameter.binding().set(prepared, index++, parameter.value());
      }
      Integer maxRows = statement.maxRows();
      if (maxRows != null) {
        prepared.setMaxRows(maxRows);
      }
      Outcome outcome = read(prepared);
      if (explained) {
        explain(sql, driver);
      }
      return outcome;
    } catch (SQLException e) {
      return failed(e);
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

  /** PostgreSQL's answer, with all rows. */
  static Outcome ofReference(Statement statement, Connection reference) {
    try (PreparedStatement prepared =
        reference.prepareStatement(statement.in(new ReferenceSql()))) {
      prepared.setQueryTimeout(SECONDS);
      return read(prepared);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  private static Outcome read(PreparedStatement prepared) throws SQLException {
    try (ResultSet results = prepared.executeQuery()) {
      ResultSetMetaData metaData = results.getMetaData();
      List<ValueClass> classes = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        classes.add(ValueClass.of(metaData, i));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (results.next()) {
        @Nullable Object[] row = new @Nullable Object[classes.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = classes.get(i).read(results, i + 1);
        }
        rows.add(Arrays.asList(row));
      }
      return new Outcome(classes, rows, null);
    }
  }

  /**
   * Whether PostgreSQL can't say what is right: it refuses the statement or lets doubles overflow,
   * or it took too long.
   */
  boolean isMoot() {
    String state = failure == null ? "" : failure.getSQLState();
    return failure != null && (state == null || state.equals("22003") || !state.matches("2[12].*"));
  }

  /** The class of the failure's SQLState; empty if there are rows. */
  String failureClass() {
    if (failure == null) {
      return "";
    }
    String state = failure.getSQLState();
    return state == null || state.length() < 2 ? "XX" : state.substring(0, 2);
  }

  @Override
  public String toString() {
    if (failure != null) {
      return failure.getSQLState() + " " + failure.getMessage();
    }
    return "%d rows of %s%s"
        .formatted(
            rows.size(),
            classes,
            rows.stream().limit(30).map(row -> "\n    " + row).collect(Collectors.joining()));
  }
}
