/** Tests of the reader of Parquet files, with files of an official writer and with damaged ones. */
@NullMarked
package io.github.wandbjdbc.client.parquet;

import org.jspecify.annotations.NullMarked;
