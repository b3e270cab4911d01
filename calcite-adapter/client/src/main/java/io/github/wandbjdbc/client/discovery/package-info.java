/** Keys of runs, and the search for one among runs that were never read. */
@NullMarked
package io.github.wandbjdbc.client.discovery;

import org.jspecify.annotations.NullMarked;
