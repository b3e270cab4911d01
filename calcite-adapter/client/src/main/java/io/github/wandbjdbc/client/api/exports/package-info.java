/** Exported history: which files there are, fetched from the storage, kept and merged. */
@NullMarked
package io.github.wandbjdbc.client.api.exports;

import org.jspecify.annotations.NullMarked;
