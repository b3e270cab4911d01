/** Functions that give lists, whose items are the rows of a FROM clause. */
@NullMarked
package io.github.wandbjdbc.engine.values.lists;

import org.jspecify.annotations.NullMarked;
