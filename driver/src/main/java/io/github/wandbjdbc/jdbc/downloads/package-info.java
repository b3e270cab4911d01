/** Files of runs that are handed on as they are. */
@NullMarked
package io.github.wandbjdbc.jdbc.downloads;

import org.jspecify.annotations.NullMarked;
