/** The tables whose rows are items of a listing, or parts of runs. */
@NullMarked
package io.github.wandbjdbc.rows.tables;

import org.jspecify.annotations.NullMarked;
