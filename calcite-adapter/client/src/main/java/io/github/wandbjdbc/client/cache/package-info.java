/**
 * Keeps on disk what cannot change: ranges of stored files, each told apart by whose it is and by
 * what it holds.
 *
 * <p>It is never asked what is so, only what the bytes were of a file of which somebody has just
 * learnt that it still is the same. Whatever is wrong with an entry, it counts as none.
 */
@NullMarked
package io.github.wandbjdbc.client.cache;

import org.jspecify.annotations.NullMarked;
