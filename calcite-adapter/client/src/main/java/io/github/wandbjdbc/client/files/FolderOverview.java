package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.ProjectPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The projects of a folder of run files.
 *
 * @param projects each with the number of its runs, that of the newest run last
 * @param warnings what can't be read
 */
public record FolderOverview(Map<ProjectPath, Long> projects, List<String> warnings) {
  private static final int MOST_NAMED = 5;

  public FolderOverview {
    projects = Collections.unmodifiableMap(new LinkedHashMap<>(projects));
    warnings = List.copyOf(warnings);
  }

  /** That of {@code runs}, the project of each, oldest first. */
  static FolderOverview of(List<ProjectPath> runs, List<String> warnings) {
    Map<ProjectPath, Long> projects = new LinkedHashMap<>();
    for (ProjectPath project : runs) {
      Long before = projects.remove(project);
      projects.put(project, before == null ? 1 : before + 1);
    }
    return new FolderOverview(projects, warnings);
  }

  /** The project of the newest run. */
  public ProjectPath newest() {
    return newestFirst().get(0);
  }

  /**
   * The newest project called {@code name}, in any case; of several entities that of the newest.
   */
  public Optional<ProjectPath> named(String name) {
    List<ProjectPath> all = newestFirst();
    return all.stream()
        .filter(path -> path.project().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(path -> path.project().equalsIgnoreCase(name)).findFirst());
  }

  /** What to tell of several projects, of which {@code current} is the one that is meant. */
  public Optional<String> severalProjects(ProjectPath current) {
    List<ProjectPath> all = newestFirst();
    if (all.size() < 2) {
      return Optional.empty();
    }
    String named =
        all.stream()
            .limit(MOST_NAMED)
            .map(path -> "%s (%d)".formatted(path, projects.get(path)))
            .collect(Collectors.joining(", "));
    return Optional.of(
        ("the folder holds runs of %d projects, and %s is the current one: %s%s. project=… chooses"
                + " another, and \"project\".runs names one")
            .formatted(
                all.size(),
                current,
                named,
                all.size() > MOST_NAMED ? " and %d more".formatted(all.size() - MOST_NAMED) : ""));
  }

  private List<ProjectPath> newestFirst() {
    List<ProjectPath> all = new ArrayList<>(projects.keySet());
    Collections.reverse(all);
    return all;
  }
}
