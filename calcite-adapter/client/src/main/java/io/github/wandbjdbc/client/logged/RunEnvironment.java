package io.github.wandbjdbc.client.logged;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine and program of a run, and how it ended; null where the source doesn't know.
 *
 * @param program the script, as it was started
 * @param arguments those of the command line
 * @param python the version of Python
 * @param gpu the model of its graphics processors
 * @param cpuCount the number of its processors' cores
 * @param exitCode with which its program ended
 * @param computeSeconds for how long it was computed
 * @param storageBytes the space that its data takes on the server
 */
public record RunEnvironment(
    String runId,
    @Nullable String program,
    @Nullable List<String> arguments,
    @Nullable String python,
    @Nullable String os,
    @Nullable String host,
    @Nullable String gpu,
    @Nullable Long gpuCount,
    @Nullable Long cpuCount,
    @Nullable String gitRemote,
    @Nullable String gitCommit,
    @Nullable Long exitCode,
    @Nullable Double computeSeconds,
    @Nullable Long storageBytes) {

  public RunEnvironment {
    arguments = arguments == null ? null : List.copyOf(arguments);
  }

  /** That of a run of which only the end, the time and the space that it took are known. */
  public static RunEnvironment ofEnd(
      String runId,
      @Nullable Long exitCode,
      @Nullable Double computeSeconds,
      @Nullable Long storageBytes) {
    return new RunEnvironment(
        runId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        exitCode,
        computeSeconds,
        storageBytes);
  }

  /** The same with the end of the run, the time and the space that it took, as given. */
  public RunEnvironment withEnd(
      @Nullable Long newExitCode, @Nullable Double newSeconds, @Nullable Long newBytes) {
    return new RunEnvironment(
        runId,
        program,
        arguments,
        python,
        os,
        host,
        gpu,
        gpuCount,
        cpuCount,
        gitRemote,
        gitCommit,
        newExitCode,
        newSeconds,
        newBytes);
  }

  /** The same while the run hadn't ended yet. */
  public RunEnvironment withoutEnd() {
    return withEnd(null, null, null);
  }
}
