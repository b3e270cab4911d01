package io.github.wandbjdbc.cli;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of rows as people read them: a number without an exponent where it is neither huge nor
 * tiny, and without a fraction of zero, like a time.
 */
final class Cells {
  private static final BigDecimal TINY = new BigDecimal("1E-5");
  private static final BigDecimal HUGE = new BigDecimal("1E15");
  private static final String NO_FRACTION = ".0";

  /** How a cell's text is made readable. */
  private enum Kind {
    FLOATING,
    TIME,
    OTHER
  }

  private final List<String> labels = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();

  Cells(ResultSetMetaData columns) throws SQLException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
      numbers.add(columns.isSigned(i));
      kinds.add(kind(columns.getColumnType(i)));
    }
  }

  private static Kind kind(int type) {
    return switch (type) {
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> Kind.FLOATING;
      case Types.TIMESTAMP, Types.TIME -> Kind.TIME;
      default -> Kind.OTHER;
    };
  }

  /** The columns' names. */
  List<String> labels() {
    return labels;
  }

  int count() {
    return labels.size();
  }

  /** Whether the column, counted from 0, has numbers, which are aligned to the right. */
  boolean isNumber(int column) {
    return numbers.get(column);
  }

  /** Whether a cell of the column says nothing if it is cut: that of a number or a time. */
  boolean isWhole(int column) {
    return isNumber(column) || kinds.get(column) == Kind.TIME;
  }

  /** The row that {@code rows} is at. */
  List<@Nullable String> of(ResultSet rows) throws SQLException {
    List<@Nullable String> cells = new ArrayList<>(count());
    for (int i = 0; i < count(); i++) {
      String text = rows.getString(i + 1);
      cells.add(text == null ? null : readable(text, kinds.get(i)));
    }
    return cells;
  }

  private static String readable(String text, Kind kind) {
    return switch (kind) {
      case FLOATING -> number(text);
      case TIME -> withoutFraction(text);
      case OTHER -> text;
    };
  }

  private static String withoutFraction(String text) {
    return text.endsWith(NO_FRACTION)
        ? text.substring(0, text.length() - NO_FRACTION.length())
        : text;
  }

  private static String number(String text) {
    if (!text.contains("E")) {
      return withoutFraction(text);
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    BigDecimal size = value.abs();
    return size.compareTo(TINY) >= 0 && size.compareTo(HUGE) <= 0
        ? value.toPlainString()
        : text.replace(".0E", "E");
  }
}
