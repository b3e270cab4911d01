/** The program of docs/embedding.md that attaches a database to a connection of the driver. */
@NullMarked
package io.github.wandbjdbc.examples;

import org.jspecify.annotations.NullMarked;
