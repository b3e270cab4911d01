/** Values of a row as the getters of a result set give them, and updates refused. */
@NullMarked
package io.github.wandbjdbc.jdbc.results;

import org.jspecify.annotations.NullMarked;
