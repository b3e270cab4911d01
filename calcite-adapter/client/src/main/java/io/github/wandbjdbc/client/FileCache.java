package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.diagnostics.CachedFile;
import java.util.List;

/** The exported files that a client caches on disk. Every call may throw {@link WandbException}. */
public interface FileCache {

  /** Nothing is kept. */
  FileCache NONE =
      new FileCache() {
        @Override
        public List<CachedFile> files(CallScope scope) {
          return List.of();
        }

        @Override
        public List<CachedFile> clear(CallScope scope) {
          return List.of();
        }
      };

  /** The files of which something is kept, in no order that counts. */
  List<CachedFile> files(CallScope scope);

  /** Removes all that is kept, and tells of which files. Queries that are under way go on. */
  List<CachedFile> clear(CallScope scope);
}
