/** Discoveries about a server: the fields, filters and page sizes that it supports. */
@NullMarked
package io.github.wandbjdbc.client.api.discovery;

import org.jspecify.annotations.NullMarked;
