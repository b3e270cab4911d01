/**
 * What the engine and the sources of rows say to each other: how an execution is bounded, what a
 * part of a plan is, and how its rows are given.
 */
@NullMarked
package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.NullMarked;
