/**
 * The files of a federated identity: the token that a machine is given to say who it is, and where
 * the official client keeps the access tokens that it exchanged such tokens for.
 *
 * <p>Knows nothing of HTTP. No text of it shows a token.
 */
@NullMarked
package io.github.wandbjdbc.client.identity;

import org.jspecify.annotations.NullMarked;
