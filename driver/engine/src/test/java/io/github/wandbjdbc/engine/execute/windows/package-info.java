/** Functions over windows, beside what each means row by row. */
@NullMarked
package io.github.wandbjdbc.engine.execute.windows;

import org.jspecify.annotations.NullMarked;
