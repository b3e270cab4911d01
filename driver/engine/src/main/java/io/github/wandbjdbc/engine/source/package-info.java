/**
 * The interface between the engine and the sources of rows: limits of an execution, nodes of a
 * plan, and rows.
 */
@NullMarked
package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.NullMarked;
