package io.github.wandbjdbc.client.api.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings for exported history.
 *
 * @param areRead whether exported files are read; the API holds the same rows
 * @param allowPrivateStorage whether they may be at private addresses though the API isn't
 * @param cacheDirectory where files of ended runs are kept, in a folder of its own; null keeps none
 * @param maxCacheBytes what may be kept there
 */
public record ExportOptions(
    boolean areRead,
    boolean allowPrivateStorage,
    @Nullable Path cacheDirectory,
    long maxCacheBytes) {

  /** They are read, from public addresses, and not kept. */
  public static final ExportOptions DEFAULTS = new ExportOptions(true, false, null, 10L << 30);

  /** A cache of less would hold no range of a usual file. */
  public static final long LEAST_CACHE_BYTES = 1 << 20;

  public ExportOptions {
    if (maxCacheBytes < LEAST_CACHE_BYTES) {
      throw new IllegalArgumentException(
          "maxCacheBytes=%d: at least %d".formatted(maxCacheBytes, LEAST_CACHE_BYTES));
    }
  }

  public ExportOptions withRead(boolean value) {
    return new ExportOptions(value, allowPrivateStorage, cacheDirectory, maxCacheBytes);
  }

  public ExportOptions withPrivateStorage(boolean value) {
    return new ExportOptions(areRead, value, cacheDirectory, maxCacheBytes);
  }

  public ExportOptions withCacheDirectory(@Nullable Path value) {
    return new ExportOptions(areRead, allowPrivateStorage, value, maxCacheBytes);
  }

  public ExportOptions withMaxCacheBytes(long value) {
    return new ExportOptions(areRead, allowPrivateStorage, cacheDirectory, value);
  }
}
