/** The programs of docs/embedding.md that need a connection of the driver. */
@NullMarked
package io.github.wandbjdbc.examples;

import org.jspecify.annotations.NullMarked;
