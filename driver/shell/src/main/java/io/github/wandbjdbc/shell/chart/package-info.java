/**
 * Draws results: curves and bars, in a terminal's characters or as a picture in a file. Rows come
 * through {@link io.github.wandbjdbc.cli.RowPrinter}; {@link
 * io.github.wandbjdbc.shell.chart.Charts} is the way in.
 */
@NullMarked
package io.github.wandbjdbc.shell.chart;

import org.jspecify.annotations.NullMarked;
