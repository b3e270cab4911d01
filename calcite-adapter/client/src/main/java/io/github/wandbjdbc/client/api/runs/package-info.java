/** Runs: listed, found by id, filtered and counted. */
@NullMarked
package io.github.wandbjdbc.client.api.runs;

import org.jspecify.annotations.NullMarked;
