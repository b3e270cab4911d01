package io.github.wandbjdbc.client.logged;

import org.jspecify.annotations.Nullable;

/**
 * A table that a run logged, as the value says that it logged. What that doesn't say is null.
 *
 * @param key under which it was logged; the names of nested ones are joined with dots
 * @param step at which it was logged; null if it only stands in the run's summary
 * @param type such as {@code table-file}
 * @param rows how many rows it has
 * @param path of the file that holds it, below the run's files
 * @param artifact the address of the artifact's file that holds it
 */
public record LoggedTable(
    String runId,
    String key,
    @Nullable Long step,
    String type,
    @Nullable Long rows,
    @Nullable String path,
    @Nullable String artifact) {
  private static final String PLAIN = "table-file";

  /** Whether its file alone holds all of it. */
  public boolean isWhole() {
    return type.equals(PLAIN);
  }

  @Override
  public String toString() {
    return step == null
        ? "table %s in the summary of run %s".formatted(key, runId)
        : "table %s of step %d of run %s".formatted(key, step, runId);
  }
}
