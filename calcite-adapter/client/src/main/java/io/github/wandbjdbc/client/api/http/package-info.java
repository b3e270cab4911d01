/** Requests over HTTP: connections, attempts, limits, quota, and what failures mean. */
@NullMarked
package io.github.wandbjdbc.client.api.http;

import org.jspecify.annotations.NullMarked;
