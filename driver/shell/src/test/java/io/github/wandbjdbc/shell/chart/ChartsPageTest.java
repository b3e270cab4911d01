package io.github.wandbjdbc.shell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the charts of {@code docs/charts.md} and its pictures to what is drawn; {@code
 * -Dpages=write} writes them.
 */
class ChartsPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = ROOT.resolve("docs/charts.md");
  private static final Pattern IN_TERMINAL =
      Pattern.compile(
          "```sql\n-- wandb-sql [^\n]*--chart\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IN_FILE =
      Pattern.compile(
          "```sql\n-- wandb-sql [^\n]*?(--log y )?--chart ([^\n]+\\.svg)\n(.*?)```\n",
          Pattern.DOTALL);
  private static final boolean WRITE = "write".equals(System.getProperty("pages"));

  @TempDir Path folder;

  @Test
  void thePageShowsTheChartsOfTerminals() throws Exception {
    String page = Files.readString(PAGE);
    Matcher examples = IN_TERMINAL.matcher(page);
    StringBuilder drawn = new StringBuilder();
    while (examples.find()) {
      String chart = Drawn.inTerminal(examples.group(1), ChartOptions.terminal());
      String told = examples.group();
      String replaced = told.substring(0, examples.start(2) - examples.start()) + chart + "```";
      examples.appendReplacement(drawn, Matcher.quoteReplacement(replaced));
    }
    examples.appendTail(drawn);

    if (WRITE) {
      Files.writeString(PAGE, drawn);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(drawn.toString());
    assertThat(IN_TERMINAL.matcher(page).results()).hasSize(2);
  }

  @Test
  void thePicturesAreWhatIsDrawn() throws Exception {
    var pictures = IN_FILE.matcher(Files.readString(PAGE)).results().toList();

    for (MatchResult picture : pictures) {
      Path file = ROOT.resolve(picture.group(2));
      if (WRITE) {
        draw(picture, file);
      }
      Path drawn = folder.resolve("drawn.svg");
      draw(picture, drawn);
      assertThat(file).hasSameTextualContentAs(drawn);
    }
    assertThat(pictures).hasSize(2);
  }

  private static void draw(MatchResult picture, Path file) throws SQLException, IOException {
    ChartOptions options = ChartOptions.picture();
    Drawn.inFile(picture.group(3), file, picture.group(1) == null ? options : options.withLog("y"));
  }
}
