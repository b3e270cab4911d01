/** Asks the Weights &amp; Biases API: GraphQL over HTTP, one document per page. */
@NullMarked
package io.github.wandbjdbc.client.api;

import org.jspecify.annotations.NullMarked;
