/**
 * The rules that push filters, columns, orders, limits, counts and joins by run id down into scans.
 */
@NullMarked
package io.github.wandbjdbc.push;

import org.jspecify.annotations.NullMarked;
