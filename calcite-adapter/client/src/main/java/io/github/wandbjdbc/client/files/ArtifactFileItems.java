package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of the artifacts that runs logged, of each version once. */
final class ArtifactFileItems implements RecordItems<Artifact.File> {
  static final RecordTypes TYPES = RecordTypes.of(LogRecord.ARTIFACT);

  /** The manifest of a larger artifact is in a file of its own, as the client has it. */
  private static final int MAX_FILES = 200_000;

  private static final int MAX_VERSIONS = 100_000;

  private final Told told;
  private final CallScope scope;

  ArtifactFileItems(Told told, CallScope scope) {
    this.told = told;
    this.scope = scope;
  }

  /** The versions whose files were told, whichever run logged them. */
  static final class Told {
    private final @Nullable Set<String> wanted;
    private final Set<String> ids = new HashSet<>();

    /**
     * @param wanted the ids of the versions whose files are wanted; null for all
     */
    Told(@Nullable Set<String> wanted) {
      this.wanted = wanted;
    }

    private boolean isNew(String id) {
      return (wanted == null || wanted.contains(id)) && ids.size() < MAX_VERSIONS && ids.add(id);
    }
  }

  @Override
  public Iterator<Artifact.File> read(LogRecord record) throws IOException {
    List<Artifact.File> files = new ArrayList<>();
    int[] left = new int[1];
    LoggedArtifact artifact =
        LoggedArtifact.read(
            record.payload(),
            file -> {
              if (files.size() < MAX_FILES) {
                files.add(file);
              } else {
                left[0]++;
              }
            });
    String id = artifact.id();
    if (artifact.name().isEmpty()
        || (files.isEmpty() && artifact.listsFiles())
        || !told.isNew(id)) {
      return Collections.emptyIterator();
    }
    if (!artifact.listsFiles()) {
      scope.warn(
          "artifact_files: the log doesn't list the files of artifact %s, only a server does"
              .formatted(id));
    }
    if (left[0] > 0) {
      scope.warn(
          "artifact_files: artifact %s has more than %,d files; the others are left out"
              .formatted(id, MAX_FILES));
    }
    return files.stream()
        .map(
            file -> new Artifact.File(id, file.name(), file.sizeBytes(), file.md5(), file.digest()))
        .iterator();
  }

  @Override
  public long weight(Artifact.File file) {
    return file.name().length();
  }
}
