/** The histories of runs that were forked from others. */
@NullMarked
package io.github.wandbjdbc.rows.forks;

import org.jspecify.annotations.NullMarked;
