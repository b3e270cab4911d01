/** How long things last: parts in what is shared, and calls that could be cut short. */
@NullMarked
package io.github.wandbjdbc.client.lifetime;

import org.jspecify.annotations.NullMarked;
