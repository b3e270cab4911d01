/**
 * Reads SQL text: a parser generated from Calcite's grammar, with what people write besides. It
 * knows neither what functions there are nor what they mean.
 */
@NullMarked
package io.github.wandbjdbc.engine.grammar;

import org.jspecify.annotations.NullMarked;
