/** Numbers: arithmetic, rounding, and functions of them. */
@NullMarked
package io.github.wandbjdbc.engine.values.numbers;

import org.jspecify.annotations.NullMarked;
