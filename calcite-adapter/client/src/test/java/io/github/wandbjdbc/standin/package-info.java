/**
 * The stand-in: a server that plays the Weights &amp; Biases API, for tests and for the demo. It
 * knows the API's description and nothing of our client, so that the two can't share a
 * misunderstanding.
 */
@NullMarked
package io.github.wandbjdbc.standin;

import org.jspecify.annotations.NullMarked;
