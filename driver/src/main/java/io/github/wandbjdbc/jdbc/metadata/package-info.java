/** The rows that metadata are, and the patterns of names that they are asked for with. */
@NullMarked
package io.github.wandbjdbc.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
