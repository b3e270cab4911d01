package io.github.wandbjdbc.client.files.opening;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a folder of run files is read.
 *
 * @param recursive whether logs are looked for however deep they lie
 * @param cacheDirectory where names and states of runs are kept for the next client; null for
 *     nowhere
 * @param maxCacheBytes what that directory may hold
 * @param catalog the entity that all of its projects are shown to be of, whatever their runs say;
 *     null for their own
 */
public record FileOptions(
    boolean recursive,
    @Nullable Path cacheDirectory,
    long maxCacheBytes,
    @Nullable String catalog) {
  /** In the places where clients leave them, without a cache. */
  public static final FileOptions DEFAULT = new FileOptions(false, null, Long.MAX_VALUE, null);

  public FileOptions withRecursive(boolean value) {
    return new FileOptions(value, cacheDirectory, maxCacheBytes, catalog);
  }

  public FileOptions withCache(@Nullable Path directory, long maxBytes) {
    return new FileOptions(recursive, directory, maxBytes, catalog);
  }

  public FileOptions withCatalog(@Nullable String value) {
    return new FileOptions(recursive, cacheDirectory, maxCacheBytes, value);
  }
}
