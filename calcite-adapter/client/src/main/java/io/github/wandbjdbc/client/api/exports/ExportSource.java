package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.api.http.Storage;
import org.jspecify.annotations.Nullable;

/**
 * The places that exported files are read from.
 *
 * @param storage where the server has put them
 * @param cache what is kept of them on disk, or null if nothing is
 */
public record ExportSource(Storage storage, @Nullable ExportCache cache) {}
