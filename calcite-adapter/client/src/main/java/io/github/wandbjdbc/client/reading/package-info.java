/** Values read from a source into the columns that were asked for. */
@NullMarked
package io.github.wandbjdbc.client.reading;

import org.jspecify.annotations.NullMarked;
