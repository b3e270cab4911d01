/** Inputs that no one would send on purpose, made from ones that people do send. */
@NullMarked
package io.github.wandbjdbc.fuzz;

import org.jspecify.annotations.NullMarked;
