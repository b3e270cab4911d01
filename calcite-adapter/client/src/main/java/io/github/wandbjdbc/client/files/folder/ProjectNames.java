package io.github.wandbjdbc.client.files.folder;

import io.github.wandbjdbc.client.ProjectPath;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the projects of a folder are known.
 *
 * @param shown by what their runs say
 */
public record ProjectNames(Map<ProjectPath, ProjectPath> shown) {
  public ProjectNames {
    shown = Map.copyOf(shown);
  }

  /**
   * The names where all are of the entity {@code catalog}; their own if it is null. Of two entities
   * with a project of one name the later's is called {@code name_2}.
   *
   * @param runs the project of each run, oldest first
   */
  public static ProjectNames of(List<ProjectPath> runs, @Nullable String catalog) {
    Map<ProjectPath, ProjectPath> shown = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    if (catalog == null) {
      return new ProjectNames(shown);
    }
    for (ProjectPath run : runs) {
      if (taken.add(run.project())) {
        shown.put(run, new ProjectPath(catalog, run.project()));
      }
    }
    for (ProjectPath run : runs) {
      if (!shown.containsKey(run)) {
        int number = 2;
        while (!taken.add(run.project() + "_" + number)) {
          number++;
        }
        shown.put(run, new ProjectPath(catalog, run.project() + "_" + number));
      }
    }
    return new ProjectNames(shown);
  }

  /** The name of {@code logged}, which is the project of a run. */
  public ProjectPath of(ProjectPath logged) {
    return shown.getOrDefault(logged, logged);
  }
}
