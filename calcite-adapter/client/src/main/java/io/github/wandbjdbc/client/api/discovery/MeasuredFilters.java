package io.github.wandbjdbc.client.api.discovery;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The results of measuring the server's filters on each project, with their age. Safe for use by
 * several threads.
 */
public final class MeasuredFilters {
  /** Of more projects the one that was measured first is measured anew. */
  private static final int MAX_PROJECTS = 1000;

  private final Map<ProjectPath, Map<Assumption, Answer>> byProject = new LinkedHashMap<>();

  private record Answer(boolean holds, long nanoTime) {}

  /** Notes whether {@code assumption} holds of {@code project}. */
  public synchronized void note(
      ProjectPath project, Assumption assumption, boolean holds, long nanoTime) {
    if (!byProject.containsKey(project) && byProject.size() >= MAX_PROJECTS) {
      byProject.remove(Objects.requireNonNull(byProject.keySet().iterator().next()));
    }
    byProject
        .computeIfAbsent(project, any -> new EnumMap<>(Assumption.class))
        .put(assumption, new Answer(holds, nanoTime));
  }

  /** Those that were found to hold, or not to, no longer ago than {@code lifetime}. */
  public synchronized Set<Assumption> found(
      ProjectPath project, boolean holds, long nanoTime, Duration lifetime) {
    Set<Assumption> found = EnumSet.noneOf(Assumption.class);
    byProject
        .getOrDefault(project, Map.of())
        .forEach(
            (assumption, answer) -> {
              if (answer.holds == holds && isFresh(answer, nanoTime, lifetime)) {
                found.add(assumption);
              }
            });
    return found;
  }

  private static boolean isFresh(Answer answer, long nanoTime, Duration lifetime) {
    return nanoTime - answer.nanoTime <= lifetime.toNanos();
  }
}
