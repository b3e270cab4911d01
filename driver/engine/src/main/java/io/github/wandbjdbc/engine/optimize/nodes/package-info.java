/** The parts of plans that the engine executes, each of which makes an operator. */
@NullMarked
package io.github.wandbjdbc.engine.optimize.nodes;

import org.jspecify.annotations.NullMarked;
