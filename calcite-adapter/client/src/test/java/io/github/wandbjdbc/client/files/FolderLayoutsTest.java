package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.files.opening.FileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places where clients, and programs around them, leave runs. */
class FolderLayoutsTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  FolderLayoutsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void runsLieInTheWandbFolderBelow() {
    run("a", "wandb/run-1");
    run("b", ".wandb/run-1");

    assertThat(ids(folder, false)).containsExactly("a", "b");
  }

  @Test
  void runsOfHydraLieInAFolderForEachJob() {
    run("a", "outputs/2026-01-01/10-00-00/wandb/run-1");
    run("b", "outputs/2026-01-01/11-00-00/.wandb/run-1");
    run("c", "multirun/2026-01-01/10-00-00/0/wandb/run-1");
    run("d", "multirun/2026-01-01/10-00-00/1/wandb/run-1");
    run("e", "multirun/2026-01-01/11-00-00/wandb/run-1");
    run("f", "wandb/run-1");

    assertThat(ids(folder, false)).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void deeperOnesAreFoundIfAskedFor() {
    run("a", "wandb/run-1");
    run("b", "alice/project/wandb/run-1");
    run("c", "bob/wandb/run-1");
    run("d", ".git/wandb/run-1");

    assertThat(ids(folder, false)).containsExactly("a");
    assertThat(ids(folder, true)).containsExactly("a", "b", "c");
  }

  @Test
  void aFolderOfFoldersSaysHowTheyAreFound() {
    run("a", "alice/wandb/run-1");
    run("b", "bob/wandb/run-1");

    assertThatThrownBy(() -> ids(folder, false))
        .hasMessageContaining("recursive=true looks deeper");
    assertThat(ids(folder, true)).containsExactly("a", "b");
  }

  @Test
  void aRunOfAClientBefore010IsRead() throws IOException {
    Path run = oldRun("run-20190601_120000-abc123");
    Files.writeString(
        run.resolve("wandb-history.jsonl"),
        """
        {"loss": 0.5, "_step": 0, "_runtime": 1.5, "_timestamp": 1559390401.5}
        {"loss": NaN, "acc": {"top1": 0.9}, "_step": 10, "_timestamp": 1559390402}
        """);
    Files.writeString(
        run.resolve("wandb-events.jsonl"),
        "{\"system.cpu\": 12.5, \"system.proc.memory.rssMB\": 3, \"_wandb\": true,"
            + " \"_timestamp\": 1559390403, \"_runtime\": 3}\n");
    Asking asking = asking();

    Run read = asking.run("abc123");
    List<HistoryRow> rows = asking.history("abc123", number("loss"), number("acc.top1"));
    List<SystemMetric> metrics =
        Asking.all(
            client(folder, false)
                .runStreams()
                .systemMetrics(PROJECT, RunFilter.ALL, CallScope.unbounded()));

    assertThat(read.state()).isEqualTo("finished");
    assertThat(read.createdAt()).isEqualTo(Instant.parse("2019-06-01T12:00:00.250Z"));
    assertThat(read.heartbeatAt()).isEqualTo(Instant.parse("2019-06-01T12:05:00Z"));
    assertThat(read.host()).isEqualTo("node7");
    assertThat(read.commit()).isEqualTo("c0ffee");
    assertThat(read.config()).isEqualTo("{\"lr\":0.001,\"layers\":[64,32],\"name\":\"base: 1\"}");
    assertThat(read.summary()).isEqualTo("{\"loss\":\"NaN\",\"best\":{\"acc\":0.9}}");
    assertThat(rows).extracting(HistoryRow::step).containsExactly(0L, 10L);
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(0.5, Double.NaN);
    assertThat(rows.get(1).value(1)).isEqualTo(0.9);
    assertThat(Objects.requireNonNull(read.historyKeys()).keys().get("loss"))
        .containsExactly(new HistoryKeys.TypeCount("number", 2, Map.of()));
    assertThat(metrics).extracting(SystemMetric::key).containsExactly("cpu", "proc.memory.rssMB");
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void anOldRunThatWasCutOffGivesItsWholeLines() throws IOException {
    Path run = oldRun("dryrun-20190601_120000-abc123");
    Files.writeString(
        run.resolve("wandb-history.jsonl"),
        "{\"loss\": 1, \"_step\": 0}\nnonsense\n{\"loss\": 2, \"_step\": 1}\n{\"loss\": 3, \"_st");
    Asking asking = asking();

    assertThat(asking.history("abc123")).hasSize(2);
    assertThat(asking.warnings())
        .containsExactly(
            "run abc123: dryrun-20190601_120000-abc123 is damaged in one place; the 2 intact rows"
                + " were read",
            "run abc123: dryrun-20190601_120000-abc123 ends within a record; the 2 rows before it"
                + " were read");
  }

  @Test
  void oldRunsAndNewOnesLieSideBySide() throws IOException {
    run("new", "wandb/run-20260601_120000-new");
    Path old = oldRun("run-20190601_120000-old");
    Files.writeString(old.resolve("wandb-history.jsonl"), "{\"loss\": 1, \"_step\": 0}\n");
    Path empty = oldRun("run-20190601_120000-silent");

    assertThat(empty).exists();
    assertThat(ids(folder, false)).containsExactly("new", "old", "silent");
  }

  @Test
  void aHistoryOfManyLinesIsReadFromTheMiddle() throws IOException {
    Path run = oldRun("run-20190601_120000-long");
    StringBuilder lines = new StringBuilder();
    for (int step = 0; step < 12_000; step++) {
      lines.append("{\"loss\": ").append(step).append(", \"_step\": ").append(step).append("}\n");
    }
    Files.writeString(run.resolve("wandb-history.jsonl"), lines);

    List<HistoryRow> rows = asking().history("long", new StepRange(11_000, 11_003), number("loss"));

    assertThat(rows).extracting(row -> row.value(0)).containsExactly(11_000.0, 11_001.0, 11_002.0);
  }

  private Path oldRun(String name) throws IOException {
    Path wandb = Files.createDirectories(folder.resolve("wandb"));
    Files.writeString(
        wandb.resolve("settings"), "[default]\nproject: vision\nentity: team\nbase_url = x\n");
    Path run = Files.createDirectories(wandb.resolve(name));
    Files.writeString(
        run.resolve("wandb-metadata.json"),
        "{\"root\": \"/home/ann\", \"git\": {\"remote\": \"r\", \"commit\": \"c0ffee\"},"
            + " \"startedAt\": \"2019-06-01T12:00:00.250000\", \"host\": \"node7\","
            + " \"heartbeatAt\": \"2019-06-01T12:05:00\", \"exitcode\": 0, \"state\":"
            + " \"finished\"}");
    Files.writeString(
        run.resolve("config.yaml"),
        """
        wandb_version: 1

        _wandb:
          desc: null
          value:
            cli_version: 0.8.35
        lr:
          desc: null
          value: 0.001
        layers:
          desc: null
          value:
          - 64
          - 32
        name:
          desc: null
          value: 'base: 1'
        """);
    Files.writeString(
        run.resolve("wandb-summary.json"), "{\"loss\": \"NaN\", \"best\": {\"acc\": 0.9}}");
    return run;
  }

  private void run(String id, String directory) {
    Path path = folder.resolve(directory);
    LogWriter.run(id, "team", "vision", 2_000_000_000L + id.charAt(0))
        .row(0)
        .exit(0)
        .to(Objects.requireNonNull(path.getParent()), String.valueOf(path.getFileName()), id);
  }

  private static List<String> ids(Path path, boolean isRecursive) {
    return new Asking(client(path, isRecursive), PROJECT)
        .runs().stream().map(Run::id).sorted().toList();
  }

  private Asking asking() {
    return new Asking(client(folder, false), PROJECT);
  }

  private static FilesClient client(Path path, boolean isRecursive) {
    return FilesClient.open(path, FileOptions.DEFAULT.withRecursive(isRecursive), LATER);
  }
}
