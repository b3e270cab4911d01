package io.github.wandbjdbc.shell.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as a picture: a grid with a head and numbered rows, such as database tools show. */
final class GridPicture {
  private static final int SIZE = 13;
  private static final double ROW = 24;
  private static final double MARGIN = 9;
  private static final double WIDEST = 240;

  private static final String TEXT = "#222222";
  private static final String DIM = "#a0a0a0";
  private static final String RULE = "#d8d8d8";
  private static final String HEAD = "#eef1f5";
  private static final String STRIPE = "#f8f9fb";

  private final List<String> labels = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();
  private final List<List<@Nullable String>> cells = new ArrayList<>();

  private GridPicture() {}

  /** The picture of all {@code rows}, as SVG. */
  static String of(ResultSet rows) throws SQLException {
    GridPicture grid = new GridPicture();
    grid.read(rows);
    return grid.drawn();
  }

  private void read(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    labels.add("");
    numbers.add(true);
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
      int type = columns.getColumnType(i);
      numbers.add(type == Types.DOUBLE || type == Types.BIGINT || type == Types.INTEGER);
    }
    while (rows.next()) {
      List<@Nullable String> row = new ArrayList<>();
      row.add(String.valueOf(cells.size() + 1));
      for (int i = 1; i < labels.size(); i++) {
        row.add(columns.getColumnType(i) == Types.DOUBLE ? number(rows, i) : rows.getString(i));
      }
      cells.add(row);
    }
  }

  /** Four digits behind the point are enough to look at. */
  private static @Nullable String number(ResultSet rows, int column) throws SQLException {
    double value = rows.getDouble(column);
    if (rows.wasNull()) {
      return null;
    }
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private String drawn() {
    double[] edges = new double[labels.size() + 1];
    for (int i = 0; i < labels.size(); i++) {
      edges[i + 1] = Math.rint(edges[i] + width(i));
    }
    double width = edges[labels.size()];
    double height = ROW * (cells.size() + 1);
    SvgPen pen = new SvgPen((int) width + 1, (int) height + 1);
    for (int i = 1; i < cells.size(); i += 2) {
      pen.rectangle(0, ROW * (i + 1), width, ROW, STRIPE);
    }
    pen.rectangle(0, 0, width, ROW, HEAD);
    pen.rectangle(0, 0, edges[1], height, HEAD);
    for (int i = 0; i <= cells.size() + 1; i++) {
      pen.rectangle(0, ROW * i, width + 1, 1, RULE);
    }
    for (double edge : edges) {
      pen.rectangle(edge, 0, 1, height + 1, RULE);
    }
    for (int i = 0; i < labels.size(); i++) {
      write(pen, labels.get(i), i, edges, 0);
      for (int j = 0; j < cells.size(); j++) {
        write(pen, cells.get(j).get(i), i, edges, j + 1);
      }
    }
    return new String(pen.bytes(), StandardCharsets.UTF_8);
  }

  private double width(int column) {
    double width = PictureWords.width(labels.get(column), SIZE);
    for (List<@Nullable String> row : cells) {
      String cell = row.get(column);
      width = Math.max(width, PictureWords.width(cell == null ? "NULL" : cell, SIZE));
    }
    return Math.min(width, WIDEST) + 2 * MARGIN;
  }

  private void write(SvgPen pen, @Nullable String cell, int column, double[] edges, int row) {
    boolean isRight = numbers.get(column);
    double most = edges[column + 1] - edges[column] - 2 * MARGIN;
    pen.text(
        cell == null ? "NULL" : PictureWords.cut(cell, most + 1, SIZE),
        isRight ? edges[column + 1] - MARGIN : edges[column] + MARGIN,
        ROW * row + 17,
        isRight ? Pen.Anchor.END : Pen.Anchor.START,
        SIZE,
        cell == null || column == 0 ? DIM : TEXT);
  }
}
