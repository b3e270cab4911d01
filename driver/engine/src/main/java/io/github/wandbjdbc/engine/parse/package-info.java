/** From SQL text to a syntax tree in standard words; knows no table. */
@NullMarked
package io.github.wandbjdbc.engine.parse;

import org.jspecify.annotations.NullMarked;
