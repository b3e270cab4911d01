package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.shell.chart.ChartColumns.XKind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows and draws them when the last one has come. The first column is x; other columns of
 * numbers are series, parted by the values of the group's column. Memory is bounded, however many
 * rows there are.
 */
public final class ChartPrinter implements RowPrinter {
  /** As many as there are letters to tell them apart. */
  static final int MOST_SERIES = 26;

  private final ChartDrawing drawing;
  private final ChartOptions options;
  private final ChartColumns columns;
  private final Calendar utc =
      new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
  private final LeftOutValues leftOutX;
  private final List<LeftOutValues> leftOut = new ArrayList<>();
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private final CategoryValues categories = new CategoryValues();
  private long rows;
  private long rowsOfFurtherSeries;

  ChartPrinter(ChartDrawing drawing, ResultSetMetaData columns, ChartOptions options)
      throws SQLException, ChartException {
    this.drawing = drawing;
    this.options = options;
    this.columns = new ChartColumns(columns, options.group());
    if (options.logX() && this.columns.xKind() != XKind.NUMBER) {
      throw new ChartException(
          "--log x: %s is not a number; write --log y, or select a number first"
              .formatted(this.columns.xLabel()));
    }
    leftOutX = new LeftOutValues(this.columns.xLabel());
    for (int i = 0; i < this.columns.measures(); i++) {
      leftOut.add(new LeftOutValues(this.columns.measureLabel(i)));
    }
  }

  @Override
  public void print(ResultSet row) throws SQLException {
    rows++;
    String group = columns.group() == 0 ? "" : text(row, columns.group());
    if (columns.xKind() == XKind.TEXT) {
      String category = text(row, columns.x());
      for (int i = 0; i < columns.measures(); i++) {
        double y = row.getDouble(columns.measure(i));
        boolean drawn = leftOut.get(i).admits(y, row.wasNull(), options.logY());
        String series = series(group, i);
        if (categories.hasRoomFor(series)) {
          categories.put(category, series, drawn ? y : Double.NaN);
        } else {
          rowsOfFurtherSeries++;
        }
      }
      return;
    }
    double x = x(row);
    boolean placed = leftOutX.admits(x, columns.x() != 0 && row.wasNull(), options.logX());
    for (int i = 0; i < columns.measures(); i++) {
      Curve curve = curve(series(group, i));
      double y = row.getDouble(columns.measure(i));
      if (curve == null) {
        rowsOfFurtherSeries++;
      } else if (leftOut.get(i).admits(y, row.wasNull(), options.logY()) && placed) {
        curve.add(x, y);
      } else {
        curve.gap();
      }
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "NULL" : text;
  }

  private double x(ResultSet row) throws SQLException {
    if (columns.x() == 0) {
      return rows;
    }
    if (columns.xKind() == XKind.NUMBER) {
      return row.getDouble(columns.x());
    }
    Timestamp time = row.getTimestamp(columns.x(), utc);
    return time == null ? Double.NaN : time.getTime();
  }

  private String series(String group, int measure) {
    return columns.group() == 0
        ? columns.measureLabel(measure)
        : columns.measures() == 1 ? group : group + " " + columns.measureLabel(measure);
  }

  private @Nullable Curve curve(String series) {
    Curve curve = curves.get(series);
    if (curve == null && curves.size() < MOST_SERIES) {
      curve = new Curve(drawing.columns(), options.logX());
      curves.put(series, curve);
    }
    return curve;
  }

  @Override
  public void finish() throws IOException {
    if (rows == 0) {
      throw new ChartException("the result has no rows, so there is nothing to draw");
    }
    draw(notes());
  }

  /** Draws the rows that came, and says that more were to come. */
  @Override
  public void breakOff() throws IOException {
    List<String> notes = new ArrayList<>();
    notes.add("incomplete after %s row%s".formatted(count(rows), rows == 1 ? "" : "s"));
    notes.addAll(notes());
    if (!isBlank()) {
      draw(notes);
    }
  }

  private boolean isBlank() {
    return categories.isEmpty() && curves.values().stream().allMatch(Curve::isEmpty);
  }

  private void draw(List<String> notes) throws IOException {
    if (isBlank()) {
      throw new ChartException("nothing can be drawn: " + String.join("; ", notes));
    }
    String yLabel = columns.measures() == 1 ? columns.measureLabel(0) : "";
    if (columns.xKind() == XKind.TEXT) {
      drawing.draw(categories.chart(columns.xLabel(), yLabel, options.logY()), notes);
      return;
    }
    List<PlottedSeries> series = new ArrayList<>();
    curves.forEach(
        (label, curve) -> {
          if (!curve.isEmpty()) {
            series.add(new PlottedSeries(label, curve.stretches()));
          }
        });
    drawing.draw(
        new LineChart(
            columns.xLabel(),
            yLabel,
            columns.xKind() == XKind.TIME,
            options.logX(),
            options.logY(),
            series),
        notes);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(leftOutX.told());
    leftOut.forEach(column -> notes.add(column.told()));
    notes.add(categories.told());
    if (rowsOfFurtherSeries > 0) {
      notes.add(
          "only the first %d series are drawn, without %s further values; name fewer in WHERE"
              .formatted(MOST_SERIES, count(rowsOfFurtherSeries)));
    }
    if (curves.values().stream().anyMatch(Curve::isRange)) {
      notes.add(
          "the rows are in no order of %s: each column shows the range of its values; for lines add ORDER BY"
              .formatted(columns.xLabel()));
    }
    if (!columns.unused().isEmpty()) {
      notes.add("not drawn: " + String.join(", ", columns.unused()));
    }
    notes.removeIf(String::isEmpty);
    return notes;
  }

  /** A count with its thousands parted. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
