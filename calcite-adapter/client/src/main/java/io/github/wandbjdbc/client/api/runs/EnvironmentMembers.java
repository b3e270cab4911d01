package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.json.InternalNotes;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.logged.ListedEnvironment;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one run's node that tell of its environment. */
final class EnvironmentMembers {
  /** The fields of a run that are parts of its environment. */
  static final Set<RunField> FIELDS =
      EnumSet.of(
          RunField.EXIT_CODE,
          RunField.COMPUTE_SECONDS,
          RunField.STORAGE_BYTES,
          RunField.ENVIRONMENT);

  private @Nullable Long exitCode;
  private @Nullable Double computeSeconds;
  private @Nullable Long storageBytes;
  private final EnvironmentBuilder info = new EnvironmentBuilder();
  private @Nullable List<String> arguments;
  private @Nullable InternalNotes notes;

  void exitCode(JsonParser value) throws IOException {
    exitCode = JsonFields.whole(value);
  }

  void computeSeconds(JsonParser value) throws IOException {
    String text = JsonFields.text(value);
    try {
      computeSeconds = text == null ? null : (Double) StoredNumber.parse(text);
    } catch (NumberFormatException e) {
      throw new IOException("a number of seconds was expected", e);
    }
  }

  void storageBytes(JsonParser value) throws IOException {
    storageBytes = JsonFields.whole(value);
  }

  void info(JsonParser value) throws IOException {
    Node node = Node.read(value);
    info.add(Fact.PROGRAM, node.text("program"));
    info.add(Fact.PYTHON, node.text("python"));
    info.add(Fact.OS, node.text("os"));
    info.add(Fact.GPU, node.text("gpu"));
    info.add(Fact.GIT_REMOTE, node.at("git").text("remote"));
    info.add(Fact.GIT_COMMIT, node.at("git").text("commit"));
    info.addGpuCount(node.whole("gpuCount"));
    info.addCpuCount(node.whole("cpuCount"));
    arguments = node.has("args") ? node.texts("args") : null;
  }

  /** Takes note of the config, as the server holds it. */
  void config(@Nullable String config) throws IOException {
    notes = InternalNotes.read(config);
  }

  /** The environment of run {@code id}. */
  ListedEnvironment build(String id, @Nullable String host, @Nullable String commit) {
    EnvironmentBuilder facts = new EnvironmentBuilder();
    facts.add(Fact.HOST, host);
    facts.add(Fact.GIT_COMMIT, commit);
    facts.addAll(info);
    if (arguments != null && !arguments.isEmpty()) {
      facts.addArguments(arguments);
    }
    if (notes != null) {
      facts.addAll(notes.environment());
    }
    // A server that doesn't know of any says that there are none.
    facts.addArguments(arguments);
    return new ListedEnvironment(
        facts.build(id, exitCode, computeSeconds, storageBytes),
        notes != null && !notes.areMissing(),
        notes != null && notes.areOfMachine());
  }
}
