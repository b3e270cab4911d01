/** Plans in plain words. */
@NullMarked
package io.github.wandbjdbc.engine.explain;

import org.jspecify.annotations.NullMarked;
