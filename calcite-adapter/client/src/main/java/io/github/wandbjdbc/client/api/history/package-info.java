/** The histories of runs, without loss. */
@NullMarked
package io.github.wandbjdbc.client.api.history;

import org.jspecify.annotations.NullMarked;
