package io.github.wandbjdbc.shell.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalChartTest {
  private static final ChartOptions TERMINAL = ChartOptions.terminal();
  private static final String SMALL = "(VALUES (1, 10), (2, 20), (3, 15)) AS t(x, y)";

  @Test
  void aChartFitsTheWindowAndLeavesALineForThePrompt() throws Exception {
    String chart = Drawn.inTerminal("SELECT x, y FROM " + SMALL, TERMINAL.withSize(60, 16));

    assertThat(chart.lines()).hasSize(15).allMatch(line -> line.length() <= 60);
    assertThat(chart).contains("20 ┤", "10 ┤", "└").doesNotContain("\u001b");
  }

  @Test
  void withoutUnicodeAllIsAscii() throws Exception {
    String chart =
        Drawn.inTerminal("SELECT x, 'größe' AS name, y FROM " + SMALL, TERMINAL.withUnicode(false));

    assertThat(chart.chars())
        .allMatch(letter -> letter == '\n' || (letter >= ' ' && letter <= '~'));
    assertThat(chart).contains("gr??e", "A");
  }

  @Test
  void seriesAreToldApartByLettersToo() throws Exception {
    String chart =
        Drawn.inTerminal("SELECT x, y, 30 - y AS z FROM " + SMALL, TERMINAL.withColour(true));

    assertThat(chart).contains("A y", "B z", "\u001b[38;5;32m", "\u001b[38;5;202m");
    assertThat(chart.lines().filter(line -> line.contains("┤") || line.contains("│")))
        .anyMatch(line -> line.contains("A"))
        .anyMatch(line -> line.contains("B"));
  }

  @Test
  void aTextBehindTheFirstColumnPartsTheSeries() throws Exception {
    String sql =
        "SELECT _step, run_id, \"val/acc\" FROM history WHERE \"val/acc\" IS NOT NULL AND run_id IN ('sgd-slow1', 'adam-fast')";

    assertThat(Drawn.inTerminal(sql, TERMINAL)).contains("A sgd-slow1  B adam-fast", "val/acc");
  }

  @Test
  void aNamedColumnPartsTheSeriesAlsoIfItIsFirst() throws Exception {
    String sql =
        "SELECT g, x, y FROM (VALUES (1, 1, 10), (1, 2, 20), (7, 1, 5), (7, 2, 6)) AS t(g, x, y)";

    assertThat(Drawn.inTerminal(sql, TERMINAL.withGroup("G"))).contains("A 1  B 7", " x\n");
  }

  @Test
  void oneColumnOfNumbersIsDrawnByRow() throws Exception {
    assertThat(Drawn.inTerminal("SELECT y FROM " + SMALL, TERMINAL)).contains(" row\n");
  }

  @Test
  void gapsAreNoZerosAndAreCounted() throws Exception {
    String sql =
        "SELECT x, y FROM (VALUES (1, 10.0e0), (2, NULL), (3, CAST('NaN' AS DOUBLE)), (4, 12.0e0), (5, CAST('Infinity' AS DOUBLE)), (6, 11.0e0), (7, 12.0e0)) AS t(x, y)";

    String chart = Drawn.inTerminal(sql, TERMINAL);

    assertThat(chart).contains("y: 3 values left out (1 NULL, 1 NaN, 1 infinite)\n", "•");
    assertThat(chart).doesNotContain(" 0 ┤", "\n0.0 ┤");
  }

  @Test
  void aLogAxisLeavesOutZeroAndBelow() throws Exception {
    String sql =
        "SELECT x, y FROM (VALUES (1, 0.001e0), (2, 0e0), (3, -1e0), (4, 1000e0)) AS t(x, y)";

    assertThat(Drawn.inTerminal(sql, TERMINAL.withLog("y")))
        .contains("0.001 ┤", "1000 ┤", "y: 2 not above 0 on a log axis left out");
  }

  @Test
  void timesHaveLabelsInUtc() throws Exception {
    assertThat(Drawn.inTerminal("SELECT created_at, last_step FROM runs", TERMINAL))
        .contains("05:54:20", "created_at (2026-11-22, UTC)");
  }

  @Test
  void textsInTheFirstColumnAreBars() throws Exception {
    String chart =
        Drawn.inTerminal(
            "SELECT name, v FROM (VALUES ('one', 1), ('two', 2)) AS t(name, v)",
            TERMINAL.withSize(35, 20));

    assertThat(chart).isEqualTo("    v\none ██████████ 1\ntwo ████████████████████ 2\n");
  }

  @Test
  void unorderedRowsAreDots() throws Exception {
    String sql = "SELECT \"config.lr\", \"summary.best/val_acc\" FROM runs";

    String chart = Drawn.inTerminal(sql, TERMINAL.withLog("x"));

    assertThat(chart).contains("•");
    assertThat(chart.codePoints()).noneMatch(letter -> letter >= 0x2800 && letter < 0x2900);
  }

  @Test
  void aSpikeAmongAMillionRowsStays() throws Exception {
    String sql =
        "SELECT i, CASE WHEN i = 654321 THEN 1000 ELSE MOD(i, 10) END AS y FROM GENERATE_SERIES(1, 1000000) AS t(i)";

    List<String> lines = Drawn.inTerminal(sql, TERMINAL).lines().toList();

    assertThat(lines.get(1)).contains("1000 ┤").matches(".*[\u2801-\u28ff].*");
  }

  @Test
  void whatCannotBeDrawnIsToldWithWhatToTry() {
    assertThatThrownBy(
            () -> Drawn.inTerminal("SELECT x, y FROM " + SMALL + " WHERE x > 9", TERMINAL))
        .hasMessage("the result has no rows, so there is nothing to draw");
    assertThatThrownBy(() -> Drawn.inTerminal("SELECT run_id, name FROM runs", TERMINAL))
        .hasMessageContaining("no column of numbers to draw (run_id VARCHAR, name VARCHAR)")
        .hasMessageContaining("CAST(… AS DOUBLE)");
    assertThatThrownBy(
            () -> Drawn.inTerminal("SELECT x, y FROM " + SMALL, TERMINAL.withGroup("run")))
        .hasMessage("--group run: the result has no such column; it has x, y");
    assertThatThrownBy(
            () -> Drawn.inTerminal("SELECT x, 0 * y AS z FROM " + SMALL, TERMINAL.withLog("y")))
        .hasMessage("nothing can be drawn: z: 3 not above 0 on a log axis left out");
    assertThatThrownBy(() -> TERMINAL.withLog("z")).hasMessageContaining("--log xy");
  }

  @Test
  void aBrokenOffResultIsDrawnAndSaysSo() throws Exception {
    assertThat(Drawn.brokenOff("SELECT x, y FROM " + SMALL, 2))
        .contains("incomplete after 2 rows", "20 ┤");
    assertThat(Drawn.brokenOff("SELECT x, y FROM " + SMALL, 0)).isEmpty();
  }

  @Test
  void moreSeriesThanLettersAreCounted() throws Exception {
    String sql = "SELECT 1 AS x, 'g' || i AS g, i FROM GENERATE_SERIES(1, 30) AS t(i)";

    assertThat(Drawn.inTerminal(sql, TERMINAL))
        .contains("Z g26", "only the first 26 series are drawn, without 4 further values");
  }

  @Test
  void namesAreNoCommands() throws Exception {
    String sql = "SELECT x, 'a' || U&'\\001B' || '[31m' AS g, y FROM " + SMALL;

    assertThat(Drawn.inTerminal(sql, TERMINAL)).contains("A a·[31m").doesNotContain("\u001b");
  }
}
