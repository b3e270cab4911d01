/** Facts about calls: requests that were sent, their cost, limits, the server, and kept files. */
@NullMarked
package io.github.wandbjdbc.client.diagnostics;

import org.jspecify.annotations.NullMarked;
