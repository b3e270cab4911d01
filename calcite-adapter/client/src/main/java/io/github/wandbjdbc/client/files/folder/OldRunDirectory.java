package io.github.wandbjdbc.client.files.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directories in which clients before 0.10 kept their runs, and what these held. */
public final class OldRunDirectory {
  public static final String HISTORY = "wandb-history.jsonl";
  public static final String EVENTS = "wandb-events.jsonl";
  public static final String SUMMARY = "wandb-summary.json";
  public static final String CONFIG = "config.yaml";
  public static final String METADATA = "wandb-metadata.json";

  /** Those that grow while the run goes on. */
  public static final Set<String> STREAMS = Set.of(HISTORY, EVENTS);

  private static final Set<String> FILES = Set.of(HISTORY, EVENTS, SUMMARY, CONFIG, METADATA);

  private static final Pattern NAME = Pattern.compile("(?:dry)?run-\\d{8}_\\d{6}-(.+)");

  private OldRunDirectory() {}

  /** The run in {@code directory}, if its {@code entries} are those of one. */
  public static Optional<LogFile> at(Path directory, List<Path> entries) throws IOException {
    boolean isNamed = NAME.matcher(String.valueOf(directory.getFileName())).matches();
    long size = 0;
    Instant modified = Instant.MIN;
    boolean isRun = false;
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (FILES.contains(name)) {
        BasicFileAttributes attributes =
            Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          isRun |= isNamed || STREAMS.contains(name);
          size += attributes.size();
          Instant time = attributes.lastModifiedTime().toInstant();
          modified = time.isAfter(modified) ? time : modified;
        }
      }
    }
    return isRun
        ? Optional.of(new LogFile(directory, size, modified, null, true))
        : Optional.empty();
  }

  /** The run id in the name of a run's directory. */
  public static String idOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }
}
