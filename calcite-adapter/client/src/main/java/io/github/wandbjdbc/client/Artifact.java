package io.github.wandbjdbc.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an artifact. What the source doesn't know is null.
 *
 * @param version such as {@code v3}
 * @param state in lower case
 * @param metadata JSON text
 */
public record Artifact(
    String id,
    String type,
    String collection,
    @Nullable String version,
    @Nullable String state,
    @Nullable Long sizeBytes,
    @Nullable Long fileCount,
    @Nullable String digest,
    @Nullable String description,
    @Nullable String metadata,
    List<String> aliases,
    List<String> tags,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {
  public Artifact {
    aliases = List.copyOf(aliases);
    tags = List.copyOf(tags);
  }

  /** A type of artifacts, such as {@code model}. */
  public record Type(String name, @Nullable String description, @Nullable Instant createdAt) {}

  /**
   * An artifact, which has versions.
   *
   * @param kind {@code sequence} or {@code portfolio}, null if the source doesn't say
   */
  public record Collection(
      String type,
      String name,
      @Nullable String kind,
      @Nullable String description,
      @Nullable Instant createdAt) {}

  /** A file of a version. */
  public record File(
      String artifactId,
      String name,
      @Nullable Long sizeBytes,
      @Nullable String md5,
      @Nullable String digest) {}

  /**
   * That a run made or used a version.
   *
   * @param isInput whether it used it
   * @param entity where the artifact is, with {@code project}
   */
  public record Use(
      String runId,
      boolean isInput,
      String artifactId,
      @Nullable String type,
      @Nullable String collection,
      @Nullable String version,
      @Nullable String entity,
      @Nullable String project) {}
}
