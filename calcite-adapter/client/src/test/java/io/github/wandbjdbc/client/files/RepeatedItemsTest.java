package io.github.wandbjdbc.client.files;

import static io.github.wandbjdbc.client.files.LogWriter.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.UnknownFieldSet.Field;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.files.log.LogItemReader;
import io.github.wandbjdbc.client.files.log.LogReader;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.RunRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that a log repeats are recognized, and mean the same as when they are read anew. */
class RepeatedItemsTest {
  private final Path folder;

  RepeatedItemsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aSummaryIsThatOfItsRecordsOneAfterTheOther() throws IOException {
    Map<String, String> expectations = new HashMap<>();
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      LogWriter log = LogWriter.run("r" + seed, "team", "vision", 1_000);
      JsonTree expected = new JsonTree();
      for (int i = 0; i < 12; i++) {
        String json = pick(random, "1", "-2.5", "NaN", "\"x\"", "null", "[1]", "{\"b\":7}", " {}");
        List<String> path = path(random);
        log.summary(json, path.toArray(String[]::new));
        expected.replace(new Item(path, json));
      }
      log.row(0).to(folder, "run-" + seed, "r" + seed);

      expectations.put("r" + seed, expected.text());
    }
    Asking asking =
        new Asking(FilesClient.open(folder, Clock.systemUTC()), new ProjectPath("team", "vision"));

    assertThat(asking.runs())
        .extracting(Run::id, Run::summary)
        .containsExactlyInAnyOrderElementsOf(
            expectations.entrySet().stream().map(e -> tuple(e.getKey(), e.getValue())).toList());
  }

  @Test
  void aRowIsReadTheSameWhateverWasReadBefore() throws IOException {
    Random random = new Random(1);
    List<String> names =
        new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> "metric/" + i).toList());
    LogWriter log = LogWriter.run("r", "team", "vision", 1_000);
    for (int step = 0; step < 400; step++) {
      if (step % 50 == 0) {
        Collections.shuffle(names, random);
      }
      Collections.rotate(names, random.nextInt(names.size()));
      log.row(step, row(random, names.subList(0, 1 + random.nextInt(names.size()))));
    }
    Path file = log.to(folder, "run-1", "r");
    LogItemReader reader = new LogItemReader();
    int rows = 0;

    try (LogReader records = LogReader.open(file, Files.size(file), 0)) {
      for (LogRecord record = records.next(); record != null; record = records.next()) {
        if (record.type() == LogRecord.HISTORY) {
          assertThat(HistoryRecord.read(record, -1, reader))
              .isEqualTo(HistoryRecord.read(record, -1, new LogItemReader()));
          rows++;
        }
      }
    }

    assertThat(rows).isEqualTo(400);
  }

  @Test
  void theLastSignOfLifeIsTheLatestTimeHoweverItIsWritten() {
    Map<String, Instant> expectations = new HashMap<>();
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      LogWriter log = LogWriter.run("r" + seed, "team", "vision", 1_000);
      Instant latest = Instant.ofEpochSecond(5_000);
      log.row(0, item("5000", "_timestamp"));
      for (int step = 1; step < 8; step++) {
        String json = time(random);
        log.row(step, item(json, "_timestamp"));
        Instant time = RunRecords.instant(json);
        latest = time == null || time.isBefore(latest) ? latest : time;
      }
      log.to(folder, "run-" + seed, "r" + seed);
      expectations.put("r" + seed, latest);
    }
    Asking asking =
        new Asking(FilesClient.open(folder, Clock.systemUTC()), new ProjectPath("team", "vision"));

    assertThat(asking.runs())
        .extracting(Run::id, Run::heartbeatAt)
        .containsExactlyInAnyOrderElementsOf(
            expectations.entrySet().stream().map(e -> tuple(e.getKey(), e.getValue())).toList());
  }

  private static String time(Random random) {
    String digits = String.valueOf(random.nextInt(10_000, 100_000));
    return switch (random.nextInt(8)) {
      case 0 -> digits;
      case 1 -> digits + "." + random.nextInt(1000);
      case 2 -> digits.charAt(0) + "." + digits.substring(1) + "e+04";
      case 3 -> digits.charAt(0) + "." + digits.substring(1) + "E4";
      case 4 -> "-" + digits;
      case 5 -> pick(random, "NaN", "\"x\"", "null", "Infinity");
      case 6 -> digits + "e0";
      default -> random.nextInt(1000, 10_000) + ".5";
    };
  }

  private static Field[] row(Random random, List<String> names) {
    return names.stream()
        .map(
            name ->
                random.nextInt(9) == 0
                    ? item("\"é\"", "nested", name)
                    : item("1".repeat(length(random)), name))
        .toArray(Field[]::new);
  }

  /** Around the lengths at which the length of a length changes. */
  private static int length(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> 127 + random.nextInt(3);
      case 1 -> 16_383 + random.nextInt(3);
      default -> random.nextInt(5);
    };
  }

  private static List<String> path(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(depth -> pick(random, "a", "b", "c"))
        .toList();
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
