/** All functions that there are. */
@NullMarked
package io.github.wandbjdbc.engine.values.catalogue;

import org.jspecify.annotations.NullMarked;
