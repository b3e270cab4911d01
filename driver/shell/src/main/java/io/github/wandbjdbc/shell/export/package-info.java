/** Rows as files that other tools read by their types: Parquet and Arrow. */
@NullMarked
package io.github.wandbjdbc.shell.export;

import org.jspecify.annotations.NullMarked;
