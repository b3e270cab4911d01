/**
 * Reads logs of runs: the container, its records, and what each kind of record says; and
 * directories of clients before 0.10 as the logs that later clients would have written.
 */
@NullMarked
package io.github.wandbjdbc.client.files.log;

import org.jspecify.annotations.NullMarked;
