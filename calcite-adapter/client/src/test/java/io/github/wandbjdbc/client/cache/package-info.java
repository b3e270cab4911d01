/** The cache on disk, whatever happens to its directory. */
@NullMarked
package io.github.wandbjdbc.client.cache;

import org.jspecify.annotations.NullMarked;
