/** What was found out about a server: which fields, filters and page sizes it bears. */
@NullMarked
package io.github.wandbjdbc.client.api.discovery;

import org.jspecify.annotations.NullMarked;
