/** Casts: values of one type as values of another, and as the texts that SQL prints. */
@NullMarked
package io.github.wandbjdbc.engine.values.casts;

import org.jspecify.annotations.NullMarked;
