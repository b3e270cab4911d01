/** The shell, in and out of a terminal. */
@NullMarked
package io.github.wandbjdbc.shell;

import org.jspecify.annotations.NullMarked;
