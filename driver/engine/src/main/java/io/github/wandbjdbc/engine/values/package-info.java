/**
 * Values: how they are held, and what SQL means by them. One catalogue of functions, operators,
 * casts and aggregates; it knows nothing of statements, plans and operators.
 */
@NullMarked
package io.github.wandbjdbc.engine.values;

import org.jspecify.annotations.NullMarked;
