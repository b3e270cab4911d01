package io.github.wandbjdbc.client;

/** The reports of projects. */
@FunctionalInterface
public interface Reports {

  /** Of a source that keeps none. */
  Reports NONE =
      (project, scope) -> {
        scope.warn("reports: this source keeps no reports");
        return Pages.none();
      };

  /** The published reports of {@code project}. */
  Pages<Report> list(ProjectPath project, CallScope scope);
}
