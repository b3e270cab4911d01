/** Texts as people see them, in letters of one width. Knows nothing else of the driver. */
@NullMarked
package io.github.wandbjdbc.text;

import org.jspecify.annotations.NullMarked;
