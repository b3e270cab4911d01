/**
 * The command line: one statement in, rows out, as tables for people, or for programs and texts.
 * Speaks to the driver through java.sql alone.
 */
@NullMarked
package io.github.wandbjdbc.cli;

import org.jspecify.annotations.NullMarked;
