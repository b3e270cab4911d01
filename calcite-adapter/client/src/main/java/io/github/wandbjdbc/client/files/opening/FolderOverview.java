package io.github.wandbjdbc.client.files.opening;

import io.github.wandbjdbc.client.ProjectPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  public static FolderOverview of(List<ProjectPath> runs, List<String> warnings) {
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
   * The entity that a project of this {@code name} belongs to, in any case; of several that of the
   * newest run, and if there is none, of all.
   */
  public String entityOf(String name) {
    return named(name).orElseGet(this::newest).entity();
  }

  private Optional<ProjectPath> named(String name) {
    List<ProjectPath> all = newestFirst();
    return all.stream()
        .filter(path -> path.project().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(path -> path.project().equalsIgnoreCase(name)).findFirst());
  }

  /** The warning of several projects, of which one may be current; empty if there is just one. */
  public Optional<String> severalProjects(String entity, @Nullable String project) {
    List<ProjectPath> all = newestFirst();
    if (all.size() < 2) {
      return Optional.empty();
    }
    String named =
        all.stream()
            .limit(MOST_NAMED)
            .map(path -> "%s (%d)".formatted(path, projects.get(path)))
            .collect(Collectors.joining(", "));
    String others =
        all.size() > MOST_NAMED ? " and %d more".formatted(all.size() - MOST_NAMED) : "";
    String current =
        project == null
            ? "none of them is the current one"
            : "the current one is %s/%s".formatted(entity, project);
    return Optional.of(
        ("the folder holds runs of %d projects: %s%s; %s. The property project chooses another, and"
                + " \"other-project\".runs names one")
            .formatted(all.size(), named, others, current));
  }

  private List<ProjectPath> newestFirst() {
    List<ProjectPath> all = new ArrayList<>(projects.keySet());
    Collections.reverse(all);
    return all;
  }
}
