package io.github.wandbjdbc.client.reading;

import io.github.wandbjdbc.client.logged.RunEnvironment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a run ran on from the places that tell of it; those that are added first count. */
public final class EnvironmentBuilder {
  /** A fact that is a text. */
  public enum Fact {
    PROGRAM,
    PYTHON,
    OS,
    HOST,
    GPU,
    GIT_REMOTE,
    GIT_COMMIT
  }

  private final Map<Fact, String> texts = new EnumMap<>(Fact.class);
  private @Nullable List<String> arguments;
  private @Nullable Long gpuCount;
  private @Nullable Long cpuCount;

  /** One that knows what {@code known} tells of a machine and a program. */
  public static EnvironmentBuilder of(RunEnvironment known) {
    EnvironmentBuilder builder = new EnvironmentBuilder();
    builder.add(Fact.PROGRAM, known.program());
    builder.add(Fact.PYTHON, known.python());
    builder.add(Fact.OS, known.os());
    builder.add(Fact.HOST, known.host());
    builder.add(Fact.GPU, known.gpu());
    builder.add(Fact.GIT_REMOTE, known.gitRemote());
    builder.add(Fact.GIT_COMMIT, known.gitCommit());
    builder.addArguments(known.arguments());
    builder.addGpuCount(known.gpuCount());
    builder.addCpuCount(known.cpuCount());
    return builder;
  }

  /** Whether {@code fact} is known. */
  public boolean has(Fact fact) {
    return texts.containsKey(fact);
  }

  /** The fact; null if it isn't known. */
  public @Nullable String text(Fact fact) {
    return texts.get(fact);
  }

  /** Adds a fact, which is none if it is null or blank. */
  public void add(Fact fact, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      texts.putIfAbsent(fact, text);
    }
  }

  public void addArguments(@Nullable List<String> some) {
    arguments = arguments == null ? some : arguments;
  }

  public void addGpuCount(@Nullable Long count) {
    gpuCount = gpuCount == null ? count : gpuCount;
  }

  public void addCpuCount(@Nullable Long count) {
    cpuCount = cpuCount == null ? count : cpuCount;
  }

  /** Adds all that {@code other} knows. */
  public void addAll(EnvironmentBuilder other) {
    other.texts.forEach(this::add);
    addArguments(other.arguments);
    addGpuCount(other.gpuCount);
    addCpuCount(other.cpuCount);
  }

  /** Forgets all, and has what {@code other} knows. */
  public void replaceBy(EnvironmentBuilder other) {
    texts.clear();
    arguments = null;
    gpuCount = null;
    cpuCount = null;
    addAll(other);
  }

  /** Whether nothing that is told of a run's machine and program is missing. */
  public boolean isComplete() {
    return texts.size() == Fact.values().length
        && arguments != null
        && gpuCount != null
        && cpuCount != null;
  }

  /** The environment of {@code run}. */
  public RunEnvironment build(
      String run,
      @Nullable Long exitCode,
      @Nullable Double computeSeconds,
      @Nullable Long storageBytes) {
    return new RunEnvironment(
        run,
        text(Fact.PROGRAM),
        arguments,
        text(Fact.PYTHON),
        text(Fact.OS),
        text(Fact.HOST),
        text(Fact.GPU),
        gpuCount,
        cpuCount,
        text(Fact.GIT_REMOTE),
        text(Fact.GIT_COMMIT),
        exitCode,
        computeSeconds,
        storageBytes);
  }
}
