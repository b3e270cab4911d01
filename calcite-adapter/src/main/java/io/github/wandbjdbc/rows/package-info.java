/** What a row is: columns, their types, how a page becomes values. */
@NullMarked
package io.github.wandbjdbc.rows;

import org.jspecify.annotations.NullMarked;
