/** Texts of numbers by patterns. */
@NullMarked
package io.github.wandbjdbc.engine.values.formats;

import org.jspecify.annotations.NullMarked;
