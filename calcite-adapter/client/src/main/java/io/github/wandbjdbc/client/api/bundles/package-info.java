/** Recordings of what a client asked and was answered, and the answers that they give again. */
@NullMarked
package io.github.wandbjdbc.client.api.bundles;

import org.jspecify.annotations.NullMarked;
