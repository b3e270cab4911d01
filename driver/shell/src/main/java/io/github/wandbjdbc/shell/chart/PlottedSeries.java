package io.github.wandbjdbc.shell.chart;

import java.util.List;

/** A series of a chart: its name in the legend, and what is drawn of it. */
record PlottedSeries(String label, List<JoinedPoints> stretches) {}
