package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts that were created until a time, and those that runs of that time made or used.
 *
 * @param client answers as of now
 */
record AsOfArtifacts(WandbClient client, TimeBound bound) implements Artifacts {

  @Override
  public Pages<Artifact.Type> types(ProjectPath project, CallScope scope) {
    return client
        .artifacts()
        .types(project, scope.alsoReading("created_at"))
        .filter(type -> isWanted(type.createdAt(), type.createdAt(), "type " + type.name(), scope));
  }

  @Override
  public Pages<Artifact.Collection> collections(
      ProjectPath project, @Nullable Set<String> types, CallScope scope) {
    return client
        .artifacts()
        .collections(project, types, scope.alsoReading("created_at"))
        .filter(one -> isWanted(one.createdAt(), one.createdAt(), "artifact " + one.name(), scope));
  }

  @Override
  public Pages<Artifact> versions(
      ProjectPath project,
      @Nullable Set<String> types,
      @Nullable Set<String> collections,
      CallScope scope) {
    return client
        .artifacts()
        .versions(
            project, types, collections, scope.alsoReading("version", "created_at", "updated_at"))
        .filter(
            version -> {
              // Without a time of a change there was none that the source knows of.
              Instant changed =
                  version.updatedAt() == null ? version.createdAt() : version.updatedAt();
              String what = "artifact %s:%s".formatted(version.collection(), version.version());
              boolean isWanted = isWanted(version.createdAt(), changed, what, scope);
              if (isWanted) {
                scope.snapshot().settle(Early.class, version.id(), new Early());
              }
              return isWanted;
            });
  }

  /** That a version was created until then. */
  private record Early() {}

  private boolean isWanted(
      @Nullable Instant created, @Nullable Instant changed, String what, CallScope scope) {
    if (bound.isBefore(created)) {
      return false;
    }
    if (created == null || bound.isBefore(changed)) {
      bound.warn(
          scope,
          Doubt.ARTIFACTS,
          "%s, and perhaps others, may have changed after that, and is as it is now"
              .formatted(what));
    }
    return true;
  }

  /** {@inheritDoc} Those of versions that are named by the statement are kept, with a warning. */
  @Override
  public Pages<Artifact.File> files(
      ProjectPath project, @Nullable Set<String> artifactIds, CallScope scope) {
    if (artifactIds == null) {
      return versions(project, null, null, scope.reading("artifacts", Set.of()))
          .concatMap(version -> client.artifacts().files(project, Set.of(version.id()), scope));
    }
    return client
        .artifacts()
        .files(project, artifactIds, scope)
        .filter(
            file -> {
              if (scope.snapshot().get(Early.class, file.artifactId()) == null) {
                bound.warn(
                    scope,
                    Doubt.ARTIFACT_FILES,
                    ("whether the artifact %s was there then isn't known from its id; a join with"
                            + " artifacts tells")
                        .formatted(file.artifactId()));
              }
              return true;
            });
  }

  @Override
  public Pages<Artifact.Use> uses(
      ProjectPath project, RunFilter runs, @Nullable Boolean isInput, CallScope scope) {
    RunTimes times = new RunTimes(client, bound, project, runs, scope);
    return times
        .until(
            AsOfHistories.ofEarly(
                runs, times, some -> client.artifacts().uses(project, some, isInput, scope)))
        .filter(
            use -> {
              RunTime run = times.of(use.runId());
              if (bound.isBefore(run.createdAt())) {
                return false;
              }
              if (!bound.hasEnded(run)) {
                bound.warn(
                    scope,
                    Doubt.USES,
                    ("%s: such runs may have made or used some of these" + " artifacts later")
                        .formatted(TimeBound.open(use.runId(), run)));
              }
              return true;
            });
  }
}
