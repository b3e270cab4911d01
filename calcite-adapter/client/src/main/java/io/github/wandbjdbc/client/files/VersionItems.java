package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The artifacts that a run logged, each as its record has it. */
final class VersionItems implements RecordItems<VersionItems.Seen> {
  static final RecordTypes TYPES = LogClock.with(LogRecord.ARTIFACT);

  private final LogClock clock = new LogClock();

  /**
   * An artifact, and when it was logged.
   *
   * @param sizeBytes the sizes of its files, null if they aren't known
   * @param fileCount how many they are, null likewise
   */
  record Seen(
      LoggedArtifact artifact,
      @Nullable Instant at,
      @Nullable Long sizeBytes,
      @Nullable Long fileCount) {}

  @Override
  public Iterator<Seen> read(LogRecord record) throws IOException {
    if (record.type() != LogRecord.ARTIFACT) {
      clock.see(record);
      return Collections.emptyIterator();
    }
    long[] sum = new long[2];
    LoggedArtifact artifact =
        LoggedArtifact.read(
            record.payload(),
            file -> {
              sum[0] += file.sizeBytes() == null ? 0 : file.sizeBytes();
              sum[1]++;
            });
    if (artifact.name().isEmpty()) {
      return Collections.emptyIterator();
    }
    boolean isKnown = artifact.listsFiles();
    return List.of(
            new Seen(
                artifact,
                clock.now(),
                isKnown ? (Long) sum[0] : null,
                isKnown ? (Long) sum[1] : null))
        .iterator();
  }

  @Override
  public long weight(Seen seen) {
    return (long) seen.artifact().metadata().length() + seen.artifact().description().length();
  }
}
