/** Set operations and recursion: what becomes of the rows of several inputs of one shape. */
@NullMarked
package io.github.wandbjdbc.engine.execute.sets;

import org.jspecify.annotations.NullMarked;
