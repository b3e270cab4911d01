package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts that runs logged or used, as their logs have them. A server gives versions their
 * numbers and collections their descriptions, which are unknown here.
 */
record LoggedArtifacts(Function<CallScope, FilesClient.Look> look) implements Artifacts {
  private static final OfServersAlone OF_TYPES = OfServersAlone.of("artifact_types", "description");
  private static final OfServersAlone OF_COLLECTIONS =
      OfServersAlone.of("artifact_collections", "description");
  private static final OfServersAlone OF_VERSIONS =
      OfServersAlone.of("artifacts", "version", "state", "updated_at");

  @Override
  public Pages<Artifact.Type> types(ProjectPath project, CallScope scope) {
    Pages<Artifact.Type> all =
        found(project, scope)
            .flatMap(
                found -> {
                  Map<String, Artifact.Type> types = new LinkedHashMap<>();
                  for (Artifact each : byAge(found.versions())) {
                    types.putIfAbsent(
                        each.type(), new Artifact.Type(each.type(), null, each.createdAt()));
                  }
                  return List.copyOf(types.values());
                });
    return OF_TYPES.told(all, scope);
  }

  @Override
  public Pages<Artifact.Collection> collections(
      ProjectPath project, @Nullable Set<String> types, CallScope scope) {
    Pages<Artifact.Collection> all =
        found(project, scope)
            .flatMap(
                found -> {
                  Map<List<String>, Artifact.Collection> collections = new LinkedHashMap<>();
                  for (Artifact each : byAge(found.versions())) {
                    collections.putIfAbsent(
                        List.of(each.type(), each.collection()),
                        new Artifact.Collection(
                            each.type(), each.collection(), "sequence", null, each.createdAt()));
                  }
                  return List.copyOf(collections.values());
                });
    return OF_COLLECTIONS.told(all, scope);
  }

  @Override
  public Pages<Artifact> versions(
      ProjectPath project,
      @Nullable Set<String> types,
      @Nullable Set<String> collections,
      CallScope scope) {
    return OF_VERSIONS.told(found(project, scope).flatMap(LoggedVersions::versions), scope);
  }

  private static List<Artifact> byAge(Collection<Artifact> versions) {
    return versions.stream()
        .sorted(
            Comparator.comparing(
                Artifact::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
        .toList();
  }

  /** All versions, once they are known. */
  private Pages<LoggedVersions> found(ProjectPath project, CallScope scope) {
    Pages<VersionItems.Seen> logged =
        RecordPages.of(
            look.apply(scope),
            project,
            RunFilter.ALL,
            VersionItems.TYPES,
            run -> new VersionItems(),
            scope);
    return new Pages<>() {
      private boolean isDone;

      @Override
      public @Nullable List<LoggedVersions> next() {
        if (isDone) {
          return null;
        }
        isDone = true;
        LoggedVersions versions = new LoggedVersions(scope);
        for (List<VersionItems.Seen> page = logged.next(); page != null; page = logged.next()) {
          page.forEach(versions::add);
        }
        return List.of(versions);
      }

      @Override
      public void close() {
        isDone = true;
        logged.close();
      }
    };
  }

  @Override
  public Pages<Artifact.File> files(
      ProjectPath project, @Nullable Set<String> artifactIds, CallScope scope) {
    ArtifactFileItems.Told told = new ArtifactFileItems.Told(artifactIds);
    return RecordPages.of(
        look.apply(scope),
        project,
        RunFilter.ALL,
        ArtifactFileItems.TYPES,
        run -> new ArtifactFileItems(told, scope),
        scope);
  }

  @Override
  public Pages<Artifact.Use> uses(
      ProjectPath project, RunFilter runs, @Nullable Boolean isInput, CallScope scope) {
    return RecordPages.of(
        look.apply(scope),
        project,
        runs,
        ArtifactUseItems.TYPES,
        run -> new ArtifactUseItems(run, isInput),
        scope);
  }
}
