/** The windows of a statement, and their frames. */
@NullMarked
package io.github.wandbjdbc.engine.validate.windows;

import org.jspecify.annotations.NullMarked;
