/** Functions over windows: their rows, orders and frames, and what they are computed by. */
@NullMarked
package io.github.wandbjdbc.engine.execute.windows;

import org.jspecify.annotations.NullMarked;
