package io.github.wandbjdbc.shell.chart;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts that a result's columns play in a chart; columns count from 1, and 0 is none. */
final class ChartColumns {
  /** How values are laid out along x. */
  enum XKind {
    NUMBER,
    TIME,
    TEXT
  }

  private record Column(int index, String label, XKind kind, String type) {}

  private final List<Column> all = new ArrayList<>();
  private final int x;
  private final XKind xKind;
  private final int group;
  private final List<Column> measures;

  ChartColumns(ResultSetMetaData columns, @Nullable String groupLabel)
      throws SQLException, ChartException {
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      all.add(
          new Column(
              i,
              columns.getColumnLabel(i),
              kind(columns.getColumnType(i)),
              columns.getColumnTypeName(i)));
    }
    group = groupLabel == null ? textBehindFirst() : named(groupLabel);
    List<Column> others = all.stream().filter(column -> column.index != group).toList();
    boolean numbersRow = others.size() == 1 && others.get(0).kind == XKind.NUMBER;
    x = numbersRow || others.isEmpty() ? 0 : others.get(0).index;
    xKind = x == 0 ? XKind.NUMBER : others.get(0).kind;
    measures =
        others.stream().filter(column -> column.index != x && column.kind == XKind.NUMBER).toList();
    if (measures.isEmpty()) {
      throw new ChartException(
          "the result has no column of numbers to draw (%s); select x first and numbers behind it, or CAST(… AS DOUBLE) what holds them as text"
              .formatted(
                  all.stream()
                      .map(column -> column.label + " " + column.type)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static XKind kind(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          XKind.NUMBER;
      case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> XKind.TIME;
      default -> XKind.TEXT;
    };
  }

  private int textBehindFirst() {
    return all.stream()
        .skip(1)
        .filter(column -> column.kind == XKind.TEXT)
        .mapToInt(Column::index)
        .findFirst()
        .orElse(0);
  }

  private int named(String label) throws ChartException {
    return all.stream()
        .filter(column -> column.label.equals(label))
        .findFirst()
        .or(() -> all.stream().filter(column -> column.label.equalsIgnoreCase(label)).findFirst())
        .map(Column::index)
        .orElseThrow(
            () ->
                new ChartException(
                    "--group %s: the result has no such column; it has %s"
                        .formatted(
                            label,
                            all.stream().map(Column::label).collect(Collectors.joining(", ")))));
  }

  /** The column of x, or 0 where x is the number of the row. */
  int x() {
    return x;
  }

  XKind xKind() {
    return xKind;
  }

  String xLabel() {
    return x == 0 ? "row" : all.get(x - 1).label;
  }

  /** The column whose values part the rows into series, or 0. */
  int group() {
    return group;
  }

  int measures() {
    return measures.size();
  }

  /** The column of the measure {@code i}, which counts from 0. */
  int measure(int i) {
    return measures.get(i).index;
  }

  String measureLabel(int i) {
    return measures.get(i).label;
  }

  /** The labels of the columns that have no part. */
  List<String> unused() {
    return all.stream()
        .filter(column -> column.index != x && column.index != group && !measures.contains(column))
        .map(Column::label)
        .toList();
  }
}
