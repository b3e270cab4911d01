package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which artifacts a run logged and used, each once. */
final class ArtifactUseItems implements RecordItems<Artifact.Use> {
  static final RecordTypes TYPES = RecordTypes.of(LogRecord.ARTIFACT, LogRecord.USE_ARTIFACT);

  private static final int MAX_USES = 100_000;

  /** {@code entity/project/name:alias}, of which only the name is always there. */
  private static final Pattern NAME =
      Pattern.compile("(?:(?:([^/]*)/)?([^/]*)/)?([^/:]*)(?::(.*))?", Pattern.DOTALL);

  private static final Pattern VERSION = Pattern.compile("v[0-9]+");

  private final LocalRun run;
  private final @Nullable Boolean isInput;
  private final Set<Artifact.Use> seen = new HashSet<>();

  /**
   * @param isInput whether only those that were used are wanted, or only those that were logged;
   *     null for both
   */
  ArtifactUseItems(LocalRun run, @Nullable Boolean isInput) {
    this.run = run;
    this.isInput = isInput;
  }

  @Override
  public Iterator<Artifact.Use> read(LogRecord record) throws IOException {
    List<Artifact.Use> uses = new ArrayList<>();
    if (record.type() == LogRecord.USE_ARTIFACT) {
      uses.add(readUse(record.payload()));
    } else {
      LoggedArtifact artifact = LoggedArtifact.read(record.payload(), file -> {});
      if (!artifact.name().isEmpty()) {
        uses.add(use(artifact, false));
        if (artifact.isUsed()) {
          uses.add(use(artifact, true));
        }
      }
    }
    return uses.stream()
        .filter(use -> isInput == null || isInput == use.isInput())
        .filter(use -> seen.size() < MAX_USES && seen.add(use))
        .toList()
        .iterator();
  }

  private Artifact.Use use(LoggedArtifact artifact, boolean input) {
    return new Artifact.Use(
        run.id(),
        input,
        artifact.id(),
        artifact.type(),
        artifact.name(),
        null,
        artifact.entity().isEmpty() ? run.project().entity() : artifact.entity(),
        artifact.project().isEmpty() ? run.project().project() : artifact.project());
  }

  private Artifact.Use readUse(MessageReader in) throws IOException {
    String id = "";
    String type = "";
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> id = in.readString();
        case 2 -> type = in.readString();
        case 3 -> name = in.readString();
        default -> in.skipField(tag);
      }
    }
    Matcher parts = NAME.matcher(name);
    boolean isKnown = parts.matches();
    String version = isKnown ? parts.group(4) : null;
    return new Artifact.Use(
        run.id(),
        true,
        id.isEmpty() ? type + "/" + name : id,
        type.isEmpty() ? null : type,
        isKnown ? parts.group(3) : name,
        version != null && VERSION.matcher(version).matches() ? version : null,
        isKnown ? parts.group(1) : null,
        isKnown ? parts.group(2) : null);
  }
}
