package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.Asking.number;
import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that were cut, overwritten, or never were logs. */
class DamagedLogTest {
  private static final ProjectPath PROJECT = new ProjectPath("team", "vision");
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path folder;

  DamagedLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aLogCutAnywhereGivesTheRowsBeforeTheCut() {
    LogWriter log = log();
    int[] ends = new int[20];
    for (int step = 0; step < 20; step++) {
      ends[step] = log.row(step, item(Integer.toString(step), "loss")).size();
    }
    byte[] whole = log.toBytes();

    for (int length = ends[0]; length <= whole.length; length++) {
      LogWriter.write(folder, "run-a", "a", Arrays.copyOf(whole, length));
      int cut = length;
      Asking asking = asking();

      assertThat(asking.history("a"))
          .hasSize((int) Arrays.stream(ends).filter(e -> e <= cut).count());
      assertThat(asking.warnings()).hasSize(Arrays.stream(ends).anyMatch(e -> e == cut) ? 0 : 1);
    }
  }

  @Test
  void recordsCrossBlocksAndAreReadWhole() {
    LogWriter log = log();
    String text = "\"" + "x".repeat(100_000) + "\"";
    for (int step = 0; step < 30; step++) {
      log.row(step, item(text, "text"), item(Integer.toString(step), "loss"));
    }
    log.to(folder, "run-a", "a");
    Asking asking = asking();

    List<HistoryRow> rows = asking.history("a", number("loss"));

    assertThat(rows).extracting(row -> row.value(0)).hasSize(30).endsWith(29.0);
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void everyBlockBoundaryIsCrossedWhateverRoomIsLeft() {
    for (int pad = 0; pad < 40; pad++) {
      LogWriter log = log();
      while (log.size() < 32_600) {
        log.config("1", "k");
      }
      log.config("\"" + "y".repeat(pad) + "\"", "pad");
      for (int step = 0; step < 12; step++) {
        log.row(step, item("1", "m"));
      }
      log.to(folder, "run-a", "a");
      Asking asking = asking();

      assertThat(asking.history("a")).hasSize(12);
      assertThat(asking.warnings()).isEmpty();
    }
  }

  @Test
  void aWrongChecksumCostsTheRestOfItsBlock() {
    LogWriter log = log();
    for (int step = 0; step < 5_000; step++) {
      log.row(step, item(Integer.toString(step), "loss"));
    }
    byte[] bytes = log.toBytes();
    bytes[40_000] ^= 1;
    LogWriter.write(folder, "run-a", "a", bytes);
    Asking asking = asking();

    List<HistoryRow> rows = asking.history("a", number("loss"));

    assertThat(rows).hasSizeBetween(4_000, 4_999);
    assertThat(rows).allMatch(row -> row.value(0) instanceof Double d && d == row.step());
    assertThat(asking.warnings())
        .singleElement()
        .asString()
        .startsWith("run a: run-a.wandb is damaged in one place; the " + rows.size());
  }

  @Test
  void ofALogWithoutRowsNoneAreSaidToBeRead() {
    byte[] log = log().row(0, item("1", "loss")).toBytes();
    LogWriter.write(folder, "run-a", "a", Arrays.copyOf(log, log.length - 3));
    Asking asking = asking();

    assertThat(asking.history("a")).isEmpty();
    assertThat(asking.warnings())
        .containsExactly("run a: run-a.wandb ends within a record; it holds no row before it");
  }

  @Test
  void aLogThatVanishesBeforeItIsReadIsLeftOutOfASample() throws IOException {
    log().row(0).to(folder, "run-a", "a");
    Path gone = LogWriter.run("b", "team", "vision", 1_000).row(0).to(folder, "run-b", "b");
    List<String> warnings = new ArrayList<>();
    CallScope scope = new CallScope(null, warning -> warnings.add(warning.message()));
    List<Run> runs;
    try (Pages<Run> pages =
        FilesClient.open(folder, LATER)
            .runs(
                RunsRequest.all(PROJECT)
                    .withFields(EnumSet.of(RunField.SUMMARY))
                    .passingOverUnreadable(),
                scope)) {
      Files.delete(gone);
      runs = pages.next();
    }

    assertThat(runs).extracting(Run::id).containsExactly("a");
    assertThat(warnings).singleElement().asString().startsWith("run b: its log can't be read");
  }

  @Test
  void zeroFilledSpaceIsNoDamage() {
    log()
        .row(0, item("1", "loss"))
        .zerosToBlockEnd()
        .row(1, item("2", "loss"))
        .to(folder, "r", "a");
    Asking asking = asking();

    assertThat(asking.history("a")).hasSize(2);
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void aRecordWithoutItsBeginningIsOneDamage() {
    log()
        .chunk(3, new byte[10])
        .chunk(3, new byte[10])
        .chunk(4, new byte[10])
        .row(0, item("1", "loss"))
        .to(folder, "run-a", "a");
    Asking asking = asking();

    assertThat(asking.history("a")).hasSize(1);
    assertThat(asking.warnings()).singleElement().asString().contains("damaged in one place");
  }

  @Test
  void aDescriptionThatMayLackSomethingWarns() {
    log().chunk(4, new byte[10]).row(0).to(folder, "run-a", "a");
    Asking asking = asking();

    asking.runs();

    assertThat(asking.warnings())
        .containsExactly(
            "run a: run-a.wandb is damaged in one place; what it says of the run may be"
                + " incomplete");
  }

  @Test
  void aRunThatLostItsProjectIsToldToThoseWhoReadAnother() {
    log().row(0).to(folder, "run-a", "a");
    new LogWriter().chunk(4, new byte[10]).row(0).to(folder, "run-b", "b");
    Asking asking = asking();

    assertThat(asking.runs()).hasSize(1);
    assertThat(asking.warnings())
        .containsExactly(
            "run b: run-b.wandb is damaged and doesn't say whose it is; it is listed in"
                + " team/uncategorized");
  }

  @Test
  void aRowOfMoreValuesThanMemoryHoldsIsDamage() {
    byte[] row = new byte[4_000_000];
    for (int i = 0; i < row.length; i += 2) {
      row[i] = 10; // an item of no bytes
    }
    UnknownFieldSet.Field member =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(row)).build();
    log()
        .payload(UnknownFieldSet.newBuilder().addField(2, member).build().toByteArray())
        .row(0)
        .to(folder, "run-a", "a");
    Asking asking = asking();

    assertThat(asking.history("a")).hasSize(1);
    assertThat(asking.warnings()).singleElement().asString().contains("damaged in one place");
  }

  @Test
  void largeRecordsOfOtherTypesArePassedOver() {
    byte[] manifest = new byte[70 << 20];
    UnknownFieldSet.Field member =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(manifest))
            .build();
    log()
        .record(8, UnknownFieldSet.newBuilder().mergeField(12, member))
        .row(0)
        .to(folder, "run-a", "a");
    Asking asking = asking();

    assertThat(asking.history("a")).hasSize(1);
    assertThat(asking.warnings()).isEmpty();
  }

