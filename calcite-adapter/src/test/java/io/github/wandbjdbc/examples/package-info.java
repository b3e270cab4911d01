/** The programs that docs/embedding.md shows. */
@NullMarked
package io.github.wandbjdbc.examples;

import org.jspecify.annotations.NullMarked;
