package io.github.wandbjdbc.cli;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import io.github.wandbjdbc.text.TextWidth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as a terminal shows them, and as files get them. */
class PrintingTest {
  private static final Screen WINDOW = new Screen(40, 24, true, true);
  private static final Screen GREY = new Screen(40, 24, true, false);

  private static final String NUMBERS =
      "SELECT * FROM (VALUES (1e-5), (1e15), (-2e0), (1e-6), (2e15), (0.1e0 + 0.2e0),"
          + " (CAST('NaN' AS DOUBLE)), (-1.5e-300)) AS t(x)";

  /** Two rows that come, and a division by zero behind them. */
  private static final String BREAKING =
      "SELECT _step, loss FROM history UNION ALL SELECT 1 / (_step - _step), loss FROM history";

  private final StandIn standIn = StandIn.start().isPublic(true);
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void numbersAndTimesAreWrittenAsPeopleDo() {
    assertThat(cells(print(Screen.NONE, NUMBERS)))
        .containsExactly(
            "0.00001",
            "1000000000000000",
            "-2",
            "1E-6",
            "2E15",
            "0.30000000000000004",
            "NaN",
            "-1.5E-300");
    assertThat(
            cells(
                print(
                    Screen.NONE,
                    "SELECT * FROM (VALUES (TIMESTAMP '2024-01-02 03:04:05'),"
                        + " (TIMESTAMP '2024-01-02 03:04:05.060')) AS t(x)")))
        .containsExactly("2024-01-02 03:04:05", "2024-01-02 03:04:05.06");
  }

  @Test
  void otherProgramsGetNumbersThatTheyReadBack() {
    assertThat(print(Screen.NONE, NUMBERS, "--format=csv").lines())
        .containsExactly(
            "x",
            "1.0E-5",
            "1.0E15",
            "-2.0",
            "1.0E-6",
            "2.0E15",
            "0.30000000000000004",
            "NaN",
            "-1.5E-300");
  }

  @Test
  void aTerminalShowsWhatFitsIntoItsWindow() {
    String sql =
        "SELECT * FROM (VALUES (12345678, '%s', 'b'), (1, 'y', '損失損失損失損失損失')) AS t(x, y, z)"
            .formatted("long ".repeat(20).strip());

    assertThat(print(WINDOW, sql).lines())
        .containsExactly(
            "       x | y             | z",
            "---------+---------------+--------------",
            "12345678 | long long lo… | b",
            "       1 | y             | 損失損失損失…",
            "(2 rows)")
        .allMatch(line -> TextWidth.of(line) <= 40);
    assertThat(print(Screen.NONE, sql)).contains("long ".repeat(20), "損失損失損失損失損失");
  }

  @Test
  void columnsThatDoNotFitAreNamedByNumber() {
    String columns = "'aaaaaaaaaaaaaaaaaaaa', ".repeat(9) + "1";

    String shown = print(WINDOW, "SELECT %1$s UNION ALL SELECT %1$s".formatted(columns));

    assertThat(shown.lines()).allMatch(line -> !line.contains("|") || TextWidth.of(line) <= 40);
    assertThat(shown).contains("(2 rows)\n… 8 of 10 columns don't fit: name those");
  }

  @Test
  void nullIsNoText() {
    String sql = "SELECT * FROM (VALUES ('NULL', 1), (NULL, 2)) AS t(x, y)";

    assertThat(print(WINDOW, sql)).contains("NULL | 1\n", "\u001b[2mNULL\u001b[0m | 2\n");
    assertThat(print(GREY, sql)).contains("NULL | 1\n", "∅    | 2\n").doesNotContain("\u001b");
    assertThat(print(Screen.NONE, sql)).contains("NULL | 1\n", "NULL | 2\n");
    assertThat(print(Screen.NONE, sql, "--format=markdown")).contains("| NULL |", "| *NULL* |");
    assertThat(print(Screen.NONE, sql, "--format=latex")).contains("NULL & 1", "-- & 2");
  }

  @Test
  void oneRowIsShownUprightAndWhole() {
    String sql = "SELECT 'baseline' AS name, '%s' AS notes, NULL AS x".formatted("損".repeat(20));

    assertThat(print(GREY, sql).lines())
        .containsExactly(
            "name  | baseline", "notes | 損損損損損損損損損損損損損損損損", "      | 損損損損", "x     | ∅", "(1 row)");
    assertThat(print(Screen.NONE, sql)).contains("name     | notes");
  }

  @Test
  void aLongValueOfOneRowIsCutUnlessAllIsAskedFor() {
    String sql = "SELECT 'a' AS name, '%s' AS notes".formatted("x".repeat(1_000));

    assertThat(print(WINDOW, sql)).contains("      | …\n").hasLineCount(13);
    assertThat(print(WINDOW, sql, "--all")).doesNotContain("…").hasLineCount(1 + 32 + 1);
  }

