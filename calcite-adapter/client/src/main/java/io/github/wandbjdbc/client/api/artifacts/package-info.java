/** Artifacts, and the runs that made or used them. */
@NullMarked
package io.github.wandbjdbc.client.api.artifacts;

import org.jspecify.annotations.NullMarked;
