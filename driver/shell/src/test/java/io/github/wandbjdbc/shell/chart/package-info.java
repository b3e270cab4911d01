/** Charts of results, asked for with SQL and read as people see them. */
@NullMarked
package io.github.wandbjdbc.shell.chart;

import org.jspecify.annotations.NullMarked;
