/**
 * Asks random questions of random runs, in as many ways as there are to read them, and an engine
 * that has nothing in common with ours.
 */
@NullMarked
package io.github.wandbjdbc.sql.differential;

import org.jspecify.annotations.NullMarked;
