/** Sampled histories of runs. */
@NullMarked
package io.github.wandbjdbc.client.api.samples;

import org.jspecify.annotations.NullMarked;
