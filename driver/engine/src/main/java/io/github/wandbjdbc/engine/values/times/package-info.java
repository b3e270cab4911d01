/** Dates, times and intervals. */
@NullMarked
package io.github.wandbjdbc.engine.values.times;

import org.jspecify.annotations.NullMarked;
