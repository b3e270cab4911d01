package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
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

/** Entities, projects and runs, read from the logs of a directory. */
class RunsOfFilesTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Path folder;

  RunsOfFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void severalSegmentsOfARunAreOneRunAndTheLastDecides() {
    LogWriter.run("a", "team", "vision", 2_000)
        .runSays(8, "second name")
        .removesConfig("lr")
        .row(10)
        .exit(1)
        .to(folder, "run-2", "a");
    LogWriter.run("a", "team", "vision", 1_000)
        .runSays(8, "first name")
        .runSays(9, "notes")
        .config("0.1", "lr")
        .config("{\"depth\":2}", "model")
        .row(0)
        .exit(0)
        .to(folder, "run-1", "a");

    Run run = asking().run("a");

    assertThat(asking().runs()).hasSize(1);
    assertThat(run.displayName()).isEqualTo("second name");
    assertThat(run.notes()).isEqualTo("notes");
    assertThat(run.state()).isEqualTo("failed");
    assertThat(run.config()).isEqualTo("{\"model\":{\"depth\":2}}");
    assertThat(run.createdAt()).isEqualTo(Instant.ofEpochSecond(1_000));
    assertThat(run.historyLineCount()).isEqualTo(2);
  }

  @Test
  void aRunWithoutEntityAndProjectIsLocalAndUncategorized() {
    LogWriter.run("a", "", "", 1_000).to(folder, "run-1", "a");
    FilesClient client = client(folder);

    assertThat(client.newestProject()).isEqualTo(new ProjectPath("local", "uncategorized"));
    assertThat(client.viewer(CallScope.unbounded()).entity()).isEqualTo("local");
  }

  @Test
  void theSameIdInTwoProjectsIsTwoRuns() {
    LogWriter.run("a", "team", "vision", 1_000).row(0).to(folder, "run-1", "a");
    LogWriter.run("a", "team", "speech", 2_000).row(0).row(1).to(folder, "run-2", "a");

    assertThat(asking().run("a").historyLineCount()).isEqualTo(1);
    assertThat(client(folder).newestProject().project()).isEqualTo("speech");
    assertThat(Asking.all(client(folder).projects("team", CallScope.unbounded())))
        .containsExactly("speech", "vision");
  }

  @Test
  void aFileThatGrewIsReadAgain() {
    LogWriter log = LogWriter.run("a", "team", "vision", 1_000).row(0);
    log.to(folder, "run-1", "a");
    Asking asking = asking();
    List<?> before = asking.history("a");
    log.row(1).to(folder, "run-1", "a");

    List<?> after = asking.history("a");

    assertThat(before).hasSize(1);
    assertThat(after).hasSize(2);
  }

  @Test
  void symbolicLinksAreNotFollowed() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    LogWriter.run("secret", "team", "vision", 1_000).to(outside, "run-1", "secret");
    Path wandb = Files.createDirectories(folder.resolve("wandb"));
    LogWriter.run("a", "team", "vision", 1_000).row(0).to(wandb, "run-1", "a");
    Files.createSymbolicLink(wandb.resolve("latest-run"), wandb.resolve("run-1"));
    Files.createSymbolicLink(wandb.resolve("run-2"), outside.resolve("run-1"));

    List<Run> runs = new Asking(client(wandb), PROJECT).runs();

    assertThat(runs).extracting(Run::id).containsExactly("a");
  }

  @Test
  void oneLogOrOneRunDirectoryMayBeNamed() {
    Path log = LogWriter.run("a", "team", "vision", 1_000).to(folder, "run-1", "a");
    LogWriter.run("b", "team", "vision", 1_000).to(folder, "run-2", "b");
    Path directory = Objects.requireNonNull(log.getParent());

    assertThat(new Asking(client(log), PROJECT).runs()).extracting(Run::id).containsExactly("a");
    assertThat(new Asking(client(directory), PROJECT).runs())
        .extracting(Run::id)
        .containsExactly("a");
  }

  @Test
  void keysAreCountedByTypeAsTheApiCountsThem() {
    LogWriter.run("a", "team", "vision", 1_000)
        .row(
            0,
            item("1", "loss"),
            item("true", "mixed"),
            item("\"histogram\"", "h", "_type"),
            item("[1,2]", "h", "values"),
            item("{\"_type\":\"image-file\",\"path\":\"x.png\"}", "img"),
            item("3", "nested", "deep", "x"))
        .row(
            1,
            item("NaN", "loss"),
            item("\"NaN\"", "loss2"),
            item("{\"bare\":NaN,\"quoted\":\"-Infinity\"}", "best"),
            item("\"s\"", "mixed"),
            item("[]", "list"),
            item("null", "nothing"),
            item("{}", "empty"))
        .to(folder, "run-1", "a");

    HistoryKeys keys = Objects.requireNonNull(asking().run("a").historyKeys());

    assertThat(keys.lastStep()).isEqualTo(1);
    assertThat(keys.steps()).isEqualTo(2);
    assertThat(keys.keys())
        .containsEntry("_step", List.of(count("number", 2)))
        .containsEntry("loss", List.of(count("number", 2)))
        .containsEntry("loss2", List.of(count("string", 1)))
        .containsEntry("mixed", List.of(count("bool", 1), count("string", 1)))
        .containsEntry("h", List.of(count("histogram", 1)))
        .containsEntry("img", List.of(count("image-file", 1)))
        .containsEntry("nested.deep.x", List.of(count("number", 1)))
        .containsEntry("best.bare", List.of(count("number", 1)))
        .containsEntry("best.quoted", List.of(count("string", 1)))
        .containsEntry("list", List.of(count("list", 1)))
        .containsEntry("nothing", List.of(count("nil", 1)))
        .containsEntry("empty", List.of(count("map", 1)))
        .hasSize(12);
  }

  @Test
  void theSummaryIsAppliedInOrder() {
    LogWriter.run("a", "team", "vision", 1_000)
        .summary("1", "loss")
        .summary("{\"runtime\":5}", "_wandb")
        .summary("NaN", "loss")
        .summary("{\"b\":1}", "a")
        .summary("2", "a", "c")
        .to(folder, "run-1", "a");

    String summary = asking().run("a").summary();

    assertThat(summary)
        .isEqualTo("{\"loss\":\"NaN\",\"_wandb\":{\"runtime\":5},\"a\":{\"b\":1,\"c\":2}}");
  }

  @Test
  void aMapThatIsPutIntoTheSummaryTakesThePlaceOfTheOneBefore() {
    LogWriter.run("a", "team", "vision", 1_000)
        .summary("{\"epoch\":2,\"acc\":0.8}", "best")
        .summary("{\"first\":9,\"second\":8}", "kept")
        .summary("{\"b\":1}", "deep", "er", "a")
        .to(folder, "run-1", "a");
    LogWriter.run("a", "team", "vision", 2_000)
        .summary("{\"loss\":0.2}", "best")
        .summary("7", "kept", "second")
        .summary("{\"c\":2}", "deep", "er", "a")
        .to(folder, "run-2", "a");

    assertThat(asking().run("a").summary())
        .isEqualTo(
            "{\"kept\":{\"first\":9,\"second\":7},\"deep\":{\"er\":{\"a\":{\"c\":2}}},"
                + "\"best\":{\"loss\":0.2}}");
  }

  @Test
  void aSummaryThatTheWriterLeftToTheServerIsTheLastOfEachMetric() {
    LogWriter.run("a", "team", "vision", 1_000)
        .row(0, item("1", "loss"), item("0.5", "acc"))
        .row(3, item("2", "loss"))
        .to(folder, "run-1", "a");

    assertThat(asking().run("a").summary()).isEqualTo("{\"loss\":2,\"acc\":0.5,\"_step\":3}");
  }

  @Test
  void whatIsNotAskedForIsNull() {
    LogWriter.run("a", "team", "vision", 1_000).runSays(10, "tag").row(0).to(folder, "r", "a");

    Run run =
        Asking.all(client(folder).runs(RunsRequest.all(PROJECT), CallScope.unbounded())).get(0);

    assertThat(run.id()).isEqualTo("a");
    assertThat(run)
        .hasAllNullFieldsOrPropertiesExcept("id", "tags", "forks", "faults")
        .returns(List.of(), Run::tags)
        .returns(List.of(), Run::forks);
  }

  @Test
  void exactFiltersOrderAndLimitAreDecidedHere() {
    for (int i = 0; i < 250; i++) {
      LogWriter.run("run" + i, "team", "vision", 1_000 + i)
          .exit(i % 2)
          .to(folder, "r" + i, "x" + i);
    }
    RunFilter failed = new RunFilter.In(RunField.STATE, List.of("failed"));
    RunFilter some =
        new RunFilter.Or(List.of(Asking.ids("run3", "run4"), new RunFilter.Or(List.of())));
    FilesClient client = client(folder);

    List<Run> newest =
        Asking.all(
            client.runs(
                RunsRequest.all(PROJECT)
                    .withFilter(failed)
                    .withOrder(RunOrder.NEWEST_FIRST)
                    .withLimit(2),
                CallScope.unbounded()));

    assertThat(newest).extracting(Run::id).containsExactly("run249", "run247");
    assertThat(asking().runs(new RunFilter.And(List.of(failed, some)))).hasSize(1);
    assertThat(asking().runs(new RunFilter.HasTag("unknown"))).hasSize(250);
    assertThat(client.count(PROJECT, failed, CallScope.unbounded())).isEqualTo(125);
  }

  @Test
  void anUnknownEntityOrProjectIsToldAsSuch() {
    LogWriter.run("a", "team", "vision", 1_000).to(folder, "run-1", "a");
    FilesClient client = client(folder);

    assertThatThrownBy(() -> client.projects("nobody", CallScope.unbounded()))
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_ENTITY));
    assertThat(client.project(new ProjectPath("team", "none"), CallScope.unbounded())).isEmpty();
    assertThatThrownBy(
            () ->
                client.runs(
                    RunsRequest.all(new ProjectPath("team", "none")), CallScope.unbounded()))
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_PROJECT));
  }

  private Asking asking() {
    return new Asking(client(folder), PROJECT);
  }

  private static FilesClient client(Path path) {
    return FilesClient.open(path, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static TypeCount count(String type, long count) {
    return new TypeCount(type, count, Map.of());
  }
}
