/** Window semantics: the rows of a frame, and the functions that read other rows. */
@NullMarked
package io.github.wandbjdbc.engine.values.windows;

import org.jspecify.annotations.NullMarked;