  @Test
  void aRecordThatIsNoMessageIsDamage() {
    log().payload(new byte[] {18, 127, 1}).row(0, item("1", "loss")).to(folder, "run-a", "a");
    Asking asking = asking();

    assertThat(asking.history("a")).hasSize(1);
    assertThat(asking.warnings()).singleElement().asString().contains("damaged in one place");
  }

  @Test
  void noRandomDamageEndsInAnythingButRowsAWarningOrAMalformedFile() {
    LogWriter log = log();
    for (int step = 0; step < 1_500; step++) {
      log.row(step, item("0.5", "loss"), item("{\"a\":[1,2]}", "nested", "x"));
    }
    byte[] whole = log.toBytes();
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 1 + round % 5; i++) {
        bytes[7 + random.nextInt(bytes.length - 7)] = (byte) random.nextInt();
      }
      LogWriter.write(folder, "run-a", "a", bytes);
      FilesClient client = FilesClient.open(folder, LATER);
      Asking asking = new Asking(client, client.newestProject());

      int rows = asking.history(asking.runs().get(0).id(), number("loss")).size();

      assertThat(rows).isLessThanOrEqualTo(1_500);
      assertThat(rows == 1_500 || !asking.warnings().isEmpty()).isTrue();
    }
  }

  @Test
  void aFileThatIsNoLogIsMalformed() throws IOException {
    Files.createDirectories(folder.resolve("run-a"));
    Files.writeString(folder.resolve("run-a/run-a.wandb"), "not a log at all");

    assertThatThrownBy(() -> asking().runs())
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE))
        .hasMessageContaining("run-a.wandb is not a transaction log");
  }

  @Test
  void aLogOfNothingButGarbageIsMalformed() {
    byte[] garbage = new byte[1000];
    new Random(1).nextBytes(garbage);
    byte[] header = Arrays.copyOf(log().toBytes(), 7);
    byte[] bytes = Arrays.copyOf(header, 1007);
    System.arraycopy(garbage, 0, bytes, 7, 1000);
    LogWriter.write(folder, "run-a", "a", bytes);

    assertThatThrownBy(() -> asking().runs()).hasMessageContaining("run-a.wandb holds no");
  }

  @Test
  void aFileThatIsJustBegunIsNoRunYet() {
    log().to(folder, "run-a", "a");
    LogWriter.write(folder, "run-b", "b", new byte[0]);
    LogWriter.write(folder, "run-c", "c", Arrays.copyOf(log().toBytes(), 7));

    assertThat(asking().runs()).hasSize(1);
  }

  @Test
  void aDirectoryWithoutRunsCannotBeReached() {
    assertThatThrownBy(() -> asking().runs())
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("holds no run");
  }

  @Test
  void aMissingDirectoryCannotBeReached() {
    assertThatThrownBy(() -> FilesClient.open(folder.resolve("nowhere"), LATER))
        .isInstanceOfSatisfying(
            WandbException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("nowhere does not exist");
  }

  private Asking asking() {
    return new Asking(FilesClient.open(folder, LATER), PROJECT);
  }

  private static LogWriter log() {
    return LogWriter.run("a", "team", "vision", 1_700_000_000);
  }
}
