/**
 * Reads exported history: Parquet files with a row per step and a column per key.
 *
 * <p>Values are decoded by Parquet's own library. How a file is walked through is ours: the library
 * takes a row group into memory as a whole, which may be all of a file.
 */
@NullMarked
package io.github.wandbjdbc.client.parquet;

import org.jspecify.annotations.NullMarked;
