package io.github.wandbjdbc.client.api.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.WandbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final ExchangeKey QUESTION =
      ExchangeKey.ofApi("Runs", "{\"query\":\"query Runs\",\"variables\":{\"a\":1,\"b\":2}}");
  private static final ExchangeKey PART =
      ExchangeKey.ofStorage("https://replay.invalid/f?1", "bytes=0-9");

  @TempDir Path directory;

  private Recording recording(long maxBytes) {
    return Recording.in(
        directory,
        Manifest.beginning("1.0", "https://api.test", null, "me", false, "lab", null, Map.of()),
        "me",
        text -> text.replace("s3cr3t", "***"),
        maxBytes);
  }

  private static String read(Exchange exchange) throws IOException {
    try (BufferedSource body = Okio.buffer(exchange.body())) {
      return body.readUtf8();
    }
  }

  @Test
  void theOrderOfVariablesMakesNoDifference() throws IOException {
    Buffer kept =
        recording(10_000).answered(QUESTION, new Buffer().writeUtf8("{\"k\":\"s3cr3t\"}"));

    ExchangeKey same =
        ExchangeKey.ofApi("Runs", "{\"variables\":{\"b\":2,\"a\":1},\"query\":\"query Runs\"}");
    assertThat(kept.readUtf8()).isEqualTo("{\"k\":\"***\"}");
    assertThat(read(Replay.of(directory).answer(same, "runs"))).isEqualTo("{\"k\":\"***\"}");
  }

  @Test
  void whatIsTooMuchFailsAndLeavesWhatThereWas() throws IOException {
    Recording recording = recording(2000);
    recording.answered(QUESTION, new Buffer().writeUtf8("{}"));

    assertThatThrownBy(() -> recording.answered(QUESTION, new Buffer().writeUtf8("x".repeat(2000))))
        .isInstanceOfSatisfying(
            WandbException.class,
            e -> assertThat(e.kind()).isEqualTo(WandbException.Kind.NOT_RECORDED))
        .hasMessageContaining("would lack this answer");

    assertThat(read(Replay.of(directory).answer(QUESTION, "runs"))).isEqualTo("{}");
  }

  @Test
  void aCredentialIsFoundWhereverItStands() throws IOException {
    String answer = "x".repeat(65_534) + "s3cr3t" + "y".repeat(200_000) + "s3cr3t";

    Buffer kept = recording(1 << 20).answered(QUESTION, new Buffer().writeUtf8(answer));

    assertThat(kept.readUtf8()).isEqualTo(answer.replace("s3cr3t", "***"));
  }

  @Test
  void aFileThatWasReadInPartIsReadNoFurther() throws IOException {
    try (Recording.KeptFile file = recording(10_000).begin(PART)) {
      Buffer whole = new Buffer().writeUtf8("0123456789");
      Buffer sink = new Buffer();
      assertThat(file.copying(whole).read(sink, 4)).isEqualTo(4);
      file.finish(206, Map.of("Content-Range", "bytes 0-9/10"));
    }

    Exchange exchange = Replay.of(directory).answer(PART, "a file");
    try (BufferedSource body = Okio.buffer(exchange.body())) {
      assertThat(body.readUtf8(4)).isEqualTo("0123");
      assertThatThrownBy(body::readByte).hasMessageContaining("only the first 4 bytes");
    }
  }

  @Test
  void aProgramThatWasKilledLeavesWhatWasWhole() throws IOException {
    Recording recording = recording(10_000);
    recording.answered(QUESTION, new Buffer().writeUtf8("{}"));
    Recording.KeptFile abandoned = recording.begin(PART);
    Files.writeString(directory.resolve("unfinished-0000000000000000.tmp"), "torn");

    Replay replay = Replay.of(directory);
    assertThat(read(replay.answer(QUESTION, "runs"))).isEqualTo("{}");
    assertThatThrownBy(() -> replay.answer(PART, "a file"))
        .hasMessageContaining("doesn't hold this request");
    abandoned.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void anotherCredentialDoesNotGoOnWithIt() {
    assertThat(recording(10_000).manifest().entity()).isEqualTo("lab");
    Manifest known = recording(10_000).manifest();

    assertThatThrownBy(() -> Recording.in(directory, known, "somebody else", text -> text, 10_000))
        .hasMessageContaining("name an empty directory");
  }
}