  @Test
  void aPlanIsShownWhole() {
    String plan = print(WINDOW, "EXPLAIN PLAN FOR SELECT name FROM runs WHERE state = 'finished'");

    assertThat(plan).contains("\n").doesNotContain("…");
    assertThat(plan.lines()).anyMatch(line -> line.length() > 40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          500   ~ (500 rows)
          501   ~ … 1 more, --all shows them
          999   ~ … 499 more, --all shows them
          1000  ~ … at least 500 more, --all shows them
          """)
  void aTerminalShowsSomeHundredRows(int rows, String said) {
    standIn.holds(experiment("run1").logging("loss").forSteps(rows));

    String shown = print(WINDOW, "SELECT _step, loss FROM history ORDER BY _step");

    assertThat(shown.lines()).hasSize(2 + 500 + 1).last().isEqualTo(said);
    assertThat(print(WINDOW, "SELECT _step, loss FROM history", "--all"))
        .hasLineCount(2 + rows + 1);
    assertThat(print(Screen.NONE, "SELECT _step, loss FROM history")).hasLineCount(2 + rows + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          table    ~ (incomplete after 2 rows)
          csv      ~ 1,
          json     ~ ]
          markdown ~ *incomplete after 2 rows*
          latex    ~ % incomplete after 2 rows
          """)
  void whatCameBeforeAFailureIsKept(String format, String last) throws IOException {
    standIn.holds(experiment("run1").logging("loss").forSteps(2));

    String shown = print(3, Screen.NONE, BREAKING, "--format", format);

    assertThat(shown.lines().reduce((first, second) -> second).orElse("")).startsWith(last);
    assertThat(err()).contains("error 22012: ").endsWith("incomplete after 2 rows\n");
    if (format.equals("json")) {
      assertThat(new ObjectMapper().readTree(shown)).hasSize(2);
    } else if (format.equals("latex")) {
      assertThat(shown).contains("\\end{tabular}");
    }
    assertThat(print(3, WINDOW, BREAKING)).endsWith("(incomplete after 2 rows)\n");
  }

  @Test
  void aServerThatFailsMidwayLeavesTheRowsThatCame() {
    for (int i = 0; i < 6; i++) {
      standIn.holds(experiment("run" + i).logging("loss").forSteps(1));
    }
    standIn.fails(
        Fault.status(400)
            .when(request -> request.argument("runs", "after") != null)
            .after(1)
            .times(99));

    String shown = print(3, "?pageSize=2", Screen.NONE, "SELECT run_id FROM runs", "--format=csv");

    assertThat(shown.lines()).hasSizeGreaterThan(2).startsWith("run_id");
    assertThat(err()).contains("incomplete after");
  }

  @Test
  void aFailureBeforeTheFirstRowPrintsNothing() {
    for (String format : List.of("table", "csv", "json", "markdown", "latex")) {
      standIn.holds(experiment("run1").logging("loss").forSteps(2));

      assertThat(
              print(1, Screen.NONE, "SELECT 1 / (_step - _step) FROM history", "--format", format))
          .isEmpty();
      assertThat(err()).startsWith("error 22012: ").doesNotContain("incomplete");
    }
  }

  @Test
  void markdownShowsTextsAsTheyAre() {
    assertThat(
            print(
                Screen.NONE,
                "SELECT 'a|b_c_' || U&'\\000a' || '<i>*x* & `y`' AS \"lo|ss\", -2e0 AS x",
                "--format=markdown"))
        .isEqualTo(
            """
            | lo\\|ss | x |
            | --- | ---: |
            | a\\|b_c\\_<br>\\<i\\>\\*x\\* \\& \\`y\\` | -2 |
            """);
    assertThat(print(Screen.NONE, "SELECT 1 AS x LIMIT 0", "--format=markdown"))
        .isEqualTo("| x |\n| ---: |\n");
  }

  @Test
  void latexShowsTextsAsTheyAre() {
    assertThat(
            print(
                Screen.NONE,
                "SELECT '[50%] a_b & {c} \\ ~^#$' AS \"a_b\", '* \"x\" -- y-z <|>' AS y, -2e0 AS x",
                "--format=latex"))
        .isEqualTo(
            """
            \\begin{tabular}{llr}
            \\hline
            a\\_b & y & x \\\\
            \\hline
            {[}50\\%{]} a\\_b \\& \\{c\\} \\textbackslash{} \\textasciitilde{}\\textasciicircum{}\\#\\$ \
            & {*} \\char34{}x\\char34{} -{}- y-z \\textless{}\\textbar{}\\textgreater{} & $-$2 \\\\
            \\hline
            \\end{tabular}
            """);
  }

  @Test
  void theEnvironmentTellsOfTheWindow() {
    assertThat(Screen.of(Map.of("COLUMNS", "120", "LINES", "50", "TERM", "xterm")))
        .isEqualTo(new Screen(120, 50, true, true));
    assertThat(Screen.of(Map.of("COLUMNS", "wide", "TERM", "dumb")))
        .isEqualTo(new Screen(80, 24, true, false));
    assertThat(Screen.of(Map.of("TERM", "xterm", "NO_COLOR", "1")).colors()).isFalse();
  }

  private static List<String> cells(String table) {
    List<String> lines = table.lines().map(String::strip).toList();
    return lines.subList(2, lines.size() - 1);
  }

  private String print(Screen screen, String sql, String... words) {
    return print(0, screen, sql, words);
  }

  private String print(int code, Screen screen, String sql, String... words) {
    return print(code, "", screen, sql, words);
  }

  private String print(int code, String options, Screen screen, String sql, String... words) {
    err.reset();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Main main = new Main(new ByteArrayInputStream(new byte[0]), out, errors, screen, false);
    String url =
        "jdbc:wandb://%s/lab/vision%s"
            .formatted(
                standIn.hostAndPort(),
                (options.isEmpty() ? "?" : options + "&") + "anonymous=true&maxRetryTime=1");
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = url;
    all[words.length + 1] = sql;

    assertThat(main.run(all)).as(err()).isEqualTo(code);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
