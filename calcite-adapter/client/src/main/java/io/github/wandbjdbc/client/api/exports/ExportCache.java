package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.cache.DiskCache;
import io.github.wandbjdbc.client.cache.FileIdentity;
import io.github.wandbjdbc.client.cache.FileOwner;
import io.github.wandbjdbc.client.cache.KeptFile;
import io.github.wandbjdbc.client.diagnostics.CachedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The cache of exported files of one client.
 *
 * <p>What the files are is asked of the server as ever, and each is opened in the storage, which
 * tells its size and tag: only what comes after is spared.
 */
public final class ExportCache implements FileCache {
  private final ApiOptions options;
  private final Function<CallScope, Viewer> viewer;
  private final DiskCache disk;
  private final AtomicBoolean hasWarned = new AtomicBoolean();
  private @Nullable Viewer known;

  /**
   * A cache in {@code disk}.
   *
   * @param viewer tells who asks
   */
  public ExportCache(ApiOptions options, Function<CallScope, Viewer> viewer, DiskCache disk) {
    this.options = options;
    this.viewer = viewer;
    this.disk = disk;
  }

  /**
   * Where {@code options} want files to be kept, or null if they don't.
   *
   * @throws WandbException if the directory can't be used
   */
  public static @Nullable DiskCache disk(ExportOptions options) {
    if (options.cacheDirectory() == null) {
      return null;
    }
    try {
      return DiskCache.open(options.cacheDirectory(), options.maxCacheBytes());
    } catch (IOException e) {
      throw new WandbException(Kind.UNREACHABLE, "cacheDirectory: " + e.getMessage(), e);
    }
  }

  /** Keeps files of {@code run}, which has ended; empty if nobody knows for whom. */
  Optional<Keeper> keeper(ProjectPath project, String run, CallScope scope) {
    return owner(scope)
        .map(
            owner ->
                new Keeper() {
                  @Override
                  public KeptFile file(String file, long size, String etag) {
                    return disk.file(
                        new FileIdentity(
                            owner, project.entity(), project.project(), run, file, size, etag));
                  }

                  @Override
                  public void failed(IOException e) {
                    if (hasWarned.compareAndSet(false, true)) {
                      scope.warn("the cache in %s can't be written: %s".formatted(disk, e));
                    }
                  }
                });
  }

  /** Keeps ranges of files of one run. */
  interface Keeper {

    /** The cached ranges of {@code file} in its current version. */
    KeptFile file(String file, long size, String etag);

    /** Nothing could be written. */
    void failed(IOException e);
  }

  @Override
  public List<CachedFile> files(CallScope scope) {
    Optional<FileOwner> owner = owner(scope);
    try {
      return owner.isEmpty() ? List.of() : disk.files(owner.get());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public List<CachedFile> clear(CallScope scope) {
    Optional<FileOwner> owner = owner(scope);
    try {
      return owner.isEmpty() ? List.of() : disk.clear(owner.get());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private WandbException unreadable(IOException e) {
    return new WandbException(
        Kind.UNREACHABLE, "the cache in %s can't be read or cleared: %s".formatted(disk, e), e);
  }

  /** Whose files these are; empty if the server has no name for whoever shows the credential. */
  private synchronized Optional<FileOwner> owner(CallScope scope) {
    if (known == null) {
      known = viewer.apply(scope);
    }
    String name = options.credential() == null ? "" : known.username();
    return Optional.ofNullable(name)
        .map(viewer -> new FileOwner(options.baseUrl().toString(), viewer));
  }
}
