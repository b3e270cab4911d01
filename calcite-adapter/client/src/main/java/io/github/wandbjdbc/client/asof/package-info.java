/** Experiments as they were at a time, as far as their source tells. */
@NullMarked
package io.github.wandbjdbc.client.asof;

import org.jspecify.annotations.NullMarked;
