package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.cache.DiskCache;
import io.github.wandbjdbc.client.cache.FileIdentity;
import io.github.wandbjdbc.client.cache.FileOwner;
import io.github.wandbjdbc.client.diagnostics.CachedFile;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.LogEnds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ends of the logs of a folder, on disk: for each log under its path, and as long as its size,
 * its date and the file are the same.
 */
final class KeptIndex implements LogIndex, FileCache {
  private final DiskCache disk;
  private final FileIdentity identity;
  private @Nullable Map<Path, LogEndsText.Entry> kept;

  /**
   * @param folder whose logs they are
   */
  KeptIndex(DiskCache disk, Path folder) {
    this.disk = disk;
    FileOwner owner = new FileOwner("file:" + folder.toAbsolutePath(), "");
    this.identity = new FileIdentity(owner, "", "", "", "index of run files", 0, "");
  }

  @Override
  public synchronized @Nullable LogEnds find(LogFile file) {
    LogEndsText.Entry entry = kept().get(file.path());
    return entry != null && entry.isOf(file) ? entry.ends() : null;
  }

  @Override
  public synchronized void keep(List<RunLog> logs, CallScope scope) {
    Map<Path, LogEndsText.Entry> current = new HashMap<>();
    for (RunLog log : logs) {
      current.put(log.file().path(), LogEndsText.Entry.of(log.file(), log.knownEnds()));
    }
    if (current.equals(kept())) {
      return;
    }
    kept = current;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      LogEndsText.write(current, new DataOutputStream(bytes));
      disk.writeWhole(identity, bytes.toByteArray());
    } catch (IOException e) {
      scope.warnOnce("the cache in %s can't be written: %s".formatted(disk, e));
    }
  }

  private Map<Path, LogEndsText.Entry> kept() {
    Map<Path, LogEndsText.Entry> known = kept;
    if (known == null) {
      known = disk.readWhole(identity).map(KeptIndex::read).orElse(Map.of());
      kept = known;
    }
    return known;
  }

  /** Whatever is wrong with it, it counts as none. */
  private static Map<Path, LogEndsText.Entry> read(byte[] bytes) {
    try {
      return LogEndsText.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      return Map.of();
    }
  }

  @Override
  public List<CachedFile> files(CallScope scope) {
    try {
      return disk.files(identity.owner());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public synchronized List<CachedFile> clear(CallScope scope) {
    try {
      kept = Map.of();
      return disk.clear(identity.owner());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private WandbException unreadable(IOException e) {
    return new WandbException(
        Kind.UNREACHABLE, "the cache in %s can't be read or cleared: %s".formatted(disk, e), e);
  }
}
