/** What windows mean: which rows a frame has, and the functions that look at other rows. */
@NullMarked
package io.github.wandbjdbc.engine.values.windows;

import org.jspecify.annotations.NullMarked;
