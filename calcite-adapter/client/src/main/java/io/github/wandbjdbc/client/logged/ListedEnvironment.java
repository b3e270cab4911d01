package io.github.wandbjdbc.client.logged;

import org.jspecify.annotations.Nullable;

/**
 * The environment of a run as it came with the list of runs.
 *
 * @param facts those that the list tells
 * @param hasNotes whether the run's config holds notes of the client
 * @param isOfMachine whether these tell of the machine and the program, as the file of metadata
 *     does
 */
public record ListedEnvironment(RunEnvironment facts, boolean hasNotes, boolean isOfMachine) {

  /** The same with the end of the run, the time and the space that it took, as given. */
  public ListedEnvironment withEnd(
      @Nullable Long exitCode, @Nullable Double computeSeconds, @Nullable Long storageBytes) {
    return new ListedEnvironment(
        facts.withEnd(exitCode, computeSeconds, storageBytes), hasNotes, isOfMachine);
  }

  /** The end of the run, the time and the space that it took, without its machine and program. */
  public ListedEnvironment ofEnd() {
    return new ListedEnvironment(
        RunEnvironment.ofEnd(
            facts.runId(), facts.exitCode(), facts.computeSeconds(), facts.storageBytes()),
        false,
        false);
  }

  /** The same while the run hadn't ended yet. */
  public ListedEnvironment withoutEnd() {
    return new ListedEnvironment(facts.withoutEnd(), hasNotes, isOfMachine);
  }
}
