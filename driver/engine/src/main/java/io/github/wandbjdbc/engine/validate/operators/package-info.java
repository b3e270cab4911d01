/**
 * The functions and operators that a statement may use, and what the parser's own calls mean by
 * them.
 */
@NullMarked
package io.github.wandbjdbc.engine.validate.operators;

import org.jspecify.annotations.NullMarked;
