/**
 * Asks for runs, history and sampled history, a page at a time; knows nothing of SQL.
 *
 * <p>{@link io.github.wandbjdbc.client.WandbClient} is the port. Two sources stand behind it:
 * {@code api} speaks to the Weights &amp; Biases API, {@code files} reads local run files.
 */
@NullMarked
package io.github.wandbjdbc.client;

import org.jspecify.annotations.NullMarked;
