/** Sweeps and their agents. */
@NullMarked
package io.github.wandbjdbc.client.api.sweeps;

import org.jspecify.annotations.NullMarked;
