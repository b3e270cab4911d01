/**
 * Joins: rows of two sides brought together by hashing, by trying all pairs, by asking one side for
 * the keys of the other, or by opening it anew for each row.
 */
@NullMarked
package io.github.wandbjdbc.engine.execute.joins;

import org.jspecify.annotations.NullMarked;
