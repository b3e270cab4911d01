package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.all;
import static io.github.wandbjdbc.client.files.LogWriter.item;
import static io.github.wandbjdbc.client.files.LogWriter.message;
import static io.github.wandbjdbc.client.files.LogWriter.number;
import static io.github.wandbjdbc.client.files.LogWriter.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.logged.Alert;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things that logs hold beside rows, and that lie beside logs. */
class LoggedThingsTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final List<String> warnings = new ArrayList<>();
  private final CallScope scope =
      new CallScope(null, (ScanWarning warning) -> warnings.add(warning.message()));
  private final Path folder;

  LoggedThingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static LogWriter run(String id, long startSeconds) {
    return LogWriter.run(id, "team", "vision", startSeconds);
  }

  private static Path directoryOf(Path log) {
    return Objects.requireNonNull(log.getParent());
  }

  private FilesClient client() {
    return FilesClient.open(folder, LATER);
  }

  private List<ConsoleLine> lines() {
    return all(client().runStreams().consoleLogs(PROJECT, RunFilter.ALL, Long.MAX_VALUE, scope));
  }

  private List<RunFile> files() {
    return all(client().runStreams().files(PROJECT, RunFilter.ALL, null, null, scope));
  }

  private RunEnvironment environment() {
    return all(client().runStreams().environments(PROJECT, RunFilter.ALL, scope)).get(0);
  }

  private List<Artifact> artifacts() {
    return all(client().artifacts().versions(PROJECT, null, null, scope));
  }

  private static Field record(Object... fieldsAndValues) {
    return message(builder(fieldsAndValues));
  }

  /** A message; each value is a number, a text or a field. */
  private static UnknownFieldSet.Builder builder(Object... fieldsAndValues) {
    UnknownFieldSet.Builder builder = UnknownFieldSet.newBuilder();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      Object value = fieldsAndValues[i + 1];
      builder.mergeField(
          (Integer) fieldsAndValues[i],
          value instanceof Field field
              ? field
              : value instanceof String text ? text(text) : number(((Number) value).longValue()));
    }
    return builder;
  }

  @Test
  void consoleLinesOfAllLogsOfARunAreNumberedTogether() {
    run("a", 1_000)
        .output(13, false, 1_001, "one\n")
        .output(13, true, 1_002, "two")
        .to(folder, "run-1", "a");
    run("a", 2_000).output(4, false, 2_001, "three\n").to(folder, "run-2", "a");
    run("b", 3_000).row(0).to(folder, "run-3", "b");

    assertThat(lines())
        .extracting(
            ConsoleLine::runId,
            ConsoleLine::number,
            ConsoleLine::writtenAt,
            ConsoleLine::level,
            ConsoleLine::line)
        .containsExactly(
            tuple("a", 0L, Instant.ofEpochSecond(1_001), null, "one"),
            tuple("a", 1L, Instant.ofEpochSecond(1_002), "error", "two"),
            tuple("a", 2L, Instant.ofEpochSecond(2_001), null, "three"));
  }

  @Test
  void aLongConsoleComesInPages() {
    LogWriter log = run("a", 1_000);
    for (int i = 0; i < 100; i++) {
      log.output(13, false, 1_001, (i + "x".repeat(999) + "\n").repeat(100));
    }
    log.to(folder, "run-1", "a");

    assertThat(lines()).hasSize(10_000).extracting(ConsoleLine::number).isSorted();
  }

  @Test
  void anAlertHasTheTimeOfWhatWasNotedLastBeforeIt() {
    run("a", 1_000)
        .alert("first", "at the start", "INFO")
        .stats(1_500, "1", "cpu")
        .alert("second", "", "WARN")
        .row(0, item("1600.5", "_timestamp"))
        .alert("third", "text", "ERROR")
        .to(folder, "run-1", "a");
    run("a", 2_000).alert("fourth", "", "INFO").to(folder, "run-2", "a");

    assertThat(all(client().runStreams().alerts(PROJECT, RunFilter.ALL, scope)))
        .extracting(Alert::number, Alert::raisedAt, Alert::level, Alert::title)
        .containsExactly(
            tuple(0L, Instant.ofEpochMilli(1_000_000), "INFO", "first"),
            tuple(1L, Instant.ofEpochMilli(1_500_000), "WARN", "second"),
            tuple(2L, Instant.ofEpochMilli(1_600_500), "ERROR", "third"),
            tuple(3L, Instant.ofEpochMilli(2_000_000), "INFO", "fourth"));
  }

  @Test
  void definitionsOfAMetricAddUpUnlessOneOverwrites() {
    run("a", 1_000)
        .record(12, builder(1, "loss", 7, record(1, 1), 8, 1))
        .record(12, builder(1, "loss", 4, "epoch", 6, record(2, 1), 7, record(5, 1)))
        .record(12, builder(2, "val/*", 4, "epoch", 7, record(3, 1)))
        .record(12, builder(2, "val/*", 7, record(2, 1), 8, 2, 9, record(1, 1)))
        .record(12, builder(4, "only an axis"))
        .to(folder, "run-1", "a");

    assertThat(all(client().runStreams().metricDefinitions(PROJECT, RunFilter.ALL, scope)))
        .containsExactly(
            new MetricDefinition("a", "loss", "epoch", "min,last", "minimize", true),
            new MetricDefinition("a", "val/*", null, "max", "maximize", false));
  }

  @Test
  void theFilesOfARunAreThoseBesideItsLogsAndThoseThatTheyName() throws IOException {
    Path directory =
        directoryOf(
            run("a", 1_000)
                .record(6, builder(1, record(1, "model.h5")))
                .record(6, builder(1, record(1, "*.txt")))
                .record(6, builder(1, record(1, "../../secret")))
                .record(6, builder(1, record(1, "/etc/passwd")))
                .record(6, builder(1, record(1, "sub/log.txt")))
                .to(folder, "offline-run-1-a", "a"));
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectories(directory.resolve("files/sub"));
    Files.writeString(directory.resolve("files/sub/log.txt"), "12345");
    Files.writeString(directory.resolve("files/config.yaml"), "{}");
    Files.createSymbolicLink(directory.resolve("files/link"), folder.resolve("secret"));
    Files.createSymbolicLink(directory.resolve("files/model.h5"), folder.resolve("secret"));
    Files.createSymbolicLink(directory.resolve("files/folder"), folder);

    assertThat(files())
        .extracting(RunFile::name, RunFile::sizeBytes)
        .containsExactly(
            tuple("config.yaml", 2L), tuple("model.h5", null), tuple("sub/log.txt", 5L));
  }

  @Test
  void aFolderOfFilesBesideSeveralLogsIsNobodys() throws IOException {
    run("a", 1_000).to(folder, "logs", "a");
    run("b", 1_000).to(folder, "logs", "b");
    Files.createDirectories(folder.resolve("logs/files"));
    Files.writeString(folder.resolve("logs/files/x"), "x");

    assertThat(files()).isEmpty();
  }

  @Test
  void whatLaterRecordsSayOfTheMachineCountsAndTheNotesBesideTheLogTellTheRest()
      throws IOException {
    Path directory =
        directoryOf(
            run("a", 1_000)
                .record(
                    26, builder(1, "Linux", 2, "3.9", 5, "--lr", 5, "1", 6, "train.py", 12, "old"))
                .record(26, builder(12, "new", 16, 4, 24, record(1, "A100"), 24, record(1, "A100")))
                .exit(254)
                .exit(1)
                .to(folder, "run-1", "a"));
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(
        directory.resolve("files/wandb-metadata.json"),
        """
        {"os": "Other", "host": "other", "memory": {"total": "1"}, "cpu_count": "16",
         "git": {"remote": "https://example.org/x.git", "commit": "c0ffee"}}""");

    assertThat(environment())
        .isEqualTo(
            new RunEnvironment(
                "a",
                "train.py",
                List.of("--lr", "1"),
                "3.9",
                "Linux",
                "new",
                "A100",
                2L,
                4L,
                "https://example.org/x.git",
                "c0ffee",
                254L,
                null,
                null));
  }

  @Test
  void aRunHasTheHostAndTheCommitThatAreNotedBesideItsLog() throws IOException {
    Path directory = directoryOf(run("a", 1_000).to(folder, "run-1", "a"));
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(
        directory.resolve("files/wandb-metadata.json"),
        "{\"host\": \"noted\", \"git\": {\"commit\": \"c0ffee\"}}");
    run("b", 2_000).runSays(13, "logged").to(folder, "run-2", "b");

    assertThat(new Asking(client(), PROJECT).runs())
        .extracting(Run::host, Run::commit)
        .containsExactly(tuple("noted", "c0ffee"), tuple("logged", null));
  }

  @Test
  void aRunOfWhichNothingIsNotedHasAnEnvironmentOfNulls() throws IOException {
    Path directory = directoryOf(run("a", 1_000).to(folder, "run-1", "a"));
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(directory.resolve("files/wandb-metadata.json"), "{\"os\": \"Li");

    assertThat(environment())
        .isEqualTo(
            new RunEnvironment(
                "a", null, null, null, null, null, null, null, null, null, null, null, null, null));
  }

  private static UnknownFieldSet.Builder artifact(
      String type, String name, String digest, String alias, Field manifest) {
    return builder(4, type, 5, name, 6, digest, 11, alias, 12, manifest);
  }

  private static Field file(String path, int size) {
    return record(1, path, 2, "md5 of " + path, 4, size);
  }

  @Test
  void theSameContentUnderOneNameIsOneVersionAndAnAliasHasOneVersionOfACollection() {
    run("a", 1_000)
        .record(
            8, artifact("model", "net", "d1", "latest", record(4, file("w", 5), 4, file("r", 0))))
        .to(folder, "run-1", "a");
    run("b", 2_000)
        .record(
            8, artifact("model", "net", "d1", "latest", record(4, file("w", 5), 4, file("r", 0))))
        .record(8, artifact("model", "net", "d2", "latest", record(4, file("w", 7))))
        .record(8, artifact("model", "other", "d1", "latest", record()))
        .to(folder, "run-2", "b");

    assertThat(artifacts())
        .extracting(
            Artifact::collection,
            Artifact::digest,
            Artifact::sizeBytes,
            Artifact::fileCount,
            Artifact::aliases,
            Artifact::createdAt,
            Artifact::version)
        .containsExactly(
            tuple("net", "d1", 5L, 2L, List.of(), Instant.ofEpochSecond(1_000), null),
            tuple("net", "d2", 7L, 1L, List.of("latest"), Instant.ofEpochSecond(2_000), null),
            tuple("other", "d1", 0L, 0L, List.of("latest"), Instant.ofEpochSecond(2_000), null));
    assertThat(all(client().artifacts().types(PROJECT, scope)))
        .extracting(Artifact.Type::name)
        .containsExactly("model");
    assertThat(all(client().artifacts().collections(PROJECT, null, scope)))
        .extracting(Artifact.Collection::name)
        .containsExactly("net", "other");
    assertThat(all(client().artifacts().files(PROJECT, null, scope)))
        .extracting(Artifact.File::artifactId, Artifact.File::name, Artifact.File::sizeBytes)
        .containsExactly(
            tuple("model/net/d1", "w", 5L),
            tuple("model/net/d1", "r", 0L),
            tuple("model/net/d2", "w", 7L));
    assertThat(all(client().artifacts().uses(PROJECT, Asking.ids("b"), false, scope)))
        .extracting(Artifact.Use::artifactId)
        .containsExactly("model/net/d1", "model/net/d2", "model/other/d1");
    assertThat(warnings)
        .containsExactly(
            "artifacts: version, state and updated_at are NULL, since run files don't tell: only a"
                + " server does",
            "artifact_types: description is NULL, since run files don't tell: only a server does",
            "artifact_collections: description is NULL, since run files don't tell: only a server"
                + " does");
  }

  @Test
  void aRunUsesWhatItSaysAndWhatItLogsToUse() {
    run("a", 1_000)
        .record(25, builder(1, "QXJ0", 2, "dataset", 3, "lab/data/digits:v3"))
        .record(25, builder(1, "QXJ1", 2, "dataset", 3, "digits:latest"))
        .record(8, artifact("code", "source", "d", "latest", record()).mergeField(10, number(1)))
        .to(folder, "run-1", "a");

    assertThat(all(client().artifacts().uses(PROJECT, RunFilter.ALL, null, scope)))
        .containsExactly(
            new Artifact.Use("a", true, "QXJ0", "dataset", "digits", "v3", "lab", "data"),
            new Artifact.Use("a", true, "QXJ1", "dataset", "digits", null, null, null),
            new Artifact.Use("a", false, "code/source/d", "code", "source", null, "team", "vision"),
            new Artifact.Use("a", true, "code/source/d", "code", "source", null, "team", "vision"));
    assertThat(all(client().artifacts().uses(PROJECT, RunFilter.ALL, true, scope))).hasSize(3);
  }

  @Test
  void aManifestThatIsNotInTheLogIsMissedAloud() {
    run("a", 1_000)
        .record(8, artifact("model", "net", "d1", "latest", record(5, "/tmp/manifest.jl.gz")))
        .to(folder, "run-1", "a");

    assertThat(artifacts()).extracting(Artifact::fileCount).containsExactly((Long) null);
    warnings.clear();
    assertThat(all(client().artifacts().files(PROJECT, null, scope))).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "artifact_files: the log doesn't list the files of artifact model/net/d1, only a server"
                + " does");
  }

  @Test
  void aSystemMetricIsCalledAsTheClientCallsItToAServer() {
    run("a", 1_000)
        .stats(1_001, "1.5", "system.powerWatts")
        .stats(1_002, "2.5", "cpu")
        .to(folder, "run-1", "a");

    assertThat(all(client().runStreams().systemMetrics(PROJECT, RunFilter.ALL, scope)))
        .extracting(SystemMetric::key, SystemMetric::value)
        .containsExactly(tuple("system.powerWatts", 1.5), tuple("cpu", 2.5));
  }

  @Test
  void damageAndATornEndAreToldWithWhatCouldBeRead() throws IOException {
    byte[] log =
        run("a", 1_000)
            .output(13, false, 1_001, "one\n")
            .alert("an alert", "text", "INFO")
            .output(13, false, 1_002, "two\n")
            .toBytes();
    byte[] torn = Arrays.copyOf(log, log.length - 3);
    LogWriter.write(folder, "run-1", "a", torn);

    assertThat(lines()).extracting(ConsoleLine::line).containsExactly("one");
    assertThat(warnings)
        .containsExactly("run a: run-a.wandb ends within a record; what is before it was read");
  }
}
