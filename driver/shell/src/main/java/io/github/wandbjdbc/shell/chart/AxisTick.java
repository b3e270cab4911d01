package io.github.wandbjdbc.shell.chart;

/** A labelled place on an axis, from 0 at its beginning to 1 at its end. */
record AxisTick(double place, String label) {}
