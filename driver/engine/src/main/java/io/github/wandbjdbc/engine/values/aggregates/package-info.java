/** Aggregates: the states of groups. */
@NullMarked
package io.github.wandbjdbc.engine.values.aggregates;

import org.jspecify.annotations.NullMarked;
