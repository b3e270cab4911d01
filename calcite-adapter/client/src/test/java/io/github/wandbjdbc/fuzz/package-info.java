/** What no one would send on purpose, made of what one would. */
@NullMarked
package io.github.wandbjdbc.fuzz;

import org.jspecify.annotations.NullMarked;
