package io.github.wandbjdbc.shell.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of each text along x, for some hundred of them. */
final class CategoryValues {
  private static final int MOST = 100;

  private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();
  private final Set<String> series = new LinkedHashSet<>();
  private long further;
  private long repeated;
  private boolean drawn;

  boolean hasRoomFor(String name) {
    return series.contains(name) || series.size() < ChartPrinter.MOST_SERIES;
  }

  /**
   * Keeps {@code value}, NaN if it can't be drawn, which the next one of the same place replaces.
   */
  void put(String category, String name, double value) {
    Map<String, Double> ofCategory = values.get(category);
    if (ofCategory == null) {
      if (values.size() == MOST) {
        further++;
        return;
      }
      ofCategory = new LinkedHashMap<>();
      values.put(category, ofCategory);
    }
    series.add(name);
    if (ofCategory.put(name, value) != null) {
      repeated++;
    }
    drawn |= !Double.isNaN(value);
  }

  boolean isEmpty() {
    return !drawn;
  }

  /** A sentence on what isn't drawn; empty if all is. */
  String told() {
    List<String> sentences = new ArrayList<>();
    if (further > 0) {
      sentences.add(
          "only the first %d texts are drawn, without %s further values; add ORDER BY and LIMIT"
              .formatted(MOST, ChartPrinter.count(further)));
    }
    if (repeated > 0) {
      sentences.add(
          "%s values replaced an earlier one of the same text; add GROUP BY, or select a number first and name this column with --group"
              .formatted(ChartPrinter.count(repeated)));
    }
    return String.join("; ", sentences);
  }

  BarChart chart(String xLabel, String yLabel, boolean logY) {
    List<String> categories = List.copyOf(values.keySet());
    List<double[]> bars = new ArrayList<>();
    for (String name : series) {
      double[] ofSeries = new double[categories.size()];
      Arrays.setAll(
          ofSeries,
          i -> values.getOrDefault(categories.get(i), Map.of()).getOrDefault(name, Double.NaN));
      bars.add(ofSeries);
    }
    return new BarChart(xLabel, yLabel, logY, categories, List.copyOf(series), bars);
  }
}
