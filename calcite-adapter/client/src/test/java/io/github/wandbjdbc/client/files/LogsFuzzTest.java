package io.github.wandbjdbc.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is in a file, the client gives items or a {@link WandbException}, and soon. */
public final class LogsFuzzTest {
  private static final List<ValueColumn> COLUMNS =
      List.of(
          new ValueColumn("loss", ValueType.NUMBER),
          new ValueColumn("a.b", ValueType.TEXT),
          new ValueColumn("_timestamp", ValueType.NUMBER));

  private static final Path FILE = file();

  @Test
  @Timeout(value = 10, unit = TimeUnit.HOURS)
  void itemsOrAFailureAreAllThatComesOfAFile() {
    byte[] log =
        LogWriter.run("r", "lab", "vision", 1_700_000_000)
            .config("{\"lr\":0.1}", "a")
            .summary("\"NaN\"", "loss")
            .row(0, LogWriter.item("0.5", "loss"), LogWriter.item("{\"c\":1}", "a", "b"))
            .row(1, LogWriter.item("NaN", "loss"))
            .rowWithoutStepItem(2, LogWriter.item("[1]", "loss"))
            .exit(0)
            .toBytes();
    Fuzzing.of("logs")
        .seed(prefixed(0, log))
        .seed(prefixed(1, Arrays.copyOfRange(log, 7, log.length)))
        .seed(
            prefixed(
                1, new byte[] {8, 1, 18, 12, 10, 10, 18, 5, '_', 's', 't', 'e', 'p', 26, 1, '7'}))
        .seed(prefixed(1, new byte[] {8, 2, 18, 8, 10, 6, 18, 4, 'l', 'o', 's', 's'}))
        .seed(
            prefixed(
                0,
                LogWriter.run("r", "lab", "vision", 1_700_000_000)
                    .output(13, true, 1_700_000_001, "a\rb\n\u001b[A\u001b[Bc\u001b[1m")
                    .output(4, false, 1_700_000_002, "d\n")
                    .alert("t", "x", "WARN")
                    .record(
                        12,
                        UnknownFieldSet.newBuilder()
                            .mergeField(1, LogWriter.text("loss"))
                            .mergeField(
                                7,
                                LogWriter.message(
                                    UnknownFieldSet.newBuilder()
                                        .mergeField(1, LogWriter.number(1)))))
                    .toBytes()))
        .tokens(
            "\0\0\0\0", "\u007f", "loss", "_step", "_timestamp", "NaN", "{\"a\":", "1e999", "\12\2")
        .run(10_000, LogsFuzzTest::fuzzerTestOneInput);
  }

  /** Reads {@code input} as a file, or as a record of one, as its first byte says. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    byte[] bytes =
        input[0] % 2 == 0
            ? rest
            : LogWriter.run("r", "lab", "vision", 1_700_000_000)
                .payload(rest)
                .payload(Arrays.copyOf(rest, rest.length / 2))
                .toBytes();
    try {
      Files.write(FILE, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    attempt(LogsFuzzTest::readAll);
  }

  private static long readAll(CallScope scope) {
    try (FilesClient client = FilesClient.open(FILE, Clock.systemUTC())) {
      ProjectPath project = client.newestProject();
      return count(client.projects(project.entity(), scope))
          + count(
              client.runs(
                  RunsRequest.all(project).withFields(EnumSet.allOf(RunField.class)), scope))
          + count(
              client.history(
                  HistoryRequest.all(project).withColumns(COLUMNS).withNoteOtherKeys(true), scope))
          + count(
              client.sampledHistory(
                  SampledHistoryRequest.all(project, 10).withColumns(COLUMNS), scope))
          + count(client.runStreams().systemMetrics(project, RunFilter.ALL, scope))
          + readBeside(client, project, scope);
    }
  }

  private static long readBeside(FilesClient client, ProjectPath project, CallScope scope) {
    RunStreams streams = client.runStreams();
    return count(streams.consoleLogs(project, RunFilter.ALL, Long.MAX_VALUE, scope))
        + count(streams.files(project, RunFilter.ALL, null, null, scope))
        + count(streams.alerts(project, RunFilter.ALL, scope))
        + count(streams.metricDefinitions(project, RunFilter.ALL, scope))
        + count(streams.environments(project, RunFilter.ALL, scope))
        + count(client.artifacts().types(project, scope))
        + count(client.artifacts().collections(project, null, scope))
        + count(client.artifacts().versions(project, null, null, scope))
        + count(client.artifacts().files(project, null, scope))
        + count(client.artifacts().uses(project, RunFilter.ALL, null, scope));
  }

  private static void attempt(ToLongFunction<CallScope> reading) {
    try {
      long items = reading.applyAsLong(new CallScope(Duration.ofSeconds(20), warning -> {}));
      assertThat(items).isNotNegative();
    } catch (WandbException e) {
      assertThat(e.kind()).isNotIn(WandbException.Kind.TIMEOUT, WandbException.Kind.CANCELLED);
    }
  }

  private static long count(Pages<?> pages) {
    long items = 0;
    try (pages) {
      for (List<?> page = pages.next(); page != null; page = pages.next()) {
        items += page.size();
      }
    }
    return items;
  }

  private static byte[] prefixed(int kind, byte[] bytes) {
    byte[] input = new byte[bytes.length + 1];
    input[0] = (byte) kind;
    System.arraycopy(bytes, 0, input, 1, bytes.length);
    return input;
  }

  private static Path file() {
    try {
      Path directory = Files.createTempDirectory("logs");
      Path file = directory.resolve("run-r.wandb");
      file.toFile().deleteOnExit();
      directory.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
