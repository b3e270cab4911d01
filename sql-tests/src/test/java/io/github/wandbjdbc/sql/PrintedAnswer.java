package io.github.wandbjdbc.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement, as a connection prints them, or the SQLState that it fails with.
 *
 * @param types by value of a row: the codes of {@link Types}
 * @param rows sorted, unless the statement sorts them
 */
record PrintedAnswer(
    List<Integer> types, List<List<@Nullable String>> rows, @Nullable String state, String text) {
  private static final Pattern ORDERED = Pattern.compile("(?is).*\\border\\s+by\\b[^()]*");

  /** Of what two sums in other orders may differ. */
  private static final double CLOSE = 1e-12;

  static PrintedAnswer of(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<Integer> types = new ArrayList<>();
      for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
        types.add(answer.getMetaData().getColumnType(i));
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          row.add(printed(answer, i + 1, types.get(i)));
        }
        rows.add(row);
      }
      if (!ORDERED.matcher(sql).matches()) {
        Collections.sort(rows, (one, other) -> one.toString().compareTo(other.toString()));
      }
      return new PrintedAnswer(types, rows, null, rows.toString());
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      return new PrintedAnswer(List.of(), List.of(), state, state + " " + e.getMessage());
    }
  }

  private static @Nullable String printed(ResultSet answer, int column, int type)
      throws SQLException {
    String text = answer.getString(column);
    if (text == null) {
      return null;
    }
    return switch (type) {
      case Types.BIT, Types.BOOLEAN ->
          String.valueOf(text.toLowerCase(Locale.ROOT).startsWith("t"));
      case Types.TIMESTAMP -> text.replaceFirst("\\.0$", "");
      default -> text;
    };
  }

  boolean isFailure() {
    return state != null;
  }

  /** Whether this is what the contract promises where PostgreSQL says {@code expected}. */
  boolean agreesWith(PrintedAnswer expected) {
    if (state != null || expected.state != null) {
      // 0A is for methods, XX for our own faults: a statement has deserved neither.
      return state != null
          && expected.state != null
          && !state.startsWith("XX")
          && !state.startsWith("0A");
    }
    if (rows.size() != expected.rows.size() || types.size() != expected.types.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < types.size(); j++) {
        if (!same(rows.get(i).get(j), expected.rows.get(i).get(j), types.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(@Nullable String one, @Nullable String other, int type) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    if (one.equals(other)) {
      return true;
    }
    if (type != Types.DOUBLE || one.contains("N") || other.contains("N")) {
      return false;
    }
    double value = Double.parseDouble(one);
    double wanted = Double.parseDouble(other);
    return value == wanted
        || new BigDecimal(value).subtract(new BigDecimal(wanted)).abs().doubleValue()
            <= CLOSE * Math.max(Math.abs(value), Math.abs(wanted));
  }

  @Override
  public String toString() {
    return text;
  }
}
