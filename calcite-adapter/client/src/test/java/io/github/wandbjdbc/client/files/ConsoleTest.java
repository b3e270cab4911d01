package io.github.wandbjdbc.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.ConsoleLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are those that the official client makes of the same pieces. */
class ConsoleTest {
  private final Console console = new Console("r");
  private final List<ConsoleLine> lines = new ArrayList<>();

  private ConsoleTest out(String text) {
    console.write(false, Instant.ofEpochSecond(lines.size()), text).forEachRemaining(lines::add);
    return this;
  }

  private ConsoleTest err(String text) {
    console.write(true, null, text).forEachRemaining(lines::add);
    return this;
  }

  private List<String> texts() {
    console.end().forEachRemaining(lines::add);
    return lines.stream().map(ConsoleLine::line).toList();
  }

  @Test
  void piecesAreJoinedAndSplitAtLineBreaks() {
    out("a").out("b\nc").out("\n").out("d");

    assertThat(texts()).containsExactly("ab", "c", "d");
    assertThat(lines).extracting(ConsoleLine::number).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aCarriageReturnWritesOverWhatWasThere() {
    out("epoch 10\repoch 2\r\nnext\r");

    assertThat(texts()).containsExactly("epoch 20", "next");
  }

  @Test
  void theCursorMovesAmongTheLastLines() {
    out("one\ntwo\n\u001b[A\u001b[AONE\u001b[B!");

    assertThat(texts()).containsExactly("ONE", "two!");
  }

  @Test
  void aCursorThatComesDownPadsTheLine() {
    out("wide\u001b[Bx");

    assertThat(texts()).containsExactly("wide", "    x");
  }

  @Test
  void coloursStayInTheText() {
    out("\u001b[32mgreen\u001b[0m").out("\u001b").out("[1mbold\u001b]x");

    assertThat(texts()).containsExactly("\u001b[32mgreen\u001b[0m\u001b[1mbold\u001b]x");
  }

  @Test
  void emptyLinesAreLinesOnceSomethingFollows() {
    out("a\n\n\nb\n\n");

    assertThat(texts()).containsExactly("a", "", "", "b");
  }

  @Test
  void theStreamsAreNumberedTogetherAsTheirLinesBegin() {
    out("o1").err("e1").out(" more\no2").err("\ne2\n");

    assertThat(texts()).containsExactly("o1 more", "e1", "o2", "e2");
    assertThat(lines).extracting(ConsoleLine::level).containsExactly(null, "error", null, "error");
  }

  @Test
  void aLineHasTheTimeAtWhichItBegan() {
    console.write(false, Instant.EPOCH, "a").forEachRemaining(lines::add);
    console.write(false, Instant.MAX, "b").forEachRemaining(lines::add);

    assertThat(texts()).containsExactly("ab");
    assertThat(lines.get(0).writtenAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void linesOutOfReachAreGivenAtOnceAndStayAsTheyAre() {
    out("x\n".repeat(40));

    assertThat(lines).hasSize(8);
    out("\u001b[A".repeat(50) + "TOP");
    assertThat(texts()).hasSize(40).startsWith("x").contains("TOP").endsWith("x");
    assertThat(lines.get(7).line()).isEqualTo("x");
  }

  @Test
  void aLineIsCutOffWhereItGetsTooLong() {
    out("x".repeat(Console.MAX_LENGTH + 5) + "\ny");

    assertThat(texts()).containsExactly("x".repeat(Console.MAX_LENGTH), "y");
    assertThat(console.cut()).isEqualTo(1);
  }

  @Test
  void charactersBeyondTheFirstPlaneAreOneEach() {
    out("\ud83d\ude00\ud83d\ude00\r+");

    assertThat(texts()).containsExactly("+\ud83d\ude00");
  }

  @Test
  void numbersGoOnInTheNextLog() {
    out("half");
    console.end().forEachRemaining(lines::add);
    out("next\n");

    assertThat(texts()).containsExactly("half", "next");
    assertThat(lines).extracting(ConsoleLine::number).containsExactly(0L, 1L);
  }
}
