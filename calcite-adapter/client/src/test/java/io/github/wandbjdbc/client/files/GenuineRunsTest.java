package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nine runs that the official client wrote, held against what their training script noted. */
@Tag("text")
class GenuineRunsTest {
  private static final Path DIGITS = Path.of("../../sql-tests/src/test/resources/digits");
  private static final ProjectPath PROJECT = new ProjectPath("demo-team", "digits");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** Long after any checkout: no file was touched in the last minute. */
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final FilesClient client = FilesClient.open(DIGITS.resolve("wandb"), LATER);
  private final Asking asking = new Asking(client, PROJECT);

  @TestFactory
  List<DynamicTest> eachRunIsAsItsScriptNoted() throws IOException {
    return expected().properties().stream()
        .map(
            run ->
                DynamicTest.dynamicTest(
                    run.getKey(), () -> isAsNoted(run.getKey(), run.getValue())))
        .toList();
  }

  @Test
  void theNewestRunSaysWhichProjectIsCurrent() {
    assertThat(client.newestProject()).isEqualTo(PROJECT);
  }

  @Test
  void aFolderThatHoldsTheRunFolderIsTheSameAsIt() {
    Asking outside = new Asking(FilesClient.open(DIGITS, LATER), PROJECT);

    assertThat(outside.runs()).isEqualTo(asking.runs());
  }

  @Test
  void theRunThatWasKilledWarnsOfItsTornFile() {
    asking.history("adam-kill");

    assertThat(asking.warnings())
        .containsExactly(
            "run adam-kill: run-adam-kill.wandb ends within a record; the 935 rows before it were"
                + " read");
  }

  @Test
  void aWholeRunWarnsOfNothing() {
    asking.history("adam-long");

    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void runsComeInTheOrderOfTheirCreation() {
    assertThat(asking.runs())
        .extracting(Run::id)
        .containsExactly(
            "sgd-slow1",
            "sgd-mid01",
            "sgd-hot01",
            "mom-mid01",
            "mom-big01",
            "adam-mid1",
            "adam-fast",
            "adam-kill",
            "adam-long");
  }

  private void isAsNoted(String id, JsonNode noted) throws IOException {
    Run run = asking.run(id);
    List<HistoryRow> rows =
        asking.history(id, number("train/loss"), number("val/acc"), number("epoch"));
    Map<String, Object> config = JSON.readValue(run.config(), OBJECT);

    assertThat(run.displayName()).isEqualTo(noted.get("name").asText());
    assertThat(run.group()).isEqualTo(noted.get("group").asText());
    assertThat(run.state()).isEqualTo(noted.get("state").asText());
    assertThat(run.tags())
        .isEqualTo(noted.get("tags").valueStream().map(JsonNode::asText).toList());
    assertThat(config)
        .containsAllEntriesOf(JSON.convertValue(noted.get("config"), OBJECT))
        .doesNotContainKey("_wandb");
    assertThat(run.historyLineCount()).isEqualTo(noted.get("rows_on_disk").asLong());
    assertThat(rows).hasSize(noted.get("rows_on_disk").asInt());
    assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
    assertThat(rows.stream().filter(row -> Double.valueOf(Double.NaN).equals(row.value(0))))
        .hasSize(noted.get("nan_train_loss").asInt());
    assertThat(rows.stream().mapToDouble(row -> row.value(1) instanceof Double d ? d : -1).max())
        .hasValue(noted.path("max_val_acc_on_disk").asDouble(noted.get("max_val_acc").asDouble()));
  }

  private static JsonNode expected() throws IOException {
    return JSON.readTree(DIGITS.resolve("expected.json").toFile());
  }
}
