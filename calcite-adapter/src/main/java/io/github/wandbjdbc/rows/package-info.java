/** Rows: columns, their types, and how a page becomes values. */
@NullMarked
package io.github.wandbjdbc.rows;

import org.jspecify.annotations.NullMarked;
