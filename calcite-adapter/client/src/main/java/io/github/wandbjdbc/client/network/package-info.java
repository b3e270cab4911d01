/**
 * How requests leave this network: through which proxy, and whose certificates are trusted. Knows
 * nothing of the API.
 */
@NullMarked
package io.github.wandbjdbc.client.network;

import org.jspecify.annotations.NullMarked;
