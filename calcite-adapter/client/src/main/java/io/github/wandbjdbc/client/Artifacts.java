package io.github.wandbjdbc.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of projects, and which runs made and used them. A set of names narrows what is
 * asked for, more may come; null means all.
 */
public interface Artifacts {

  /** Of a source that keeps none. */
  Artifacts NONE =
      new Artifacts() {
        @Override
        public Pages<Artifact.Type> types(ProjectPath project, CallScope scope) {
          return nothing(scope);
        }

        @Override
        public Pages<Artifact.Collection> collections(
            ProjectPath project, @Nullable Set<String> types, CallScope scope) {
          return nothing(scope);
        }

        @Override
        public Pages<Artifact> versions(
            ProjectPath project,
            @Nullable Set<String> types,
            @Nullable Set<String> collections,
            CallScope scope) {
          return nothing(scope);
        }

        @Override
        public Pages<Artifact.File> files(
            ProjectPath project, @Nullable Set<String> artifactIds, CallScope scope) {
          return nothing(scope);
        }

        @Override
        public Pages<Artifact.Use> uses(
            ProjectPath project, RunFilter runs, @Nullable Boolean isInput, CallScope scope) {
          return nothing(scope);
        }

        private <T> Pages<T> nothing(CallScope scope) {
          scope.warn("this source has no artifacts");
          return Pages.none();
        }
      };

  /** The types of artifacts. */
  Pages<Artifact.Type> types(ProjectPath project, CallScope scope);

  /** The collections of {@code types}. */
  Pages<Artifact.Collection> collections(
      ProjectPath project, @Nullable Set<String> types, CallScope scope);

  /** The versions in {@code collections} of {@code types}. */
  Pages<Artifact> versions(
      ProjectPath project,
      @Nullable Set<String> types,
      @Nullable Set<String> collections,
      CallScope scope);

  /** The files of versions. */
  Pages<Artifact.File> files(
      ProjectPath project, @Nullable Set<String> artifactIds, CallScope scope);

  /**
   * Which versions {@code runs} made and used.
   *
   * @param isInput whether only those that were used, or only those that were made; null for both
   */
  Pages<Artifact.Use> uses(
      ProjectPath project, RunFilter runs, @Nullable Boolean isInput, CallScope scope);
}
