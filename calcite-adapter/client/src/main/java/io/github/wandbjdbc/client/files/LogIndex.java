package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.LogEnds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ends of logs, kept for the next client. */
interface LogIndex {
  /** Keeps nothing. */
  LogIndex NONE =
      new LogIndex() {
        @Override
        public @Nullable LogEnds find(LogFile file) {
          return null;
        }

        @Override
        public void keep(List<RunLog> logs, CallScope scope) {}
      };

  /** The ends of {@code file}, null if they aren't known. */
  @Nullable LogEnds find(LogFile file);

  /** Keeps the ends of {@code logs}, which are all of the folder's. */
  void keep(List<RunLog> logs, CallScope scope);
}
