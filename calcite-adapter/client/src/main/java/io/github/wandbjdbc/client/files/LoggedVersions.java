package io.github.wandbjdbc.client.files;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.VersionItems.Seen;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The versions of artifacts that logs tell of, each once. An alias belongs to the version of a
 * collection that got it last.
 */
final class LoggedVersions {
  private static final int MAX_VERSIONS = 100_000;

  /** So many characters of descriptions and metadata are kept. */
  private static final long MAX_CHARACTERS = 16 << 20;

  private final CallScope scope;
  private final Map<String, Version> versions = new LinkedHashMap<>();

  /** Which version of a collection has an alias. */
  private final Map<List<String>, Version> aliases = new LinkedHashMap<>();

  private long characters;

  /** Versions whose omissions the statement of {@code scope} is told of. */
  LoggedVersions(CallScope scope) {
    this.scope = scope;
  }

  /** Adds what a record says. */
  void add(Seen seen) {
    LoggedArtifact artifact = seen.artifact();
    Version version = versions.get(artifact.id());
    if (version == null) {
      if (versions.size() >= MAX_VERSIONS) {
        scope.warnOfKind(
            "versions",
            "artifacts: only the first %,d versions in the folder are read"
                .formatted(MAX_VERSIONS));
        return;
      }
      version = new Version(artifact);
      versions.put(artifact.id(), version);
    }
    version.add(seen);
    for (String alias : artifact.aliases()) {
      List<String> key = List.of(artifact.type(), artifact.name(), alias);
      Version before = aliases.get(key);
      if (before == null || before.isBefore(seen.at())) {
        if (before != null) {
          before.aliases.remove(alias);
        }
        version.aliases.add(alias);
        aliases.put(key, version);
      }
    }
  }

  /** All of them, in the order in which they were met. */
  List<Artifact> versions() {
    return versions.values().stream().map(Version::toArtifact).toList();
  }

  private String kept(String text, String before) {
    if (text.isEmpty() || text.equals(before)) {
      return before;
    }
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      scope.warnOfKind(
          "metadata of artifacts",
          "artifacts: descriptions and metadata are longer than %,d characters together; those of"
                  .formatted(MAX_CHARACTERS)
              + " some versions are NULL");
      return before;
    }
    return text;
  }

  private final class Version {
    private final LoggedArtifact first;
    private final TreeSet<String> aliases = new TreeSet<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private String description = "";
    private String metadata = "";
    private @Nullable Instant createdAt;
    private @Nullable Instant lastAt;
    private @Nullable Long sizeBytes;
    private @Nullable Long fileCount;

    Version(LoggedArtifact first) {
      // Not its long texts.
      this.first =
          new LoggedArtifact(
              first.type(),
              first.name(),
              first.digest(),
              first.entity(),
              first.project(),
              "",
              "",
              List.of(),
              List.of(),
              first.isUsed(),
              first.listsFiles());
    }

    void add(Seen seen) {
      description = kept(seen.artifact().description(), description);
      metadata = kept(seen.artifact().metadata(), metadata);
      tags.addAll(seen.artifact().tags());
      createdAt = createdAt == null || isEarlier(seen.at(), createdAt) ? seen.at() : createdAt;
      lastAt = lastAt == null || isEarlier(lastAt, seen.at()) ? seen.at() : lastAt;
      if (seen.fileCount() != null && (fileCount == null || seen.fileCount() > fileCount)) {
        sizeBytes = seen.sizeBytes();
        fileCount = seen.fileCount();
      }
    }

    /** Whether what is noted at {@code time} comes later. */
    boolean isBefore(@Nullable Instant time) {
      return lastAt == null || time == null || !time.isBefore(lastAt);
    }

    private static boolean isEarlier(@Nullable Instant one, @Nullable Instant other) {
      return one != null && other != null && one.isBefore(other);
    }

    Artifact toArtifact() {
      return new Artifact(
          first.id(),
          first.type(),
          first.name(),
          null,
          null,
          sizeBytes,
          fileCount,
          first.digest().isEmpty() ? null : first.digest(),
          description.isEmpty() ? null : description,
          json(metadata),
          new ArrayList<>(aliases),
          new ArrayList<>(tags),
          createdAt,
          null);
    }
  }

  /** Standard JSON text; null if it is none. */
  private static @Nullable String json(String text) {
    if (text.isBlank()) {
      return null;
    }
    try (JsonParser parser = Json.factory().createParser(text)) {
      parser.nextToken();
      return Json.text(parser);
    } catch (IOException e) {
      return null;
    }
  }
}
