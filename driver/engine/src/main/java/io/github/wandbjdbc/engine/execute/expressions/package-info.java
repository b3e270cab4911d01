/** Expressions: what of a plan computes values of rows, made of Calcite's. */
@NullMarked
package io.github.wandbjdbc.engine.execute.expressions;

import org.jspecify.annotations.NullMarked;
