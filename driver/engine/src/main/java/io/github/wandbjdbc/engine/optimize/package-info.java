/**
 * Plans: Calcite's planner with rules of ours, and the parts of plans that the engine executes,
 * each of which makes an operator.
 */
@NullMarked
package io.github.wandbjdbc.engine.optimize;

import org.jspecify.annotations.NullMarked;
