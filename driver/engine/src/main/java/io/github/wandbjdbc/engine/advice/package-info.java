/** Says of a statement that can't be answered, or surely was meant otherwise, what to write. */
@NullMarked
package io.github.wandbjdbc.engine.advice;

import org.jspecify.annotations.NullMarked;
