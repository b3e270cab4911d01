/**
 * Groups: their keys and sets, aggregates, and expressions that are the same though written
 * differently.
 */
@NullMarked
package io.github.wandbjdbc.engine.validate.grouping;

import org.jspecify.annotations.NullMarked;
