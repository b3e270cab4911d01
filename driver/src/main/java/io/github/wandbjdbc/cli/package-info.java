/**
 * The command line: one statement in, a table, CSV or JSON out. Speaks to the driver through
 * java.sql alone.
 */
@NullMarked
package io.github.wandbjdbc.cli;

import org.jspecify.annotations.NullMarked;
