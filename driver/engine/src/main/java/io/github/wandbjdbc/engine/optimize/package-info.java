/** Plans: Calcite's planner with rules of ours, and what is done to a plan before and besides. */
@NullMarked
package io.github.wandbjdbc.engine.optimize;

import org.jspecify.annotations.NullMarked;
