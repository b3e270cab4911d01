package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.logged.ListedEnvironment;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.logged.TextLine;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.MetadataReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environments of listed runs. Where neither the list nor the config tells a fact that is read,
 * the file of metadata is fetched that the client saves with a run, if there is one.
 */
final class CompletedEnvironments implements Pages<RunEnvironment> {
  private static final String FILE = "wandb-metadata.json";

  /** A few kilobytes, usually. */
  private static final int MOST_CHARACTERS = 4 << 20;

  /** The failures of files that end what is read of others. */
  private static final Set<Kind> FATAL =
      Set.of(Kind.CANCELLED, Kind.TIMEOUT, Kind.LIMIT_EXCEEDED, Kind.UNAUTHENTICATED);

  private static final Map<String, Function<RunEnvironment, @Nullable Object>> FACTS =
      Map.of(
          "program", RunEnvironment::program,
          "arguments", RunEnvironment::arguments,
          "python", RunEnvironment::python,
          "os", RunEnvironment::os,
          "host", RunEnvironment::host,
          "gpu", RunEnvironment::gpu,
          "gpu_count", RunEnvironment::gpuCount,
          "cpu_count", RunEnvironment::cpuCount,
          "git_remote", RunEnvironment::gitRemote,
          "git_commit", RunEnvironment::gitCommit);

  private final WandbClient client;
  private final ProjectPath project;
  private final Pages<Run> runs;
  private final Set<String> columns;
  private final CallScope scope;
  private boolean hasFailed;

  /** Those of {@code runs}, with the facts in {@code columns}. */
  CompletedEnvironments(
      WandbClient client,
      ProjectPath project,
      Pages<Run> runs,
      Set<String> columns,
      CallScope scope) {
    this.client = client;
    this.project = project;
    this.runs = runs;
    this.columns = columns;
    this.scope = scope;
  }

  /** Whether a reader of {@code columns} may have files fetched. */
  static boolean mayFetch(Set<String> columns) {
    return columns.stream().anyMatch(FACTS::containsKey);
  }

  @Override
  public @Nullable List<RunEnvironment> next() {
    List<Run> page = runs.next();
    if (page == null) {
      return null;
    }
    List<Object> lacking = new ArrayList<>();
    List<RunEnvironment> listed = new ArrayList<>();
    for (Run run : page) {
      ListedEnvironment found = run.environment();
      RunEnvironment facts =
          found == null ? RunEnvironment.ofEnd(run.id(), null, null, null) : found.facts();
      listed.add(facts);
      // The notes in a config are the same as those in the file.
      if ((found == null || !found.isOfMachine()) && lacks(facts)) {
        lacking.add(run.id());
      }
    }
    Map<String, EnvironmentBuilder> files =
        lacking.isEmpty() || hasFailed ? Map.of() : files(lacking);
    return listed.stream().map(facts -> with(facts, files.get(facts.runId()))).toList();
  }

  @Override
  public void close() {
    runs.close();
  }

  private boolean lacks(RunEnvironment facts) {
    boolean hasNoGpu = facts.gpuCount() != null && facts.gpuCount() == 0;
    return FACTS.entrySet().stream()
        .filter(fact -> columns.contains(fact.getKey()))
        .filter(fact -> !hasNoGpu || !fact.getKey().equals("gpu"))
        .anyMatch(fact -> fact.getValue().apply(facts) == null);
  }

  /** The facts in the files of the runs called {@code ids}, as far as these have any. */
  private Map<String, EnvironmentBuilder> files(List<Object> ids) {
    Map<String, StringBuilder> texts = new HashMap<>();
    RunFilter these = new RunFilter.In(RunField.ID, ids);
    try (Pages<TextLine> lines = client.runStreams().lines(project, these, FILE, scope)) {
      for (List<TextLine> page = lines.next(); page != null; page = lines.next()) {
        for (TextLine line : page) {
          StringBuilder text = texts.computeIfAbsent(line.runId(), any -> new StringBuilder());
          if (text.length() < MOST_CHARACTERS) {
            text.append(line.line()).append('\n');
          }
        }
      }
    } catch (WandbException e) {
      if (FATAL.contains(e.kind())) {
        throw e;
      }
      hasFailed = true;
      scope.warn(
          ("run_environment of %s: the files %s, which alone tell some of what is read, can't be"
                  + " had: %s; values that neither the server nor the configs tell are NULL")
              .formatted(project, FILE, e.getMessage()));
    }
    Map<String, EnvironmentBuilder> facts = new HashMap<>();
    texts.forEach(
        (run, text) -> {
          try {
            facts.put(run, MetadataReader.read(text.toString()));
          } catch (IOException e) {
            // It is incomplete while a run begins.
          }
        });
    return facts;
  }

  private static RunEnvironment with(RunEnvironment facts, @Nullable EnvironmentBuilder file) {
    if (file == null) {
      return facts;
    }
    EnvironmentBuilder all = EnvironmentBuilder.of(facts);
    all.addAll(file);
    return all.build(facts.runId(), facts.exitCode(), facts.computeSeconds(), facts.storageBytes());
  }
}
